import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AnnouncementDetail } from '@yizhan/contract';
import { lazy, Suspense, useState } from 'react';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';
import { Button } from '../../ui/button.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './announcements.module.css';
import { announcementQuery } from './announcements.query.ts';
import { AnswerByCode } from './answer-by-code.tsx';
import { OwnObjectionCard } from './own-objection.tsx';
import { PublicFrame } from './public-frame.tsx';
import { Term } from './term.tsx';

const route = getRouteApi('/shell/announcements/$id');
const publicRoute = getRouteApi('/public/announcements/$id');

/** With the controls of files. */
const RaiseObjection = lazy(async () => ({
  default: (await import('./raise-objection.tsx')).RaiseObjection,
}));

export function AnnouncementPage() {
  const { id } = route.useParams();
  return (
    <div className={`page ${styles.page}`}>
      <One id={id} isPublic={false} />
    </div>
  );
}

export function PublicAnnouncement() {
  const { id } = publicRoute.useParams();
  return (
    <PublicFrame>
      <One id={id} isPublic />
    </PublicFrame>
  );
}

function One({ id, isPublic }: { id: string; isPublic: boolean }) {
  const loading = useTexts()('loading');
  const { data, error, refetch } = useQuery(announcementQuery(id, isPublic));
  if (error) return <LoadFailed error={error} retry={() => void refetch()} alone />;
  if (!data)
    return (
      <Loading label={loading}>
        <CardBones lines={5} />
      </Loading>
    );
  return <Known announcement={data} isPublic={isPublic} />;
}

function Known({ announcement, isPublic }: { announcement: AnnouncementDetail; isPublic: boolean }) {
  const t = useTakingPartTexts();
  const locale = useLanguage();
  const [raising, setRaising] = useState(false);
  const { id, title, text, content, owner, unit, service, from, until, objections, mine } = announcement;
  useTitle(inLanguage(title, locale));
  return (
    <>
      <p>
        <Link to={isPublic ? '/public/announcements' : '/announcements'}>{t('board')}</Link>
      </p>
      <article className={`card ${styles.paper}`} aria-labelledby="announcement">
        <header className={styles.paperHead}>
          <p className={styles.facts}>{inLanguage(service.name, locale)}</p>
          <div className={styles.entryHead}>
            <h1 id="announcement">{inLanguage(title, locale)}</h1>
            <Term announcement={announcement} />
          </div>
        </header>
        <dl className={styles.content}>
          {content.map(({ label, value }) => (
            <div key={label.zh}>
              <dt>{inLanguage(label, locale)}</dt>
              <dd>{locale === 'en' ? value.en : value.zh}</dd>
            </div>
          ))}
        </dl>
        {text && <p className={styles.text}>{inLanguage(text, locale)}</p>}
        <footer className={styles.facts}>
          <p>
            {t('span', { from: fullMoment(from), until: fullMoment(until) })}
            {unit && ` · ${t('within', { unit })}`}
          </p>
          <p>
            {t('by', { unit: owner.unit })} {owner.phone && <PhoneLink phone={owner.phone} />}
          </p>
        </footer>
      </article>
      {!isPublic && objections !== 'none' && (
        <div className={styles.acts}>
          <Button kind="primary" onClick={() => setRaising(true)}>
            {t('object')}
          </Button>
        </div>
      )}
      {isPublic && objections !== 'none' && (
        <p className={styles.facts}>
          <Link to="/announcements/$id" params={{ id }}>
            {t('signInToObject')}
          </Link>
        </p>
      )}
      {mine.length > 0 && (
        <section className={styles.mine} aria-labelledby="mine">
          <h2 id="mine">{t('mine')}</h2>
          {mine.map((objection) => (
            <OwnObjectionCard key={objection.id} objection={objection} />
          ))}
        </section>
      )}
      {!isPublic && announcement.takesAnonymous && <AnswerByCode announcement={id} />}
      {raising && (
        <Suspense fallback={null}>
          <RaiseObjection announcement={announcement} close={() => setRaising(false)} />
        </Suspense>
      )}
    </>
  );
}
