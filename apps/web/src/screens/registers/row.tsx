import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { cellText } from './cell.ts';
import styles from './registers.module.css';
import { registerRowQuery } from './registers.query.ts';

const route = getRouteApi('/shell/registers/$id/rows/$row');

/** One row, and how it has come about. */
export function RegisterRow() {
  const t = useTexts();
  const locale = useLanguage();
  const { id, row: rowId } = route.useParams();
  const { data, error, refetch } = useQuery(registerRowQuery(id, rowId));
  useTitle(data ? `${data.row.key} · ${inLanguage(data.register.name, locale)}` : t('registers.title'));
  if (error) {
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()}>
          <Link to="/registers" className={buttonClass()}>
            {t('registers.title')}
          </Link>
        </LoadFailed>
      </div>
    );
  }
  if (!data) {
    return (
      <div className={`page ${styles.page}`}>
        <Loading label={t('loading')}>
          <CardBones lines={5} />
        </Loading>
      </div>
    );
  }
  const { columns, row, history, names } = data;
  return (
    <div className={`page ${styles.page}`}>
      <p className={styles.back}>
        <Link to="/registers/$id" params={{ id }}>
          {inLanguage(data.register.name, locale)}
        </Link>
      </p>
      <h1>{row.key}</h1>
      <dl className={`card ${styles.values}`}>
        {columns.map((column) => (
          <div key={column.key}>
            <dt>{inLanguage(column.label, locale)}</dt>
            <dd>{cellText(row.values[column.key], column, names) || '—'}</dd>
          </div>
        ))}
        <div>
          <dt>{t('registers.until')}</dt>
          <dd className="number">{row.until ?? t('registers.forEver')}</dd>
        </div>
        <div>
          <dt>{t('registers.state')}</dt>
          <dd>{t(`registers.states.${row.state}`)}</dd>
        </div>
      </dl>
      <h2 className={styles.story}>{t('registers.history')}</h2>
      <ol className={styles.registers}>
        {[...history].reverse().map(({ at, what, values, application }, index, all) => {
          const before = all[index + 1]?.values;
          const changed = columns.filter(
            ({ key }) => JSON.stringify(values[key]) !== JSON.stringify(before?.[key]),
          );
          const number = application.number ?? '';
          return (
            <li key={`${at} ${application.id}`} className={`card ${styles.register}`}>
              <span className={styles.name}>
                {t(what === 'struck' ? 'registers.struck' : 'registers.written')} ·{' '}
                {inLanguage(application.service, locale)}{' '}
                {application.mine ? (
                  <Link to="/applications/$id" params={{ id: application.id }}>
                    {number}
                  </Link>
                ) : (
                  number
                )}
              </span>
              <span className={styles.facts}>
                {new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
                  new Date(at),
                )}
              </span>
              {what === 'written' &&
                changed.map((column) => (
                  <span key={column.key} className={styles.facts}>
                    {inLanguage(column.label, locale)}：{cellText(values[column.key], column, names) || '—'}
                  </span>
                ))}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
