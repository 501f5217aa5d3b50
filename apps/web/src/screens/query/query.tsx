import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useBookingTexts } from '../../texts/use-booking-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { FreeSearch } from '../resources/free-search.tsx';
import styles from './query.module.css';
import { exportOf, freeInQuery, viewQuery } from './query.query.ts';
import { Rows } from './rows.tsx';

const route = getRouteApi('/shell/services/$id/query');

/** 查询: a service that is not applied for but answers at once. */
export function Query() {
  const texts = useTexts();
  const t = useBookingTexts();
  const locale = useLanguage();
  const { id } = route.useParams();
  const { data: view, error, refetch } = useQuery(viewQuery(id));
  const name = view ? inLanguage(view.name, locale) : '\u00a0';
  useTitle(name);
  if (error)
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()}>
          <Link to="/" className={buttonClass()}>
            {texts('error.home')}
          </Link>
        </LoadFailed>
      </div>
    );
  return (
    <div className={`page ${styles.page}`}>
      <h1>{name}</h1>
      <p className={styles.intro}>
        {view?.own && <span>{t('ownOnly')}</span>}
        <Link to="/services/$id" params={{ id }}>
          {t('guide')}
        </Link>
      </p>
      {!view && (
        <Loading label={texts('loading')}>
          <CardBones lines={2} count={3} />
        </Loading>
      )}
      {view?.source === 'resources' && (
        <FreeSearch
          key={id}
          all={view}
          kind={view.kinds[0] ?? ''}
          find={freeInQuery(id)}
          exportAt={exportOf(id)}
        />
      )}
      {view?.source === 'rows' && <Rows key={id} view={view} />}
    </div>
  );
}
