import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PaymentDetail } from '@yizhan/contract';
import { useId, useState } from 'react';
import { randomKey } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { LoadFailed, Strip } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { StatusTag, Tag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { receiptOf, yuan } from '../pay/pay.query.ts';
import styles from './payments.module.css';
import { orderQuery } from './payments.query.ts';

const refundTones = { waiting: 'amber', accepted: 'blue', done: 'green', stuck: 'red' } as const;

interface OrderProps {
  id: string;
  mayRefund: boolean;
  close(): void;
}

/** All that came in for an order and went back, and for the finance office what can be done about it. */
export function Order({ id, mayRefund, close }: OrderProps) {
  const t = useTexts();
  const words = usePaymentTexts();
  const { data, error, refetch } = useQuery(orderQuery(id));
  const [refunding, setRefunding] = useState(false);
  const left = data ? leftOf(data) : 0;
  if (refunding && data) return <Refund order={data} left={left} close={() => setRefunding(false)} />;
  return (
    <Dialog
      wide
      title={data ? words('detail', { number: data.number }) : words('orders')}
      onClose={close}
      acts={
        <>
          {data?.receipt && (
            <a className={buttonClass()} href={receiptOf(id)} target="_blank" rel="noreferrer">
              {words('openReceipt')}
            </a>
          )}
          {mayRefund && left > 0 && (
            <Button kind="danger" onClick={() => setRefunding(true)}>
              {words('refund')}
            </Button>
          )}
          <Button onClick={close}>{t('close')}</Button>
        </>
      }
    >
      {error && <LoadFailed error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <Loading label={t('loading')}>
          <CardBones lines={5} />
        </Loading>
      )}
      {data && <Whole order={data} mayRefund={mayRefund} />}
    </Dialog>
  );
}

const leftOf = ({ money }: PaymentDetail): number => {
  const settling = money.find(({ verdict }) => verdict === 'settles');
  return settling === undefined ? 0 : settling.amount - settling.refunded;
};

function Whole({ order, mayRefund }: { order: PaymentDetail; mayRefund: boolean }) {
  const words = usePaymentTexts();
  const locale = useLanguage();
  const facts: readonly (readonly [string, string])[] = [
    [words('subject'), order.subject],
    [words('service'), inLanguage(order.service.name, locale)],
    [words('payer'), [order.payer.name, order.payer.number, order.payer.unit].filter(Boolean).join(' · ')],
    [words('amount'), `¥${yuan(order.amount)}（${order.capital}）`],
    [words('application'), order.application.number ?? ''],
    [words('openedAt'), fullMoment(order.openedAt)],
    ...(order.receipt ? [[words('receiptNo'), order.receipt.number] as const] : []),
  ];
  return (
    <div className={styles.whole}>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{words('applicationStatus')}</dt>
          <dd>
            <StatusTag status={order.applicationStatus} />
          </dd>
        </div>
      </dl>
      <h3>{words('money')}</h3>
      {order.money.length === 0 && <p className={styles.small}>{words('noMoney')}</p>}
      <ul className={styles.entries}>
        {order.money.map(({ channelNumber, amount, paidAt, verdict }) => (
          <li key={channelNumber}>
            <span>
              <strong className="number">¥{yuan(amount)}</strong>{' '}
              <Tag tone={verdict === 'settles' ? 'green' : 'amber'}>{words(`verdicts.${verdict}`)}</Tag>
            </span>
            <span className={`number ${styles.small}`}>
              {channelNumber} · {fullMoment(paidAt)}
            </span>
          </li>
        ))}
      </ul>
      <h3>{words('refunds')}</h3>
      {order.refunds.length === 0 && <p className={styles.small}>{words('noRefunds')}</p>}
      <ul className={styles.entries}>
        {order.refunds.map((refund) => (
          <li key={refund.id}>
            <span>
              <strong className="number">¥{yuan(refund.amount)}</strong>{' '}
              <Tag tone={refundTones[refund.state]}>{words(`refundStates.${refund.state}`)}</Tag>
              {refund.state === 'stuck' && mayRefund && <Retry id={refund.id} order={order.id} />}
            </span>
            <span className={styles.small}>
              {[words(`causes.${refund.cause}`), refund.reason, refund.by?.name, fullMoment(refund.at)]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {refund.error && <span className={styles.small}>{refund.error}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Retry({ id, order }: { id: string; order: string }) {
  const words = usePaymentTexts();
  const queries = useQueryClient();
  const { busy, refusal, sending } = useSending();
  const retry = () =>
    sending(async () => {
      await api.send('POST', `/payments/refunds/${id}/retry`, { key: randomKey() });
      say(words('retried'));
      await queries.invalidateQueries({ queryKey: orderQuery(order).queryKey });
    });
  return (
    <>
      <Button size="small" busy={busy} onClick={() => void retry()}>
        {words('retry')}
      </Button>
      {refusal && <span className={styles.small}>{refusal}</span>}
    </>
  );
}

/** `12.30` as cents; undefined for anything else. */
function centsOf(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

function Refund({ order, left, close }: { order: PaymentDetail; left: number; close(): void }) {
  const t = useTexts();
  const words = usePaymentTexts();
  const id = useId();
  const queries = useQueryClient();
  const { busy, refusal, sending } = useSending();
  const [key] = useState(randomKey);
  const [sum, setSum] = useState(yuan(left));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const cents = centsOf(sum);
  const isRight = cents !== undefined && cents > 0 && cents <= left;
  const confirm = () => {
    setTried(true);
    if (!isRight || reason.trim() === '') return;
    void sending(async () => {
      const body = { amount: cents, reason: reason.trim() };
      await api.send('POST', `/payments/${order.id}/refunds`, { body, key: `${key}-${cents}` });
      say(words('refundDone'));
      await queries.invalidateQueries({ queryKey: ['payments'] });
      close();
    });
  };
  return (
    <Dialog
      title={words('refundTitle')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={confirm}>
            {words('refundConfirm')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{words('refundMost', { left: yuan(left) })}</p>
        <Labelled
          id={`${id}-sum`}
          label={words('refundAmount')}
          needed
          fault={tried && !isRight ? words('refundWrong') : undefined}
        >
          <input
            id={`${id}-sum`}
            inputMode="decimal"
            value={sum}
            aria-invalid={tried && !isRight}
            data-first
            onChange={(event) => setSum(event.target.value)}
          />
        </Labelled>
        <Labelled
          id={`${id}-reason`}
          label={words('refundReason')}
          needed
          fault={tried && reason.trim() === '' ? words('refundNoReason') : undefined}
        >
          <input
            id={`${id}-reason`}
            maxLength={200}
            value={reason}
            aria-invalid={tried && reason.trim() === ''}
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
