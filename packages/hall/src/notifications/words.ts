import type { Locale } from '@yizhan/contract';
import type { NotificationRow } from './notifications.sql.ts';

/** A message's title and body. What the application is about stands in its title line, never private fields. */
export function wordsOf(
  { kind, parameters }: Pick<NotificationRow, 'kind' | 'parameters'>,
  locale: Locale,
): { readonly title: string; readonly body: string } {
  const { service, title, number, applicant, node, comment } = parameters;
  const name = locale === 'en' ? (service.en ?? service.zh) : service.zh;
  const body = [title, number].filter(Boolean).join(' · ');
  if (locale === 'en') {
    const titles = {
      'task-opened': `${applicant} · ${name} waits for you: ${node ?? ''}`,
      'sent-back': `Sent back to you: ${name}`,
      approved: `Approved: ${name}`,
      rejected: `Rejected: ${name}`,
    };
    return { title: titles[kind], body: comment ? `Reason: ${comment}` : body };
  }
  const titles = {
    'task-opened': `${applicant}的“${name}”待您办理：${node ?? ''}`,
    'sent-back': `您的“${name}”被退回`,
    approved: `您的“${name}”已办结`,
    rejected: `您的“${name}”未获同意`,
  };
  return { title: titles[kind], body: comment ? `原因：${comment}` : body };
}
