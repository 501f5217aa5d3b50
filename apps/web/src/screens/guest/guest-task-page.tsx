import type { GuestMe, GuestTask } from '@yizhan/contract';
import { useMemo, useRef, useState } from 'react';
import { FieldInput } from '../../fields/field-input.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { FaultList } from '../../form/fault-list.tsx';
import { FormView } from '../../form/form-view.tsx';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { useForm } from '../../form/use-form.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment, schoolDate } from '../../texts/times.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { say } from '../../ui/toast.tsx';
import styles from './guest.module.css';
import { GuestDecide } from './guest-decide.tsx';

interface GuestTaskPageProps {
  task: GuestTask;
  me: GuestMe;
  link: string;
  done(act: string): void;
}

/** Who asks for what, the form as the step shows it, and what may be answered. */
export function GuestTaskPage({ task, me, link, done }: GuestTaskPageProps) {
  const t = useTexts();
  const uploads = useRef(0);
  const [attempt, setAttempt] = useState(0);
  const context = useMemo(
    () => ({ today: schoolDate(new Date()), calendar: task.calendar, ...task.given }),
    [task.calendar, task.given],
  );
  const handle = useForm({ document: task.form, step: task.step, initial: task.data, context });
  const isReady = (): boolean => {
    if (uploads.current > 0) {
      say(t('form.uploadsRunning'), 'bad');
      return false;
    }
    setAttempt((count) => count + 1);
    return handle.check().length === 0;
  };
  const filling = {
    isReady,
    written: handle.written,
    refuse: (faults: Parameters<typeof handle.refuse>[0]) => {
      handle.refuse(faults);
      setAttempt((count) => count + 1);
    },
  };
  return (
    <AntdFrame>
      <SurroundingsProvider
        service={task.application.service.id}
        application={task.application.id}
        names={task.names}
        uploads={uploads}
        Input={FieldInput}
      >
        <main className={styles.inside}>
          {attempt > 0 && handle.faults.length > 0 && <FaultList faults={handle.faults} attempt={attempt} />}
          <Head task={task} me={me} />
          <FormView handle={handle} fillFirst />
          <Privacy />
        </main>
        <GuestDecide task={task} link={link} filling={filling} done={done} />
      </SurroundingsProvider>
    </AntdFrame>
  );
}

function Head({ task, me }: { task: GuestTask; me: GuestMe }) {
  const t = useGuestTexts();
  const locale = useLanguage();
  const { application, node, due } = task;
  const service = inLanguage(application.service.name, locale);
  const { name, unit } = application.applicant;
  return (
    <header className={`card ${styles.task}`}>
      <p className={styles.kicker}>
        <span>{service}</span>
        {application.number && <span className="number">{application.number}</span>}
      </p>
      <h1 className={styles.title}>{t('from', { name: [unit, name].filter(Boolean).join(' ') })}</h1>
      <dl className={styles.facts}>
        <div>
          <dt>{t('step')}</dt>
          <dd>{node.name}</dd>
        </div>
        {due && (
          <div>
            <dt>{t('due')}</dt>
            <dd className="number">{fullMoment(due)}</dd>
          </div>
        )}
        {me.expiresAt && me.expiresAt !== due && (
          <div>
            <dt>{t('validUntil')}</dt>
            <dd className="number">{fullMoment(me.expiresAt)}</dd>
          </div>
        )}
      </dl>
    </header>
  );
}

function Privacy() {
  return <p className={styles.about}>{useGuestTexts()('privacy')}</p>;
}
