import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReconciliationDetail } from '@yizhan/contract';
import { useId, useState } from 'react';
import { randomKey } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { useTexts } from '../../texts/index.ts';
import { fullMoment, schoolDate } from '../../texts/times.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { detailOf, Empty, LoadFailed, Strip } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { yuan } from '../pay/pay.query.ts';
import styles from './payments.module.css';
import { dayQuery, daysQuery } from './payments.query.ts';

const aDay = 86_400_000;

/** 对账, day by day: fetch or upload the platform's bill, and see to what differs. */
export function Reconciliations() {
  const t = useTexts();
  const words = usePaymentTexts();
  const id = useId();
  const queries = useQueryClient();
  const list = useInfiniteQuery(daysQuery);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [day, setDay] = useState(() => schoolDate(new Date(Date.now() - aDay)));
  const [shown, show] = useState<string>();
  const reconcile = async (file?: string) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      const done = await api.send<ReconciliationDetail>('POST', '/payments/reconciliations', {
        body: { day, ...(file !== undefined && { file }) },
        key: randomKey(),
      });
      queries.setQueryData(dayQuery(day).queryKey, done);
      await queries.invalidateQueries({ queryKey: daysQuery.queryKey });
      say(words('reconciled'));
      show(day);
    } catch (error) {
      setRefusal(detailOf(error));
    } finally {
      setBusy(false);
    }
  };
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <section className={`card ${styles.reconcile}`} aria-label={words('reconcile')}>
        <Labelled id={`${id}-day`} label={words('day')} needed>
          <input
            id={`${id}-day`}
            type="date"
            value={day}
            max={schoolDate(new Date())}
            onChange={(event) => setDay(event.target.value)}
          />
        </Labelled>
        <Button kind="primary" busy={busy} onClick={() => void reconcile()}>
          {words('fetch')}
        </Button>
        <label className={`${buttonClass()} ${styles.upload}`}>
          {words('upload')}
          <input
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) void readBill(file).then(reconcile);
            }}
          />
        </label>
        <p className={styles.small}>{words('uploadDo')}</p>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </section>
      {list.error && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && (
        <Loading label={t('loading')}>
          <CardBones lines={2} count={2} />
        </Loading>
      )}
      {list.data && items.length === 0 && (
        <div className="card">
          <Empty title={words('noDays')} advice={words('noDaysDo')} />
        </div>
      )}
      <ul className={styles.cards}>
        {items.map((item) => (
          <li key={item.day}>
            <button type="button" className={`card ${styles.cardButton}`} onClick={() => show(item.day)}>
              <span className={styles.cardHead}>
                <strong className="number">{item.day}</strong>
                <Tag tone={item.open === 0 ? 'green' : 'red'}>
                  {item.open === 0 ? words('same') : words('differing', { count: item.open })}
                </Tag>
              </span>
              <Sums day={item} />
            </button>
          </li>
        ))}
      </ul>
      <LoadMore {...list} />
      {shown !== undefined && <Day day={shown} close={() => show(undefined)} />}
    </>
  );
}

/** Platforms write UTF-8; what has been through a spreadsheet here is GBK. */
async function readBill(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function Sums({ day }: { day: Pick<ReconciliationDetail, 'theirs' | 'ours' | 'by' | 'at' | 'source'> }) {
  const words = usePaymentTexts();
  const { theirs, ours, by, at, source } = day;
  return (
    <span className={styles.sums}>
      <span>{words('theirs', { lines: theirs.lines, amount: yuan(theirs.amount) })}</span>
      <span>{words('ours', { lines: ours.lines, amount: yuan(ours.amount) })}</span>
      <span className={styles.small}>
        {by.name} · {words(`bySource.${source}`)} · <span className="number">{fullMoment(at)}</span>
      </span>
    </span>
  );
}

type Difference = ReconciliationDetail['differences'][number];

function Day({ day, close }: { day: string; close(): void }) {
  const t = useTexts();
  const words = usePaymentTexts();
  const { data, error, refetch } = useQuery(dayQuery(day));
  const [settling, settle] = useState<Difference>();
  if (settling) return <Settle difference={settling} day={day} close={() => settle(undefined)} />;
  const kinds = ['missing-here', 'missing-there', 'amount-differs', 'doubled'] as const;
  return (
    <Dialog
      wide
      title={`${words('reconcile')} ${day}`}
      onClose={close}
      acts={<Button onClick={close}>{t('close')}</Button>}
    >
      {error && <LoadFailed error={error} retry={() => void refetch()} />}
      {data && (
        <div className={styles.whole}>
          <Sums day={data} />
          {data.differences.length === 0 && <Strip tone="good">{words('same')}</Strip>}
          {kinds.map((kind) => {
            const found = data.differences.filter((each) => each.kind === kind);
            if (found.length === 0) return null;
            return (
              <section key={kind} className={styles.kind}>
                <h3>
                  {words(`kinds.${kind}`)} <span className="number">{found.length}</span>
                </h3>
                <p className={styles.small}>{words(`kindsDo.${kind}`)}</p>
                <ul className={styles.entries}>
                  {found.map((difference) => (
                    <li key={difference.id}>
                      <Line difference={difference} day={day} settle={() => settle(difference)} />
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </Dialog>
  );
}

function Line({ difference, day, settle }: { difference: Difference; day: string; settle(): void }) {
  const words = usePaymentTexts();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const { id, kind, what, channelNumber, orderNumber, ours, theirs, settledAt, settledBy, note } = difference;
  const catchUp = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const body = { act: 'catchUp' };
      const done = await api.send<ReconciliationDetail>('POST', `/payments/differences/${id}/acts`, {
        body,
        key: randomKey(),
      });
      queries.setQueryData(dayQuery(day).queryKey, done);
      say(words('caughtUp'));
    } catch (error) {
      setRefusal(detailOf(error));
    } finally {
      setBusy(false);
    }
  };
  const sum = (cents: number | undefined) => (cents === undefined ? '—' : yuan(cents));
  return (
    <>
      <span>
        {words(`what.${what}`)} <span className="number">{orderNumber}</span>
      </span>
      <span className={`number ${styles.small}`}>{channelNumber}</span>
      <span>
        {words('oursAmount')} <strong className="number">{sum(ours)}</strong> · {words('theirsAmount')}{' '}
        <strong className="number">{sum(theirs)}</strong>
      </span>
      {settledAt ? (
        <span className={styles.small}>
          <Tag tone="green">{words('settle')}</Tag>{' '}
          {words('settledBy', { name: settledBy?.name ?? '', note: note ?? '' })}
        </span>
      ) : (
        <span className={styles.lineActs}>
          {kind === 'missing-here' && what === 'payment' && (
            <Button size="small" busy={busy} onClick={() => void catchUp()}>
              {words('catchUp')}
            </Button>
          )}
          <Button size="small" onClick={settle}>
            {words('settle')}
          </Button>
        </span>
      )}
      {refusal && <span className={styles.small}>{refusal}</span>}
    </>
  );
}

function Settle({ difference, day, close }: { difference: Difference; day: string; close(): void }) {
  const t = useTexts();
  const words = usePaymentTexts();
  const id = useId();
  const queries = useQueryClient();
  const { busy, refusal, sending } = useSending();
  const [key] = useState(randomKey);
  const [note, setNote] = useState('');
  const confirm = () => {
    if (note.trim() === '') return;
    void sending(async () => {
      const body = { act: 'settle', note: note.trim() };
      const done = await api.send<ReconciliationDetail>(
        'POST',
        `/payments/differences/${difference.id}/acts`,
        { body, key },
      );
      queries.setQueryData(dayQuery(day).queryKey, done);
      await queries.invalidateQueries({ queryKey: daysQuery.queryKey });
      close();
    });
  };
  return (
    <Dialog
      title={words('settleTitle')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={confirm}>
            {words('settleConfirm')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Labelled id={`${id}-note`} label={words('settleNote')} needed>
          <input
            id={`${id}-note`}
            maxLength={200}
            value={note}
            data-first
            required
            onChange={(event) => setNote(event.target.value)}
          />
        </Labelled>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
