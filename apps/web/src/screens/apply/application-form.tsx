import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import type {
  ActDone,
  ApplicationDetail,
  ApplicationSummary,
  LastApplication,
  ServiceDetail,
} from '@yizhan/contract';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { ProblemError } from '../../api/problem-error.ts';
import type { ApplicationCreated } from '../../api/types.ts';
import { applicationPath, refreshStanding } from '../../applications/applications.query.ts';
import { AskedBy } from '../../applications/asked-by.tsx';
import { FieldInput } from '../../fields/field-input.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { FaultList } from '../../form/fault-list.tsx';
import { FormView } from '../../form/form-view.tsx';
import { prefillOfPerson } from '../../form/prefill-of-person.ts';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { useForm } from '../../form/use-form.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import { CardBones } from '../../ui/skeleton.tsx';
import { say } from '../../ui/toast.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './application-form.module.css';
import { ConflictStrip } from './conflict-strip.tsx';
import { DiscardDraft } from './discard-draft.tsx';
import { DraftFound } from './draft-found.tsx';
import type { DraftPlace } from './draft-saver.ts';
import { LastFilled } from './last-filled.tsx';
import { SaveMark } from './save-mark.tsx';
import { SentBackStrip } from './sent-back-strip.tsx';
import { useDraft } from './use-draft.ts';
import { type Walk, WalkChoice } from './walk-choice.tsx';

/** Of services with a registration alone. */
const PlacesLeft = lazy(async () => ({
  default: (await import('../../registrations/places-left.tsx')).PlacesLeft,
}));

interface ApplicationFormProps {
  service: ServiceDetail;
  /** A draft, or what was returned or withdrawn; absent when the form is new. */
  application?: ApplicationDetail | undefined;
  /** A draft of the same service that was begun before. */
  found?: ApplicationSummary | undefined;
  /** 再次申请: begins with what stands in this application. */
  from?: string | undefined;
  /** 从日历来: the place and time with which a new one begins. */
  place?: Readonly<Record<string, unknown>>;
  /** The first save has made a draft. */
  placed?(place: DraftPlace): void;
}

/** The applicant's form: filled in, saved by itself, submitted. */
export function ApplicationForm({
  service,
  application,
  found,
  from,
  place = {},
  placed: saved,
}: ApplicationFormProps) {
  const t = useTexts();
  const locale = useLanguage();
  const router = useRouter();
  const uploads = useRef(0);
  const [walk, setWalk] = useState<Walk>('again');
  const [lent, setLent] = useState<LastApplication['names']>();
  const title = inLanguage(service.name, locale);
  useTitle(title);

  const context = useMemo(
    () => ({
      today: schoolDate(new Date()),
      calendar: service.calendar,
      ...(application?.given ?? service.given),
    }),
    [service.calendar, service.given, application?.given],
  );
  const handle = useForm({
    document: application?.form ?? service.form,
    step: 'apply',
    initial: application?.data ?? { ...service.prefill.values, ...place },
    context,
    changed: () => draft.saver.change(),
    lookUp: (field, person) => prefillOfPerson(service.id, field, person),
  });
  const draft = useDraft({
    service: service.id,
    start: application && { id: application.id, revision: application.revision },
    snapshot: handle.written,
    placed: (draftPlace) => saved?.(draftPlace),
  });
  const submission = useSubmission({
    service,
    handle,
    draft,
    walk: application?.acts.includes('straight') ? walk : undefined,
    uploads,
  });
  const names = useMemo(
    () => ({
      people: { ...service.names.people, ...application?.names.people, ...lent?.people },
      units: { ...service.names.units, ...application?.names.units, ...lent?.units },
    }),
    [service.names, application?.names, lent],
  );

  return (
    <AntdFrame>
      <SurroundingsProvider
        service={service.id}
        application={application?.id}
        names={names}
        origins={service.prefill.origins}
        uploads={uploads}
        Input={FieldInput}
      >
        <form
          className={`page ${styles.page}`}
          noValidate
          // Enter in a field chooses a date or a person there; it must never submit an application.
          onSubmit={(event) => event.preventDefault()}
        >
          <header className={styles.head}>
            <p className={styles.kicker}>{t('apply.title')}</p>
            <h1>{title}</h1>
            {application?.campaign && <AskedBy campaign={application.campaign} />}
          </header>
          {service.registration && (
            <Suspense fallback={<CardBones lines={3} />}>
              <PlacesLeft service={service.id} />
            </Suspense>
          )}
          {found && <DraftFound draft={found} />}
          {!application && (
            <LastFilled
              service={service.id}
              from={from}
              fill={(last) => {
                setLent(last.names);
                handle.fill(last.values);
              }}
            />
          )}
          {application && <SentBackStrip application={application} />}
          <ConflictStrip state={draft.state} saver={draft.saver} replace={handle.replace} />
          {submission.refusal && (
            <Strip tone="bad" title={t('apply.refused')}>
              {submission.refusal}
            </Strip>
          )}
          {submission.attempt > 0 && handle.faults.length > 0 && (
            <FaultList faults={handle.faults} attempt={submission.attempt} />
          )}
          <FormView handle={handle} />
          {application?.acts.includes('straight') && <WalkChoice walk={walk} choose={setWalk} />}
          <ActBar aside={<SaveMark state={draft.state} />}>
            {application?.status === 'draft' && application.campaign === undefined ? (
              <DiscardDraft id={application.id} saver={draft.saver} />
            ) : (
              <Button onClick={() => router.history.back()}>{t('apply.leave')}</Button>
            )}
            <Button
              kind="primary"
              busy={submission.busy}
              data-main=""
              onClick={() => void submission.submit()}
            >
              {submission.busy ? t('apply.submitting') : t('apply.submit')}
            </Button>
          </ActBar>
        </form>
      </SurroundingsProvider>
    </AntdFrame>
  );
}

interface SubmissionOptions {
  service: ServiceDetail;
  handle: ReturnType<typeof useForm>;
  draft: ReturnType<typeof useDraft>;
  walk: Walk | undefined;
  uploads: { current: number };
}

function useSubmission({ service, handle, draft, walk, uploads }: SubmissionOptions) {
  const t = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [refusal, setRefusal] = useState<string>();
  const [keys] = useState(submissionKeys);

  const send = async (place: DraftPlace | undefined): Promise<string> => {
    const data = handle.written();
    if (place) {
      const body = { act: 'submit', data, ...(walk && { walk }) };
      await api.send<ActDone>('POST', `${applicationPath(place.id)}/acts`, { body, key: keys.keyFor(body) });
      return place.id;
    }
    const body = { service: service.id, data };
    return (await api.send<ApplicationCreated>('POST', '/applications', { body, key: keys.keyFor(body) })).id;
  };

  const submit = async (): Promise<void> => {
    if (busy) return;
    setRefusal(undefined);
    if (uploads.current > 0) return say(t('form.uploadsRunning'), 'bad');
    if (draft.state.is === 'conflict') return setRefusal(t('apply.conflict'));
    setAttempt((count) => count + 1);
    if (handle.check().length > 0) return;
    setBusy(true);
    try {
      const id = await send(await draft.saver.settle());
      draft.saver.stop();
      await navigate({ to: '/applications/$id/submitted', params: { id }, replace: true });
      await refreshStanding(queries);
    } catch (error) {
      if (error instanceof ProblemError && error.problems.length > 0) {
        handle.refuse(error.problems);
        setAttempt((count) => count + 1);
      } else {
        setRefusal(detailOf(error));
        scrollTo({ top: 0, behavior: 'smooth' });
      }
    } finally {
      setBusy(false);
    }
  };
  return { submit, busy, attempt, refusal };
}
