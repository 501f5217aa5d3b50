import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ApplicationDetail } from '@yizhan/contract';
import { lazy, Suspense } from 'react';
import { applicationPath, applicationQuery } from '../../applications/applications.query.ts';
import { ApplicationDiagram } from '../../diagram/application-diagram.tsx';
import { ReadForm } from '../../form/read-form.tsx';
import { CancelAskedStrip } from '../../standing/cancel-asked.tsx';
import { Holders } from '../../standing/holders.tsx';
import { NoteActs } from '../../standing/note-acts.tsx';
import { Timeline } from '../../standing/timeline.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { Bone, CardBones, Loading } from '../../ui/skeleton.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { useWide } from '../../ui/use-narrow.ts';
import { useTitle } from '../../ui/use-title.ts';
import { SentBackStrip } from '../apply/sent-back-strip.tsx';
import { ApplicantActs } from './applicant-acts.tsx';
import styles from './application.module.css';
import { CopyNumber } from './copy-number.tsx';
import { RatingPanel } from './rating-panel.tsx';

const route = getRouteApi('/shell/applications/$id');

/** Few applications have guests. */
const GuestLinks = lazy(async () => ({ default: (await import('./guest-links.tsx')).GuestLinks }));

/** Nor have many a place in a registration. */
const RegistrationPanel = lazy(async () => ({
  default: (await import('./registration-panel.tsx')).RegistrationPanel,
}));

/** Nor do most cost anything. */
const PaymentsPanel = lazy(async () => ({
  default: (await import('../pay/payments-panel.tsx')).PaymentsPanel,
}));

export function Application() {
  const t = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(applicationQuery(id));
  useTitle(data?.title || t('application.title'));
  if (error) {
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()}>
          <Link to="/applications" className={buttonClass()}>
            {t('applications.title')}
          </Link>
        </LoadFailed>
      </div>
    );
  }
  return data ? <Page application={data} /> : <Bones />;
}

function Page({ application }: { application: ApplicationDetail }) {
  const t = useTexts();
  const locale = useLanguage();
  const wide = useWide();
  const { owner } = application;
  const service = inLanguage(application.service.name, locale);
  const notes = {
    path: applicationPath(application.id),
    service: application.service.id,
    offered: application.acts,
  };
  return (
    <div className={`page ${styles.page}`}>
      <header className={`card ${styles.head}`}>
        <div className={styles.headWords}>
          <p className={styles.service}>{service}</p>
          <h1 className={styles.title}>{application.title || service}</h1>
          <Facts application={application} />
        </div>
        <div className={styles.headSide}>
          <StatusTag status={application.status} />
          {application.printable && <PrintLink id={application.id} />}
        </div>
      </header>
      <SentBackStrip application={application} />
      {application.cancelAsked && <CancelAskedStrip asked={application.cancelAsked} />}
      <div className={styles.columns}>
        <div className={styles.side}>
          {application.registration && (
            <Suspense fallback={<CardBones lines={4} />}>
              <RegistrationPanel id={application.id} registration={application.registration} />
            </Suspense>
          )}
          {application.payments && (
            <Suspense fallback={<CardBones lines={3} />}>
              <PaymentsPanel payments={application.payments} />
            </Suspense>
          )}
          {application.current.length > 0 && application.status === 'running' && (
            <section className={`card ${styles.panel}`} aria-labelledby="holder">
              <h2 id="holder">{t('application.holder')}</h2>
              <Holders current={application.current} />
              <NoteActs {...notes} only={['remind']} />
            </section>
          )}
          {application.guests && application.guests.length > 0 && (
            <Suspense fallback={<CardBones lines={3} />}>
              <GuestLinks application={application.id} guests={application.guests} />
            </Suspense>
          )}
          {application.rating && <RatingPanel id={application.id} rating={application.rating} />}
          <section className={`card ${styles.panel}`} aria-labelledby="timeline">
            <h2 id="timeline">{t('application.timeline')}</h2>
            <Timeline
              entries={application.timeline}
              current={application.status === 'draft' ? [] : application.current}
              forecast={application.forecast}
            />
            <NoteActs {...notes} only={['comment', 'cc']} />
            {owner.phone && (
              <p className={styles.owner}>
                {t('application.owner', { unit: owner.unit })} <PhoneLink phone={owner.phone} />
              </p>
            )}
          </section>
        </div>
        {application.status !== 'draft' && (
          <div className={styles.diagram}>
            <ApplicationDiagram id={application.id} unfolded={wide} />
          </div>
        )}
        <div className={styles.form}>
          <ReadForm
            service={application.service.id}
            document={application.form}
            data={application.data}
            names={application.names}
          />
        </div>
      </div>
      {application.acts.some(isApplicants) && <ApplicantActs application={application} />}
    </div>
  );
}

/** A tab of its own: there the browser shows the paper and prints it, and a phone keeps it. */
function PrintLink({ id }: { id: string }) {
  const t = useTexts();
  return (
    <a
      className={buttonClass('plain', 'small')}
      href={`/api/v1${applicationPath(id)}/print`}
      target="_blank"
      rel="noreferrer"
    >
      <Icon name="printer" size={18} />
      {t('application.print')}
    </a>
  );
}

/** Those of the bar below; 催办, 留言 and 抄送 stand beside what they are about. */
const isApplicants = (act: string): boolean => act !== 'remind' && act !== 'cc' && act !== 'comment';

function Facts({ application }: { application: ApplicationDetail }) {
  const t = useTexts();
  const { number, applicant, initiator, submittedAt, endedAt } = application;
  return (
    <dl className={styles.facts}>
      {number && (
        <div>
          <dt>{t('application.number')}</dt>
          <dd className="number">
            {number} <CopyNumber number={number} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('application.applicant')}</dt>
        <dd>
          {applicant.name} · {applicant.unit}
        </dd>
      </div>
      {initiator.id !== applicant.id && (
        <div>
          <dt>{t('application.initiator')}</dt>
          <dd>
            {initiator.name} · {initiator.unit}
          </dd>
        </div>
      )}
      {submittedAt && (
        <div>
          <dt>{t('application.submitted')}</dt>
          <dd className="number">{fullMoment(submittedAt)}</dd>
        </div>
      )}
      {endedAt && (
        <div>
          <dt>{t('application.ended')}</dt>
          <dd className="number">{fullMoment(endedAt)}</dd>
        </div>
      )}
    </dl>
  );
}

function Bones() {
  const t = useTexts();
  return (
    <div className={`page ${styles.page}`}>
      <Loading label={t('loading')}>
        <div className={`card ${styles.head}`}>
          <div className={styles.boneWords}>
            <Bone width={160} height={18} />
            <Bone width="60%" height={28} />
            <Bone width="80%" height={18} />
          </div>
        </div>
        <div className={styles.columns}>
          <div className={styles.side}>
            <CardBones lines={4} count={2} />
          </div>
          <div className={styles.form}>
            <CardBones lines={6} count={2} />
          </div>
        </div>
      </Loading>
    </div>
  );
}
