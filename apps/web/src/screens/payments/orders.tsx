import { useInfiniteQuery } from '@tanstack/react-query';
import type { PaymentDetail } from '@yizhan/contract';
import { useState } from 'react';
import { searchOf } from '../../api/search-of.ts';
import { useSettled } from '../../fields/use-settled.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { yuan } from '../pay/pay.query.ts';
import { Order } from './order.tsx';
import styles from './payments.module.css';
import { type Filter, paymentsQuery, states } from './payments.query.ts';

const tones = { open: 'amber', paid: 'green', closed: 'quiet' } as const;

export function Orders({ mayRefund }: { mayRefund: boolean }) {
  const t = useTexts();
  const words = usePaymentTexts();
  const locale = useLanguage();
  const [chosen, choose] = useState<Filter>({});
  const [typed, setTyped] = useState('');
  const filter = { ...chosen, q: useSettled(typed.trim()) };
  const list = useInfiniteQuery(paymentsQuery(filter));
  const [shown, show] = useState<string>();
  const page = list.data?.pages[0];
  const items = list.data?.pages.flatMap((each) => each.items) ?? [];
  const change = (part: Filter) => choose({ ...chosen, ...part });
  return (
    <>
      <div className={styles.tools}>
        <input
          type="search"
          className={styles.search}
          aria-label={words('search')}
          placeholder={words('search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <select
          aria-label={words('state')}
          value={chosen.state ?? ''}
          onChange={(event) => change({ state: states.find((one) => one === event.target.value) })}
        >
          <option value="">{words('all')}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {words(`states.${one}`)}
            </option>
          ))}
        </select>
        <select
          aria-label={words('service')}
          value={chosen.service ?? ''}
          onChange={(event) => change({ service: event.target.value })}
        >
          <option value="">{words('anyService')}</option>
          {page?.services.map(({ id, name }) => (
            <option key={id} value={id}>
              {inLanguage(name, locale)}
            </option>
          ))}
        </select>
        <span className={styles.days}>
          <input
            type="date"
            aria-label={words('from')}
            value={chosen.from ?? ''}
            onChange={(event) => change({ from: event.target.value })}
          />
          <span aria-hidden="true">{words('to')}</span>
          <input
            type="date"
            aria-label={words('to')}
            value={chosen.to ?? ''}
            onChange={(event) => change({ to: event.target.value })}
          />
        </span>
        <a className={buttonClass()} href={`/api/v1/payments/export?${searchOf(filter)}`} download>
          {words('export')}
        </a>
      </div>
      {list.error && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      {!page && !list.error && (
        <Loading label={t('loading')}>
          <CardBones lines={2} count={4} />
        </Loading>
      )}
      {page && (
        <p className={styles.about} role="status">
          {words('sums', {
            orders: page.sums.orders,
            paid: yuan(page.sums.paid),
            refunded: yuan(page.sums.refunded),
          })}
        </p>
      )}
      {page && items.length === 0 && (
        <div className="card">
          <Empty title={words('none')} advice={words('noneDo')} />
        </div>
      )}
      {items.length > 0 && <Rows items={items} show={show} />}
      <LoadMore {...list} />
      {shown !== undefined && <Order id={shown} mayRefund={mayRefund} close={() => show(undefined)} />}
    </>
  );
}

/** A table where there is room for one, else a card for each order. */
function Rows({ items, show }: { items: readonly PaymentDetail[]; show(id: string): void }) {
  const words = usePaymentTexts();
  const locale = useLanguage();
  const narrow = useNarrow();
  const stateOf = (item: PaymentDetail) => (
    <span className={styles.tags}>
      <Tag tone={tones[item.state]}>{words(`states.${item.state}`)}</Tag>
      {item.refunds.some(({ state }) => state === 'stuck') && (
        <Tag tone="red">{words('states.attention')}</Tag>
      )}
      {item.refunds.length > 0 && <Tag tone="blue">{words('states.refunded')}</Tag>}
    </span>
  );
  if (narrow)
    return (
      <ul className={styles.cards}>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" className={`card ${styles.cardButton}`} onClick={() => show(item.id)}>
              <span className={styles.cardHead}>
                <strong>{item.subject}</strong>
                <strong className="number">¥{yuan(item.amount)}</strong>
              </span>
              <span className={styles.small}>
                {item.payer.name} · <span className="number">{fullMoment(item.openedAt)}</span>
              </span>
              {stateOf(item)}
            </button>
          </li>
        ))}
      </ul>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className={`card ${styles.frame}`} tabIndex={0} aria-label={words('orders')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['number', 'subject', 'payer', 'amount', 'state', 'openedAt', 'receiptNo'] as const).map(
              (head) => (
                <th key={head} scope="col" className={head === 'amount' ? styles.sum : undefined}>
                  {words(head)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className="number">
                <button type="button" className={styles.link} onClick={() => show(item.id)}>
                  {item.number}
                </button>
              </td>
              <td>
                {item.subject}
                <span className={styles.small}>{inLanguage(item.service.name, locale)}</span>
              </td>
              <td>
                {item.payer.name}
                <span className={styles.small}>{item.payer.unit}</span>
              </td>
              <td className={`number ${styles.sum}`}>{yuan(item.amount)}</td>
              <td>{stateOf(item)}</td>
              <td className="number">{fullMoment(item.openedAt)}</td>
              <td className="number">{item.receipt?.number ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
