import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import type { TaskDetail } from '@yizhan/contract';
import { accessAt, type FormDocument, mayWrite } from '@yizhan/forms';
import { lazy, Suspense, useMemo } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { ReadForm } from '../../form/read-form.tsx';
import { useMe } from '../../session/me.query.ts';
import { useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Empty, LoadFailed, Strip } from '../../ui/notice.tsx';
import { Bone, CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { layOut, restingOf } from './acts.ts';
import { Decide } from './decide.tsx';
import { taskQuery } from './task.query.ts';
import styles from './task-page.module.css';
import { TaskPage } from './task-page.tsx';

const route = getRouteApi('/shell/tasks/$id');

/** With FEEL, and with antd, which most decisions do without. */
const JudgedForm = lazy(async () => ({ default: (await import('../../form/judged-form.tsx')).JudgedForm }));
const CastBallot = lazy(async () => ({ default: (await import('./cast-ballot.tsx')).CastBallot }));
const FillForm = lazy(async () => ({ default: (await import('./fill-form.tsx')).FillForm }));

export function Task() {
  const t = useTexts();
  const { id } = route.useParams();
  // A form that is being filled in must not change under the hands; what has changed is told when one acts.
  const { data, error, refetch } = useQuery({ ...taskQuery(id), refetchOnWindowFocus: false });
  useTitle(data?.application.title || t('task.title'));
  if (error) return <NotHere error={error} retry={() => void refetch()} />;
  if (!data) return <Bones />;
  if (data.kind === 'resubmission' && !data.done) {
    return <Navigate to="/applications/$id/edit" params={{ id: data.application.id }} replace />;
  }
  return <Known key={data.id} task={data} />;
}

function Known({ task }: { task: TaskDetail }) {
  const fills = useMemo(() => hasWritable(task.form, task.step), [task.form, task.step]);
  const me = useMe().data?.id;
  const resting = restingOf(task, me);
  const { bar, more } = layOut(task.acts);
  if (task.ballot && bar.some(({ act }) => act === 'approve')) {
    return (
      <Suspense fallback={<Bones />}>
        <CastBallot task={task} ballot={task.ballot} />
      </Suspense>
    );
  }
  // Only a voice on the application takes along what was filled in.
  if (fills && bar.some(({ act }) => act === 'approve')) {
    return (
      <Suspense fallback={<Bones />}>
        <FillForm task={task} />
      </Suspense>
    );
  }
  return (
    <TaskPage
      task={task}
      notice={resting === 'waiting' ? <Waiting /> : resting && <Closed task={task} />}
      unfolded={false}
      foot={bar.length + more.length > 0 && <Decide task={task} />}
    >
      <Read task={task} />
    </TaskPage>
  );
}

function Read({ task }: { task: TaskDetail }) {
  const { form, data, names, step, calendar, given } = task;
  const service = task.application.service.id;
  const noted = form.sections.some(({ fields }) =>
    fields.some(({ type, visible }) => type === 'note' && visible),
  );
  if (!noted) return <ReadForm service={service} document={form} data={data} names={names} />;
  return (
    <Suspense fallback={<CardBones lines={6} />}>
      <JudgedForm
        service={service}
        document={form}
        step={step}
        data={data}
        names={names}
        calendar={calendar}
        given={given}
      />
    </Suspense>
  );
}

function hasWritable(document: FormDocument, step: string): boolean {
  const access = accessAt(document, step);
  return document.sections
    .flatMap(({ fields }) => fields)
    .some(
      (field) =>
        mayWrite(access(field.key)) ||
        (field.type === 'table' && field.items.some(({ key }) => mayWrite(access(`${field.key}.${key}`)))),
    );
}

/** It is still mine, but others have the word: whom I asked, who comes before me in turn, who has claimed it. */
function Waiting() {
  const t = useTexts();
  return (
    <Strip
      tone="info"
      title={t('task.waiting')}
      acts={
        <Link to="/tasks" className={buttonClass('plain', 'small')}>
          {t('task.list')}
        </Link>
      }
    >
      {t('task.waitingDo')}
    </Strip>
  );
}

/** Why nothing is to be done here: I have acted, or somebody else has closed it. */
function Closed({ task }: { task: TaskDetail }) {
  const t = useTexts();
  const outcomes = {
    approve: 'outcomeApprove',
    reject: 'outcomeReject',
    sendBack: 'outcomeSendBack',
  } as const;
  const list = (
    <Link to="/tasks" className={buttonClass('plain', 'small')}>
      {t('task.list')}
    </Link>
  );
  if (task.done) {
    return (
      <Strip tone="good" acts={list}>
        {task.ballot ? <Voted /> : t('task.doneByMe', { outcome: t(`tasks.${outcomes[task.done.outcome]}`) })}
      </Strip>
    );
  }
  const by = task.timeline.findLast(
    ({ node, person }) => node?.id === task.node.id && person !== undefined,
  )?.person;
  return (
    <Strip tone="warn" title={by ? t('task.closedBy', { name: by.name }) : t('task.closed')} acts={list}>
      {t('task.closedDo')}
    </Strip>
  );
}

/** In words that come with the ballot. */
const Voted = lazy(async () => ({ default: (await import('./voted.tsx')).Voted }));

function NotHere({ error, retry }: { error: unknown; retry(): void }) {
  const t = useTexts();
  const list = (
    <Link to="/tasks" className={buttonClass('primary')}>
      {t('task.list')}
    </Link>
  );
  const settled = error instanceof ProblemError && error.code.startsWith('task/');
  return (
    <div className="page">
      {settled ? (
        <Empty alone icon="checkCircle" title={t('task.closed')} advice={error.detail}>
          {list}
        </Empty>
      ) : (
        <LoadFailed alone error={error} retry={retry}>
          {list}
        </LoadFailed>
      )}
    </div>
  );
}

function Bones() {
  const t = useTexts();
  return (
    <div className={`page ${styles.page}`}>
      <Loading label={t('loading')}>
        <div className={styles.columns}>
          <div className={styles.main}>
            <div className={`card ${styles.head}`}>
              <Bone width={160} height={18} />
              <Bone width="64%" height={28} />
              <Bone width="80%" height={18} />
              <Bone width="70%" height={18} />
            </div>
            <CardBones lines={7} />
          </div>
          <div className={styles.side}>
            <CardBones lines={8} />
          </div>
        </div>
      </Loading>
    </div>
  );
}
