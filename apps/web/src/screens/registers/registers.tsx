import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './registers.module.css';
import { registersQuery } from './registers.query.ts';

/** 台账: those that my unit keeps, and those that hold something about me. */
export function Registers() {
  const t = useTexts();
  const locale = useLanguage();
  const { data, error, refetch } = useQuery(registersQuery);
  useTitle(t('registers.title'));
  return (
    <div className={`page ${styles.page}`}>
      <h1>{t('registers.title')}</h1>
      {error && <LoadFailed error={error} retry={() => void refetch()} />}
      {!error && !data && (
        <Loading label={t('loading')}>
          <CardBones lines={2} count={3} />
        </Loading>
      )}
      {data?.length === 0 && (
        <div className="card">
          <Empty title={t('registers.none')} advice={t('registers.noneDo')} />
        </div>
      )}
      <ul className={styles.registers}>
        {data?.map(({ id, name, owner, rows, scope }) => (
          <li key={id}>
            <Link to="/registers/$id" params={{ id }} className={`card ${styles.register}`}>
              <span className={styles.name}>{inLanguage(name, locale)}</span>
              <span className={styles.facts}>
                {[owner.unit, t(scope === 'all' ? 'registers.rows' : 'registers.ownRows', { count: rows })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
