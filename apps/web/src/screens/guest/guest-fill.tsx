import type { FormGiven, Names } from '@yizhan/contract';
import type { FormData, FormDocument } from '@yizhan/forms';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { FieldInput } from '../../fields/field-input.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { FaultList } from '../../form/fault-list.tsx';
import { FormView } from '../../form/form-view.tsx';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { type CalendarOf, useForm } from '../../form/use-form.ts';
import { useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import styles from './guest.module.css';

interface GuestFillProps {
  service: string;
  application?: string;
  form: FormDocument;
  step: string;
  data: FormData;
  given: FormGiven;
  names: Names;
  calendar: CalendarOf;
  label: string;
  /** Other buttons, before the one that sends. */
  aside?: ReactNode;
  send(written: FormData): Promise<void>;
  /** What stands above the form. */
  children: ReactNode;
}

/** A form that somebody from outside fills in and sends. */
export function GuestFill(props: GuestFillProps) {
  const { service, application, form, step, data, given, names, calendar } = props;
  const { label, aside, send, children } = props;
  const t = useTexts();
  const uploads = useRef(0);
  const [attempt, setAttempt] = useState(0);
  const [done, setDone] = useState(false);
  const { busy, refusal, sending } = useSending();
  const context = useMemo(() => ({ today: schoolDate(new Date()), calendar, ...given }), [calendar, given]);
  const handle = useForm({ document: form, step, initial: data, context });
  const submit = async () => {
    if (uploads.current > 0) return say(t('form.uploadsRunning'), 'bad');
    setAttempt((count) => count + 1);
    if (handle.check().length > 0) return;
    await sending(async () => {
      try {
        await send(handle.written());
        setDone(true);
      } catch (error) {
        if (error instanceof ProblemError && error.problems.length > 0) {
          handle.refuse(error.problems);
          setAttempt((count) => count + 1);
        }
        throw error;
      }
    });
  };
  return (
    <AntdFrame>
      <SurroundingsProvider
        service={service}
        application={application}
        names={names}
        uploads={uploads}
        Input={FieldInput}
      >
        <main className={styles.inside}>
          {attempt > 0 && handle.faults.length > 0 && <FaultList faults={handle.faults} attempt={attempt} />}
          {children}
          <FormView handle={handle} />
          {refusal && <Strip tone="bad">{refusal}</Strip>}
        </main>
        <ActBar>
          {aside}
          <Button kind="primary" data-main="" busy={busy && !done} onClick={submit}>
            {label}
          </Button>
        </ActBar>
      </SurroundingsProvider>
    </AntdFrame>
  );
}
