import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { Countdown } from './countdown.tsx';
import styles from './pay.module.css';
import { toPayQuery, yuan } from './pay.query.ts';

/** 待缴费 above one's tasks, while there is any. */
export function ToPay() {
  const t = usePaymentTexts();
  const locale = useLanguage();
  const { data } = useQuery(toPayQuery);
  if (!data || data.length === 0) return null;
  return (
    <section className={`card ${styles.toPay}`} aria-labelledby="to-pay">
      <h2 id="to-pay">{t('toPay', { count: data.length })}</h2>
      <ul>
        {data.map(({ id, subject, service, amount, dueAt }) => (
          <li key={id}>
            <Link to="/pay/$id" params={{ id }} className={styles.line}>
              <span className={styles.lineWords}>
                <span className={styles.lineTitle}>{subject}</span>
                <span className={styles.small}>{inLanguage(service.name, locale)}</span>
              </span>
              <span className={styles.lineSum}>
                <strong className="number">¥{yuan(amount)}</strong>
                <span className={styles.small}>
                  <Icon name="clock" size={14} /> <Countdown until={dueAt} />
                </span>
              </span>
              <Icon name="chevronRight" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
