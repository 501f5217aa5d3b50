import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Verification } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { Mark } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './verify.module.css';

const route = getRouteApi('/verify/$code');

/** 核验: where the QR code of a paper leads. No session, and nothing that the paper's holder need not know. */
export function Verify() {
  const t = useTexts();
  const locale = useLanguage();
  const { code } = route.useParams();
  useTitle(t('verify.title'));
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ['verify', code, locale],
    queryFn: ({ signal }) => api.get<Verification>(`/verify/${encodeURIComponent(code)}`, signal),
  });
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <Mark />
        <span className={styles.institution}>
          {data ? inLanguage(data.institution, locale) : t('product')}
        </span>
        <LanguageSwitch />
      </header>
      <main className={`card ${styles.paper}`}>
        <h1 className={styles.title}>{t('verify.title')}</h1>
        {data && <Answer verification={data} askedAt={new Date(dataUpdatedAt).toISOString()} />}
        {error && <Failed error={error} retry={() => void refetch()} />}
        {!data && !error && (
          <Loading label={t('loading')}>
            <CardBones lines={5} />
          </Loading>
        )}
      </main>
      <p className={styles.check}>{t('verify.check')}</p>
    </div>
  );
}

function Failed({ error, retry }: { error: Error; retry(): void }) {
  const t = useTexts();
  if (!(error instanceof ProblemError && error.code === 'verification/unknown'))
    return <LoadFailed error={error} retry={retry} />;
  return (
    <div className={`${styles.verdict} ${styles.void}`} role="alert">
      <Icon name="crossCircle" size={40} />
      <strong>{t('verify.unknown')}</strong>
      <span>{error.detail}</span>
    </div>
  );
}

const icons: Record<Verification['validity'], IconName> = {
  valid: 'checkCircle',
  underWay: 'info',
  void: 'crossCircle',
};

function Answer({ verification, askedAt }: { verification: Verification; askedAt: string }) {
  const t = useTexts();
  const locale = useLanguage();
  const { validity, number, service, applicant, submittedAt, endedAt, status } = verification;
  return (
    <>
      <div className={`${styles.verdict} ${styles[validity]}`} role="status">
        <Icon name={icons[validity]} size={40} />
        <strong>{t(`verify.${validity}`)}</strong>
        <span>{t(`verify.${validity}Do`)}</span>
      </div>
      <p className={styles.lead}>{t('verify.lead')}</p>
      <dl className={styles.facts}>
        <Fact label={t('application.number')} value={number} />
        <Fact label={t('verify.service')} value={inLanguage(service, locale)} />
        <Fact label={t('application.applicant')} value={`${applicant} · ${t('verify.applicantAbout')}`} />
        <Fact label={t('verify.status')} value={t(`status.${status}`)} />
        {submittedAt && <Fact label={t('application.submitted')} value={fullMoment(submittedAt)} />}
        {endedAt && <Fact label={t('application.ended')} value={fullMoment(endedAt)} />}
      </dl>
      <p className={styles.asked}>{t('verify.askedAt', { at: fullMoment(askedAt) })}</p>
    </>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
