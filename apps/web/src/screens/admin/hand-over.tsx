import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PersonSummary, TasksOfPerson } from '@yizhan/contract';
import { lazy, Suspense, useId, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { detailOf, Empty, LoadFailed, Strip } from '../../ui/notice.tsx';
import { Bone } from '../../ui/skeleton.tsx';
import { useSending } from '../../ui/use-sending.ts';
import styles from './admin.module.css';
import {
  holdersQuery,
  personPath,
  type Results,
  refreshAdministration,
  tasksOfQuery,
} from './admin.query.ts';
import { AdminPage } from './admin-page.tsx';
import { Check, Search } from './filters.tsx';
import { Reason } from './reason-dialog.tsx';

/** With antd. */
const SuccessorPicker = lazy(async () => ({
  default: (await import('./successor-picker.tsx')).SuccessorPicker,
}));

/** 交接: what waits for somebody who leaves goes to a successor. */
export function HandOver() {
  const t = useAdministrationTexts();
  const [leaver, setLeaver] = useState<PersonSummary>();
  return (
    <AdminPage place="handOver">
      <section className="card">
        <div className={styles.inside}>
          <p className={styles.about}>{t('aboutHandOver')}</p>
          {leaver === undefined ? (
            <Leaver choose={setLeaver} />
          ) : (
            <Tasks key={leaver.id} leaver={leaver} change={() => setLeaver(undefined)} />
          )}
        </div>
      </section>
    </AdminPage>
  );
}

function Leaver({ choose }: { choose(person: PersonSummary): void }) {
  const t = useAdministrationTexts();
  const [words, setWords] = useState('');
  const { data = [], error, isFetching } = useQuery(holdersQuery(words));
  return (
    <div className={styles.narrow}>
      <h2 className={styles.label}>{t('leaver')}</h2>
      <Search label={t('leaver')} placeholder={t('leaverPlaceholder')} value={words} change={setWords} />
      {error && <Strip tone="bad">{detailOf(error)}</Strip>}
      {words !== '' && data.length === 0 && !isFetching && !error && (
        <p className={styles.more} role="status">
          {t('leaverNone', { words })}
        </p>
      )}
      <ul className={styles.people}>
        {data.map((person) => (
          <li key={person.id}>
            <button type="button" className={styles.person} onClick={() => choose(person)}>
              {person.name}
              <span className={styles.more}>
                {person.number} · {person.unit}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Tasks({ leaver, change }: { leaver: PersonSummary; change(): void }) {
  const t = useAdministrationTexts();
  const { data, error, refetch } = useQuery(tasksOfQuery(leaver.id));
  // What was handed over stays in view with its result, though it is no longer in the list.
  const [handed, setHanded] = useState<{ tasks: TasksOfPerson['items']; results: Results['items'] }>();
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Bone height={160} />;
  const shown = handed?.tasks ?? data.items;
  return (
    <>
      <div className={styles.headline}>
        <h2>
          {shown.length === 0
            ? t('waitsForNothing', { name: leaver.name })
            : t('waitsFor', { name: leaver.name, count: shown.length })}
        </h2>
        <Button size="small" onClick={change}>
          {t('change')}
        </Button>
      </div>
      {shown.length === 0 ? (
        <Empty
          icon="checkCircle"
          title={t('waitsForNothing', { name: leaver.name })}
          advice={t('waitsForNothingDo')}
        />
      ) : handed ? (
        <Outcome tasks={shown} results={handed.results} />
      ) : (
        <Give leaver={leaver} tasks={shown} done={(results) => setHanded({ tasks: shown, results })} />
      )}
    </>
  );
}

interface GiveProps {
  leaver: PersonSummary;
  tasks: TasksOfPerson['items'];
  done(results: Results['items']): void;
}

function Give({ leaver, tasks, done }: GiveProps) {
  const t = useAdministrationTexts();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>(tasks.map(({ id }) => id));
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, refusal, sending } = useSending();
  const [keys] = useState(submissionKeys);
  const picker = useId();
  const send = async () => {
    setMissing(true);
    if (to === undefined || reason.trim() === '' || chosen.length === 0) return;
    const body = { to, reason: reason.trim(), tasks: chosen };
    await sending(async () => {
      const { items } = await api.send<Results>('POST', `${personPath(leaver.id)}/hand-over`, {
        body,
        key: keys.keyFor(body),
      });
      done(items);
      await refreshAdministration(queries);
    });
  };
  return (
    <>
      <div>
        <Check
          label={t('chooseAll')}
          checked={chosen.length === tasks.length}
          change={(all) => setChosen(all ? tasks.map(({ id }) => id) : [])}
        />
        <ul className={styles.tasks}>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              mark={
                <label className={styles.pick}>
                  <input
                    type="checkbox"
                    aria-label={t('choose', { what: `${task.node.name} ${task.application.number ?? ''}` })}
                    checked={chosen.includes(task.id)}
                    onChange={(event) =>
                      setChosen(
                        event.target.checked ? [...chosen, task.id] : chosen.filter((id) => id !== task.id),
                      )
                    }
                  />
                </label>
              }
            />
          ))}
        </ul>
        {missing && chosen.length === 0 && <p className={styles.fault}>{t('taskRequired')}</p>}
      </div>
      <div className={styles.narrow}>
        <Labelled
          id={picker}
          label={t('to')}
          needed
          fault={missing && to === undefined ? t('personRequired') : undefined}
        >
          <Suspense fallback={<Bone height={40} />}>
            <SuccessorPicker
              id={picker}
              name={t('to')}
              isMissing={missing && to === undefined}
              person={to}
              choose={setTo}
            />
          </Suspense>
        </Labelled>
      </div>
      <div className={styles.narrow}>
        <Reason value={reason} missing={missing && reason.trim() === ''} change={setReason} />
      </div>
      {refusal && <Strip tone="bad">{refusal}</Strip>}
      <div>
        <Button kind="primary" size="large" busy={busy} onClick={() => void send()}>
          {busy ? t('sending') : t('handOverChosen', { count: chosen.length })}
        </Button>
      </div>
    </>
  );
}

function Outcome({ tasks, results }: { tasks: TasksOfPerson['items']; results: Results['items'] }) {
  const t = useAdministrationTexts();
  const byTask = new Map(results.map((result) => [result.id, result]));
  const refused = results.filter(({ done }) => !done).length;
  return (
    <>
      <div role="status">
        <Strip tone={refused === 0 ? 'good' : 'warn'}>
          {t('handedOver', { count: results.length - refused })}
          {refused > 0 && `，${t('refused', { count: refused })}`}
        </Strip>
      </div>
      <ul className={styles.tasks}>
        {tasks
          .filter(({ id }) => byTask.has(id))
          .map((task) => {
            const result = byTask.get(task.id);
            return (
              <TaskRow
                key={task.id}
                task={task}
                mark={
                  <span className={`${styles.pick} ${result?.done ? styles.good : styles.late}`}>
                    <Icon name={result?.done ? 'checkCircle' : 'crossCircle'} />
                  </span>
                }
                note={result?.detail}
              />
            );
          })}
      </ul>
    </>
  );
}

function TaskRow({
  task,
  mark,
  note,
}: {
  task: TasksOfPerson['items'][number];
  mark: React.ReactNode;
  note?: string | undefined;
}) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const { application, node, openedAt, due } = task;
  return (
    <li className={styles.row}>
      {mark}
      <div>
        {node.name}
        <span className={styles.more}>
          {inLanguage(application.service.name, locale)}
          {application.number && <span className="number"> · {application.number}</span>}
        </span>
      </div>
      <div>
        {application.applicant.name}
        <span className={styles.more}>{application.applicant.unit}</span>
      </div>
      <div>
        {note ? (
          <span className={styles.late}>{note}</span>
        ) : (
          <>
            {t('arrived', { at: momentText(openedAt, common) })}
            {due && <span className={styles.more}>{t('dueAt', { at: momentText(due, common) })}</span>}
          </>
        )}
      </div>
    </li>
  );
}
