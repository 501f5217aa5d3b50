import type { GuestMe, GuestTask } from '@yizhan/contract';
import { useMemo } from 'react';
import { FieldInput } from '../../fields/field-input.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { FaultList } from '../../form/fault-list.tsx';
import { FormView } from '../../form/form-view.tsx';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { useFilling } from '../../form/use-filling.ts';
import { useForm } from '../../form/use-form.ts';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { fullMoment, schoolDate } from '../../texts/times.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
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
  const context = useMemo(
    () => ({ today: schoolDate(new Date()), calendar: task.calendar, ...task.given }),
    [task.calendar, task.given],
  );
  const handle = useForm({ document: task.form, step: task.step, initial: task.data, context });
  const { filling, attempt, uploads } = useFilling(handle);
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
