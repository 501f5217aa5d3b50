import { useInfiniteQuery } from '@tanstack/react-query';
import { useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { yuan } from '../pay/pay.query.ts';
import styles from './payments.module.css';
import { transfersQuery } from './payments.query.ts';

/** 校内转账 between cost cards, each with its legs. */
export function Transfers() {
  const t = useTexts();
  const words = usePaymentTexts();
  const list = useInfiniteQuery(transfersQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.error) return <LoadFailed error={list.error} retry={() => void list.refetch()} />;
  if (!list.data)
    return (
      <Loading label={t('loading')}>
        <CardBones lines={3} count={2} />
      </Loading>
    );
  return (
    <>
      {items.length === 0 && (
        <div className="card">
          <Empty title={words('noTransfers')} />
        </div>
      )}
      <ul className={styles.cards}>
        {items.map(({ id, voucher, subject, amount, at, entries }) => (
          <li key={id} className={`card ${styles.cardButton}`}>
            <span className={styles.cardHead}>
              <strong>{subject}</strong>
              <strong className="number">¥{yuan(amount)}</strong>
            </span>
            <span className={styles.small}>
              {words('voucher')} <span className="number">{voucher}</span> ·{' '}
              <span className="number">{fullMoment(at)}</span>
            </span>
            {entries.map((entry) => (
              <span key={entry.number} className={styles.leg}>
                <span>
                  {words(entry.amount < 0 ? 'out' : 'into')} {entry.number} {entry.name}
                </span>
                <span className="number">{yuan(entry.amount)}</span>
              </span>
            ))}
          </li>
        ))}
      </ul>
      <LoadMore {...list} />
    </>
  );
}
