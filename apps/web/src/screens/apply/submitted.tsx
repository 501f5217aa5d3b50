import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { applicationQuery } from '../../applications/applications.query.ts';
import { Holders } from '../../standing/holders.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadFailed, Strip } from '../../ui/notice.tsx';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './submitted.module.css';

const route = getRouteApi('/shell/applications/$id/submitted');

/** It is done: the number, who has it now and how to reach them. */
export function Submitted() {
  const t = useTexts();
  const locale = useLanguage();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(applicationQuery(id));
  useTitle(t('apply.doneTitle'));
  if (error) {
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()} />
      </div>
    );
  }
  return (
    <div className={`page ${styles.page}`}>
      <div className={`card ${styles.card}`}>
        <span className={styles.tick}>
          <Icon name="check" size={34} />
        </span>
        <h1>{t('apply.doneTitle')}</h1>
        {data ? (
          <>
            <p className={styles.name}>{data.title}</p>
            <p className={styles.number}>
              {t('apply.doneNumber')} <strong className="number">{data.number}</strong>
            </p>
            {data.current.length > 0 ? (
              <section className={styles.holder} aria-labelledby="holder">
                <h2 id="holder">{t('apply.doneHolder')}</h2>
                <Holders current={data.current} />
              </section>
            ) : (
              <p>{t('apply.doneEnded')}</p>
            )}
            {data.offline && (
              <div className={styles.offline}>
                <Strip tone="warn" title={t('guide.offline')}>
                  {inLanguage(data.offline, locale)}
                </Strip>
              </div>
            )}
          </>
        ) : (
          <div className={styles.bones}>
            <Loading label={t('loading')}>
              <Bone height={20} />
              <Bone height={150} />
            </Loading>
          </div>
        )}
        <p className={styles.note}>{t('apply.doneNote')}</p>
        <div className={styles.acts}>
          <Link to="/applications/$id" params={{ id }} className={buttonClass('primary')}>
            {t('apply.doneView')}
          </Link>
          <Link to="/" className={buttonClass()}>
            {t('apply.doneHome')}
          </Link>
        </div>
      </div>
    </div>
  );
}
