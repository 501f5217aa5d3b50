import { useQueryClient } from '@tanstack/react-query';
import type { SurveyDetail } from '@yizhan/contract';
import { useMemo, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { FieldInput } from '../../fields/field-input.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { FaultList } from '../../form/fault-list.tsx';
import { FormView } from '../../form/form-view.tsx';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { useForm } from '../../form/use-form.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { useSurveyTexts } from '../../texts/use-survey-texts.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Strip } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { useTitle } from '../../ui/use-title.ts';
import styles from './surveys.module.css';
import { refreshSurveys, surveyPath } from './surveys.query.ts';

type Open = SurveyDetail & { form: NonNullable<SurveyDetail['form']> };

/** Nothing of it is kept on the device: the next one at this machine must not find it. */
export function Questionnaire({ survey }: { survey: Open }) {
  const t = useSurveyTexts();
  const locale = useLanguage();
  const [attempt, setAttempt] = useState(0);
  const [asking, setAsking] = useState(false);
  const title = inLanguage(survey.service.name, locale);
  useTitle(title);
  const { calendar = everyDay, parameters } = survey;
  const context = useMemo(
    () => ({
      today: schoolDate(new Date()),
      calendar,
      ...(parameters && { parameters }),
    }),
    [calendar, parameters],
  );
  const handle = useForm({ document: survey.form, step: 'apply', initial: noAnswers, context });
  const begin = () => {
    setAttempt((count) => count + 1);
    if (handle.check().length === 0) setAsking(true);
  };
  return (
    <AntdFrame>
      <SurroundingsProvider service={survey.service.id} names={noNames} Input={FieldInput}>
        <form className={`page ${styles.page}`} noValidate onSubmit={(event) => event.preventDefault()}>
          <header className={styles.head}>
            <p className={styles.facts}>
              <span>{t('owner', survey.owner)}</span>
              <span className="number">
                {t('days', { opens: survey.opens ?? '', closes: survey.closes ?? '' })}
              </span>
            </p>
            <h1>{title}</h1>
            <p className={styles.lead}>{inLanguage(survey.purpose, locale)}</p>
          </header>
          {attempt > 0 && handle.faults.length > 0 ? (
            <FaultList faults={handle.faults} attempt={attempt} />
          ) : (
            <Assurance survey={survey} />
          )}
          <FormView handle={handle} />
          <ActBar>
            <Button kind="primary" data-main="" onClick={begin}>
              {t('submit')}
            </Button>
          </ActBar>
        </form>
        {asking && (
          <Confirm
            service={survey.service.id}
            answers={handle.written}
            refuse={(faults) => {
              handle.refuse(faults);
              setAttempt((count) => count + 1);
              setAsking(false);
            }}
            close={() => setAsking(false)}
          />
        )}
      </SurroundingsProvider>
    </AntdFrame>
  );
}

/** No question of a survey reckons with working days. */
const everyDay = { hours: [], holidays: [], workdays: [] };
const noAnswers = {};
const noNames = { people: {}, units: {} };

/** What is kept and what is not, before anything is answered. */
function Assurance({ survey: { least, kept, keptByQuestion, contact = [] } }: { survey: Open }) {
  const t = useSurveyTexts();
  const locale = useLanguage();
  return (
    <Strip tone="info" title={t('anonymous')}>
      {[
        t('anonymousHow', { count: least }),
        kept && t(keptByQuestion ? 'keptQuestion' : 'kept', { what: inLanguage(kept, locale) }),
        contact.length > 0 && t('apart'),
        t('once'),
      ]
        .filter(Boolean)
        .join(' ')}
    </Strip>
  );
}

interface ConfirmProps {
  service: string;
  answers(): Readonly<Record<string, unknown>>;
  refuse(faults: ProblemError['problems']): void;
  close(): void;
}

function Confirm({ service, answers, refuse, close }: ConfirmProps) {
  const t = useSurveyTexts();
  const cancel = useTexts()('cancel');
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  const { busy, refusal, sending } = useSending();
  const handIn = async () => {
    const body = { answers: answers() };
    try {
      await api.send('POST', `${surveyPath(service)}/answers`, { body, key: keys.keyFor(body) });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problems.length === 0) throw error;
      return refuse(error.problems);
    }
    await refreshSurveys(queries);
    window.scrollTo(0, 0);
  };
  return (
    <Dialog
      title={t('submitTitle')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{cancel}</Button>
          <Button kind="primary" busy={busy} onClick={() => void sending(handIn)}>
            {busy ? t('sending') : t('submit')}
          </Button>
        </>
      }
    >
      <p>{t('submitDo')}</p>
      {refusal && <Strip tone="bad">{refusal}</Strip>}
    </Dialog>
  );
}
