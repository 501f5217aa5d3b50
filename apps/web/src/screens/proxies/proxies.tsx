import { useQuery } from '@tanstack/react-query';
import type { Proxies } from '@yizhan/contract';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { detailOf, Empty, LoadFailed, Strip } from '../../ui/notice.tsx';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './proxies.module.css';
import { proxiesQuery, useEndProxy } from './proxies.query.ts';

/** With antd. */
const GiveProxy = lazy(async () => ({ default: (await import('./give-proxy.tsx')).GiveProxy }));

type Given = Proxies['given'][number];

/** 代理: whom one has asked to do one's tasks, and who has asked oneself. */
export function ProxiesPage() {
  const t = useTexts();
  const { data, error, refetch } = useQuery(proxiesQuery);
  const [giving, setGiving] = useState(false);
  useTitle(t('proxies.title'));
  return (
    <div className={`page ${styles.page}`}>
      <div className={styles.head}>
        <div>
          <h1>{t('proxies.title')}</h1>
          <p className={styles.about}>{t('proxies.about')}</p>
        </div>
        {data && (
          <Button kind="primary" onClick={() => setGiving(true)}>
            {t('proxies.give')}
          </Button>
        )}
      </div>
      {error && (
        <div className="card">
          <LoadFailed error={error} retry={() => void refetch()} />
        </div>
      )}
      {!data && !error && (
        <Loading label={t('loading')}>
          <Bone height={180} />
        </Loading>
      )}
      {data && (
        <>
          <List
            title={t('proxies.given')}
            proxies={data.given}
            mine
            empty={t('proxies.givenEmpty')}
            advice={t('proxies.givenEmptyDo')}
          />
          <List title={t('proxies.received')} proxies={data.received} empty={t('proxies.receivedEmpty')} />
        </>
      )}
      {giving && data && (
        <Suspense fallback={null}>
          <GiveProxy services={data.services} close={() => setGiving(false)} />
        </Suspense>
      )}
    </div>
  );
}

interface ListProps {
  title: string;
  proxies: readonly Given[];
  mine?: boolean;
  empty: string;
  advice?: string;
}

function List({ title, proxies, mine = false, empty, advice }: ListProps) {
  return (
    <section className="card">
      <h2 className={styles.title}>{title}</h2>
      {proxies.length === 0 ? (
        <Empty icon="people" title={empty} {...(advice && { advice })} />
      ) : (
        <ul className={styles.list}>
          {proxies.map((proxy) => (
            <li key={proxy.id} className={styles.item}>
              <Item proxy={proxy} mine={mine} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const tones = { holds: 'green', coming: 'blue', past: 'quiet', revoked: 'quiet' } as const;

function Item({ proxy, mine }: { proxy: Given; mine: boolean }) {
  const t = useTexts();
  const [ending, setEnding] = useState(false);
  const { name, unit } = mine ? proxy.proxy : proxy.principal;
  const isOpen = proxy.state === 'holds' || proxy.state === 'coming';
  return (
    <>
      <div className={styles.words}>
        <p className={styles.name}>
          {name}
          <span className={styles.unit}>{unit}</span>
          <Tag tone={tones[proxy.state]}>{t(`proxies.${proxy.state}`)}</Tag>
        </p>
        <p className={`number ${styles.more}`}>
          {t('proxies.days', { from: proxy.from, until: proxy.until })}
        </p>
        <p className={styles.more}>
          {proxy.services?.map((service) => service.name).join('、') ?? t('proxies.allServices')} ·{' '}
          {proxy.reason}
        </p>
      </div>
      {mine && isOpen && (
        <Button size="small" onClick={() => setEnding(true)}>
          {t('proxies.end')}
        </Button>
      )}
      {ending && <EndProxy id={proxy.id} name={name} close={() => setEnding(false)} />}
    </>
  );
}

function EndProxy({ id, name, close }: { id: string; name: string; close(): void }) {
  const t = useTexts();
  const end = useEndProxy();
  const confirm = () =>
    end.mutate(id, {
      onSuccess: () => {
        say(t('proxies.ended'));
        close();
      },
    });
  return (
    <Dialog
      title={t('proxies.end')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="danger" busy={end.isPending} onClick={confirm}>
            {t('proxies.end')}
          </Button>
        </>
      }
    >
      <p>{t('proxies.endAsk', { name })}</p>
      {end.error && <Strip tone="bad">{detailOf(end.error)}</Strip>}
    </Dialog>
  );
}
