import { Link } from '@tanstack/react-router';
import type { TaskSummary } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { between, durationText, fullMoment, momentText } from '../../texts/times.ts';
import { Tag } from '../../ui/status-tag.tsx';

export function TaskTitle({ task, className }: { task: TaskSummary; className: string | undefined }) {
  const locale = useLanguage();
  const words = task.application.title || inLanguage(task.application.service.name, locale);
  // A copy asks for nothing: it leads to the application.
  return task.kind === 'copy' ? (
    <Link to="/applications/$id" params={{ id: task.application.id }} className={className}>
      {words}
    </Link>
  ) : (
    <Link to="/tasks/$id" params={{ id: task.id }} className={className}>
      {words}
    </Link>
  );
}

export function Sender({ task }: { task: TaskSummary }) {
  const t = useTexts();
  const by = task.copy?.by;
  return by ? t('tasks.copiedBy', { name: by.name }) : t('tasks.bySystem');
}

export function ReadTag({ task }: { task: TaskSummary }) {
  const t = useTexts();
  const read = task.copy?.read ?? true;
  return <Tag tone={read ? 'quiet' : 'amber'}>{t(read ? 'tasks.read' : 'tasks.unread')}</Tag>;
}

/** How much time is left; the last day warns, an overrun is red. */
export function DueTag({ due }: { due: string | undefined }) {
  const t = useTexts();
  if (!due) return null;
  const left = between(new Date().toISOString(), due);
  if (left < 0) return <Tag tone="red">{t('tasks.overdue', { duration: durationText(-left, t) })}</Tag>;
  return (
    <Tag tone={left < 86_400_000 ? 'amber' : 'quiet'}>
      {t('tasks.dueIn', { duration: durationText(left, t) })}
    </Tag>
  );
}

const outcomes = {
  approve: { key: 'outcomeApprove', tone: 'green' },
  reject: { key: 'outcomeReject', tone: 'red' },
  sendBack: { key: 'outcomeSendBack', tone: 'amber' },
} as const;

export function OutcomeTag({ done }: { done: TaskSummary['done'] }) {
  const t = useTexts();
  if (!done) return null;
  const { key, tone } = outcomes[done.outcome];
  return <Tag tone={tone}>{t(`tasks.${key}`)}</Tag>;
}

/** 代理: whose task it is when it is not one's own. */
export function OnBehalfTag({ task }: { task: TaskSummary }) {
  const t = useTexts();
  if (!task.onBehalfOf) return null;
  return <Tag tone="amber">{t('proxies.onBehalfOf', { name: task.onBehalfOf.name })}</Tag>;
}

export function Moment({ at }: { at: string }) {
  const t = useTexts();
  return (
    <time dateTime={at} title={fullMoment(at)} className="number">
      {momentText(at, t)}
    </time>
  );
}
