import { Link } from '@tanstack/react-router';
import type { Payment } from '@yizhan/contract';
import { fullMoment } from '../../texts/times.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { Countdown } from './countdown.tsx';
import styles from './pay.module.css';
import { receiptOf, yuan } from './pay.query.ts';

const tones = { open: 'amber', paid: 'green', closed: 'quiet' } as const;

/** What an application costs, on its page: the open order first, then what became of the others. */
export function PaymentsPanel({ payments }: { payments: readonly Payment[] }) {
  const t = usePaymentTexts();
  const sorted = [...payments].sort(
    (one, other) => Number(other.state === 'open') - Number(one.state === 'open'),
  );
  return (
    <section className={`card ${styles.panel}`} aria-labelledby="payments">
      <h2 id="payments">{t('title')}</h2>
      <ul>
        {sorted.map((payment) => (
          <li key={payment.id} className={styles.entry}>
            <div className={styles.entryHead}>
              <span className={styles.lineTitle}>{payment.subject}</span>
              <Tag tone={tones[payment.state]}>{t(`states.${payment.state}`)}</Tag>
            </div>
            <p className={styles.entrySum}>
              <strong className="number">¥{yuan(payment.amount)}</strong>
              <span className={styles.small}>{payment.capital}</span>
            </p>
            {payment.state === 'open' && (
              <p className={styles.small}>
                {t('left')} <Countdown until={payment.dueAt} />
              </p>
            )}
            {payment.paidAt && (
              <p className={styles.small}>
                {t('paidAt')} <span className="number">{fullMoment(payment.paidAt)}</span>
                {payment.refunded > 0 && ` · ${t('refunded', { amount: yuan(payment.refunded) })}`}
              </p>
            )}
            <div className={styles.entryActs}>
              {payment.state === 'open' && payment.mine && (
                <Link to="/pay/$id" params={{ id: payment.id }} className={buttonClass('primary')}>
                  {t('pay')}
                </Link>
              )}
              {payment.state === 'open' && !payment.mine && (
                <span className={styles.small}>{t('others')}</span>
              )}
              {payment.receipt && (
                <a
                  className={buttonClass('plain', 'small')}
                  href={receiptOf(payment.id)}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={`${t('openReceipt')} ${payment.receipt.number}`}
                >
                  {t('receipt')} <span className="number">{payment.receipt.number}</span>
                </a>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
