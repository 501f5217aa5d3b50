import type { PayAnswer, Payment } from '@yizhan/contract';
import { useState } from 'react';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Code } from '../../ui/code.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useSending } from '../../ui/use-sending.ts';
import { Countdown } from './countdown.tsx';
import styles from './pay.module.css';
import { receiptOf, type Side, startPaying, yuan } from './pay.query.ts';

/** What is to be paid, and how: on a phone one goes to the platform, on a screen a phone scans the code. */
export function PaymentCard({ payment, side = 'mine' }: { payment: Payment; side?: Side }) {
  const t = usePaymentTexts();
  const locale = useLanguage();
  const { state, amount, capital, subject, service, number, dueAt, paidAt, refunded, receipt, mine } =
    payment;
  return (
    <section className={`card ${styles.card}`} aria-label={t('payTitle')}>
      <div className={styles.sum}>
        <p className={styles.subject}>{subject}</p>
        <p className={styles.amount}>
          <span className={styles.sign}>¥</span>
          <span className="number">{yuan(amount)}</span>
        </p>
        <p className={styles.capital}>
          {t('capital')}：{capital}
        </p>
        {state === 'open' && (
          <>
            <p className={styles.left}>
              <Icon name="clock" size={18} /> {t('left')} <Countdown until={dueAt} />
            </p>
            <p className={styles.small}>{t('until', { at: fullMoment(dueAt) })}</p>
          </>
        )}
      </div>
      {state === 'open' && mine && <Paying payment={payment} side={side} />}
      {state === 'open' && !mine && <p className={styles.small}>{t('others')}</p>}
      {state === 'paid' && (
        <div className={styles.end} role="status">
          <Icon name="checkCircle" size={40} />
          <strong>{t('paid')}</strong>
          <span>{t('paidDo')}</span>
          {refunded > 0 && <span>{t('refunded', { amount: yuan(refunded) })}</span>}
        </div>
      )}
      {state === 'closed' && (
        <div className={`${styles.end} ${styles.closed}`} role="status">
          <Icon name="clock" size={40} />
          <strong>{t('closed')}</strong>
          <span>{t('closedDo')}</span>
        </div>
      )}
      <dl className={styles.facts}>
        <Fact label={t('service')} value={inLanguage(service.name, locale)} />
        <Fact label={t('number')} value={number} />
        {paidAt && <Fact label={t('paidAt')} value={fullMoment(paidAt)} />}
        {receipt && <Fact label={t('receiptNo')} value={receipt.number} />}
      </dl>
      {receipt && (
        <a
          className={`${buttonClass('plain')} ${styles.wide}`}
          href={receiptOf(payment.id, side)}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="printer" size={18} />
          {t('openReceipt')}
        </a>
      )}
    </section>
  );
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd className="number">{value}</dd>
  </div>
);

function Paying({ payment: { id, amount }, side }: { payment: Payment; side: Side }) {
  const t = usePaymentTexts();
  const narrow = useNarrow();
  const { busy, refusal, sending } = useSending();
  const [answer, setAnswer] = useState<PayAnswer>();
  const go = () =>
    sending(async () => {
      const { address } = await startPaying(id, 'redirect', side);
      const url = new URL(address);
      // Where the platform sends people back to (H5 支付).
      url.searchParams.set('redirect_url', location.href);
      location.assign(url);
    });
  const show = () => sending(async () => setAnswer(await startPaying(id, 'qr', side)));
  return (
    <div className={styles.paying}>
      {narrow ? (
        <Button kind="primary" size="large" className={styles.wide} busy={busy} onClick={() => void go()}>
          {t('payNow', { amount: yuan(amount) })}
        </Button>
      ) : answer?.code ? (
        <div className={styles.code}>
          <Code rows={answer.code} label={t('codeAlt')} />
          <strong>{t('scan')}</strong>
          <span className={styles.small}>{t('scanDo')}</span>
        </div>
      ) : (
        <Button kind="primary" size="large" busy={busy} onClick={() => void show()}>
          {t('showCode')}
        </Button>
      )}
      {refusal && <Strip tone="bad">{refusal}</Strip>}
      <p className={styles.small}>{t('waiting')}</p>
    </div>
  );
}
