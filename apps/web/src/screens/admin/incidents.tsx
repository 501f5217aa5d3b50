import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { Incident } from '@yizhan/contract';
import { useState } from 'react';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment, momentText } from '../../texts/times.ts';
import { type AdministrationTexts, useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './admin.module.css';
import { incidentsQuery } from './admin.query.ts';
import { AdminPage } from './admin-page.tsx';
import { Check, Select, ServiceSelect } from './filters.tsx';
import { List } from './list.tsx';
import { RetryDialog } from './retry.tsx';

const route = getRouteApi('/shell/admin/incidents');

export function Incidents() {
  const t = useAdministrationTexts();
  const { state = 'open', service } = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(incidentsQuery({ state, service }));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState<readonly string[]>();
  const filter = (change: { state?: 'resolved' | undefined; service?: string | undefined }) => {
    setChosen([]);
    void navigate({
      to: '/admin/incidents',
      search: (before: typeof change) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  };
  const isOpen = state === 'open';
  return (
    <AdminPage place="incidents">
      <div className={styles.tools}>
        <Select
          label={t('status')}
          any={t('open')}
          value={isOpen ? undefined : 'resolved'}
          options={[{ value: 'resolved', name: t('resolved') }]}
          change={(value) => filter({ state: value === 'resolved' ? value : undefined })}
        />
        <ServiceSelect value={service} change={(value) => filter({ service: value })} />
      </div>
      <List
        list={list}
        empty={
          isOpen ? (
            <Empty icon="checkCircle" title={t('noIncidents')} advice={t('noIncidentsDo')} />
          ) : (
            <Empty title={t('noResolved')} />
          )
        }
      >
        {(items) => (
          <>
            {isOpen && (
              <div className={`card ${styles.chosen}`}>
                <Check
                  label={t('chooseAll')}
                  checked={items.every(({ id }) => chosen.includes(id))}
                  change={(all) => setChosen(all ? items.map(({ id }) => id) : [])}
                />
                {chosen.length > 0 && (
                  <Button kind="primary" onClick={() => setAsking(chosen)}>
                    {t('retryChosen')}（{chosen.length}）
                  </Button>
                )}
              </div>
            )}
            <ul className={`card ${styles.list}`}>
              {items.map((incident) => (
                <Row
                  key={incident.id}
                  incident={incident}
                  chosen={chosen.includes(incident.id)}
                  choose={(on) =>
                    setChosen(on ? [...chosen, incident.id] : chosen.filter((id) => id !== incident.id))
                  }
                  retry={() => setAsking([incident.id])}
                />
              ))}
            </ul>
          </>
        )}
      </List>
      {asking && (
        <RetryDialog
          incidents={asking}
          close={(done) => {
            setAsking(undefined);
            if (done) setChosen([]);
          }}
        />
      )}
    </AdminPage>
  );
}

interface RowProps {
  incident: Incident;
  chosen: boolean;
  choose(on: boolean): void;
  retry(): void;
}

function Row({ incident, chosen, choose, retry }: RowProps) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const { application, element, at, times, resolved } = incident;
  const of = application
    ? `${inLanguage(application.service.name, locale)} · ${application.number ?? ''}`
    : t('system');
  return (
    <li className={`${styles.row} ${styles.picked}`}>
      {resolved ? (
        <span />
      ) : (
        <label className={styles.pick}>
          <input
            type="checkbox"
            aria-label={t('choose', { what: `${of} ${element.name}` })}
            checked={chosen}
            onChange={(event) => choose(event.target.checked)}
          />
        </label>
      )}
      <div>
        {application ? (
          <Link to="/admin/instances/$id" params={{ id: application.id }} className={styles.link}>
            {of}
          </Link>
        ) : (
          of
        )}
        <span className={styles.more}>
          {element.name}
          {application && ` · ${application.applicant.name}`}
        </span>
      </div>
      <div>
        <p className={styles.message}>{incident.message}</p>
        <span className={styles.more}>
          <time dateTime={at} title={fullMoment(at)}>
            {momentText(at, common)}
          </time>
          {` · ${t('times', { count: times })}`}
        </span>
      </div>
      {resolved ? (
        <Tag tone="green">{settledWords(resolved, t, momentText(resolved.at, common))}</Tag>
      ) : (
        <Button size="small" className={styles.act} onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </li>
  );
}

const settledWords = (
  { by }: NonNullable<Incident['resolved']>,
  t: AdministrationTexts,
  at: string,
): string => (by ? t('settledBy', { who: by.name, at }) : t('settledItself', { at }));
