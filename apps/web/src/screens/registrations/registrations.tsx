import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Meter } from '../../registrations/meter.tsx';
import { registrationsQuery } from '../../registrations/registrations.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useRegistrationTexts } from '../../texts/use-registration-texts.ts';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from '../campaigns/campaigns.module.css';

/** 报名 of the services that the viewer looks after. */
export function Registrations() {
  const t = useRegistrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const { data, error, refetch } = useQuery(registrationsQuery);
  useTitle(t('title'));
  return (
    <div className={`page ${styles.page}`}>
      <div>
        <h1>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
      </div>
      {error && (
        <div className="card">
          <LoadFailed error={error} retry={() => void refetch()} />
        </div>
      )}
      {!data && !error && (
        <Loading label={common('loading')}>
          <CardBones lines={2} count={3} />
        </Loading>
      )}
      {data?.length === 0 && (
        <div className="card">
          <Empty title={t('none')} advice={t('noneDo')} />
        </div>
      )}
      {data && data.length > 0 && (
        <ul className={styles.campaigns}>
          {data.map(({ service, session, ...counts }) => (
            <li key={`${service.id} ${session}`}>
              <Link
                to="/registrations/$id"
                params={{ id: service.id }}
                search={session === '' ? {} : { session }}
                className={`card ${styles.card}`}
              >
                <span className={styles.name}>{inLanguage(service.name, locale)}</span>
                {session && <span className={styles.facts}>{session}</span>}
                <Meter {...counts} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
