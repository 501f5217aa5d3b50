import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Empty, LoadFailed, Strip } from '../../ui/notice.tsx';
import { Bone } from '../../ui/skeleton.tsx';
import styles from './admin.module.css';
import { type CheckedRow, migrationQuery, type Results, versionsQuery } from './admin.query.ts';
import { AdminPage } from './admin-page.tsx';
import { Select, ServiceSelect } from './filters.tsx';
import { MigrateDialog } from './migrate-dialog.tsx';

const route = getRouteApi('/shell/admin/migration');

/** 迁移: applications under way go over to another version of their service, looked at first, each by itself. */
export function Migration() {
  const t = useAdministrationTexts();
  const { service } = route.useSearch();
  const navigate = useNavigate();
  return (
    <AdminPage place="migration">
      <section className="card">
        <div className={styles.inside}>
          <p className={styles.about}>{t('aboutMigration')}</p>
          <div className={styles.tools}>
            <ServiceSelect
              any={t('chooseService')}
              value={service}
              change={(chosen) =>
                void navigate({
                  to: '/admin/migration',
                  search: chosen === undefined ? {} : { service: chosen },
                  replace: true,
                })
              }
            />
          </div>
          {service !== undefined && <Versions key={service} service={service} />}
        </div>
      </section>
    </AdminPage>
  );
}

function Versions({ service }: { service: string }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const { data, error, refetch } = useQuery(versionsQuery(service));
  const [from, setFrom] = useState<number>();
  const [to, setTo] = useState<number>();
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Bone height={40} />;
  if (data.length < 2) return <Empty icon="info" title={t('oneVersion')} advice={t('oneVersionDo')} />;
  const options = data.map(({ version, publishedAt, running }) => ({
    value: String(version),
    name: t('versionRunning', { version, running, at: momentText(publishedAt, common) }),
  }));
  const numberIn = (value: string | undefined) => (value === undefined ? undefined : Number(value));
  return (
    <>
      <div className={styles.tools}>
        <Select
          label={t('fromVersion')}
          any={t('fromVersion')}
          value={from === undefined ? undefined : String(from)}
          options={options.filter(({ value }) => value !== String(to))}
          change={(value) => setFrom(numberIn(value))}
          wide
        />
        <Icon name="arrowRight" size={18} />
        <Select
          label={t('toVersion')}
          any={t('toVersion')}
          value={to === undefined ? undefined : String(to)}
          options={options.filter(({ value }) => value !== String(from))}
          change={(value) => setTo(numberIn(value))}
          wide
        />
      </div>
      {from !== undefined && to !== undefined && (
        <Check key={`${from} ${to}`} service={service} from={from} to={to} />
      )}
    </>
  );
}

interface CheckProps {
  service: string;
  from: number;
  to: number;
}

function Check({ service, from, to }: CheckProps) {
  const t = useAdministrationTexts();
  const { data, error, refetch } = useQuery(migrationQuery(service, from, to));
  const [asking, setAsking] = useState(false);
  // What went over is no longer on the old version; it stays in view with its result.
  const [done, setDone] = useState<{ rows: readonly CheckedRow[]; results: Results['items'] }>();
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  const rows = done?.rows ?? data;
  if (rows === undefined) return <Bone height={120} />;
  if (rows.length === 0) return <Empty icon="checkCircle" title={t('nothingRuns')} />;
  const possible = rows.filter((row) => row.possible);
  const results = new Map(done?.results.map((result) => [result.id, result]));
  const refused = done?.results.filter((result) => !result.done).length ?? 0;
  return (
    <>
      <div role="status">
        {done ? (
          <Strip tone={refused === 0 ? 'good' : 'warn'}>
            {t('migrated', { count: done.results.length - refused })}
            {refused > 0 && `，${t('refused', { count: refused })}`}
          </Strip>
        ) : (
          <Strip tone={possible.length === rows.length ? 'info' : 'warn'}>
            {t('checked', { count: rows.length, possible: possible.length })}
          </Strip>
        )}
      </div>
      <ul className={styles.tasks}>
        {rows.map((row) => (
          <Row key={row.id} row={row} result={results.get(row.id)} />
        ))}
      </ul>
      {!done && possible.length > 0 && (
        <div>
          <Button kind="primary" size="large" onClick={() => setAsking(true)}>
            {t('migrateChosen', { count: possible.length })}
          </Button>
        </div>
      )}
      {asking && (
        <MigrateDialog
          service={service}
          to={to}
          instances={possible.map(({ id }) => id)}
          close={(answered) => {
            setAsking(false);
            if (answered) setDone({ rows, results: answered });
          }}
        />
      )}
    </>
  );
}

function Row({ row, result }: { row: CheckedRow; result: Results['items'][number] | undefined }) {
  const t = useAdministrationTexts();
  const isGood = result?.done ?? row.possible;
  const detail = result?.detail ?? row.detail;
  return (
    <li className={`${styles.row} ${styles.checked}`}>
      <span className={`${styles.pick} ${isGood ? styles.good : styles.late}`}>
        <Icon name={isGood ? 'checkCircle' : 'crossCircle'} />
      </span>
      <div className="number">{row.number}</div>
      <div>
        {detail ? (
          <span className={styles.late}>{detail}</span>
        ) : (
          t('standsAt', { steps: row.steps.map(({ name }) => name).join('、') || t('standingNowhere') })
        )}
      </div>
    </li>
  );
}
