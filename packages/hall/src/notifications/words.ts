import type { Locale } from '@yizhan/contract';
import type { NotificationParameters, NotificationRow } from './notifications.sql.ts';

type Titles = Readonly<
  Record<NotificationRow['kind'], (name: string, parameters: NotificationParameters) => string>
>;

const zh: Titles = {
  'task-opened': (name, { applicant, node = '' }) => `${applicant}的“${name}”待您办理：${node}`,
  'sent-back': (name) => `您的“${name}”被退回`,
  approved: (name) => `您的“${name}”已办结`,
  rejected: (name) => `您的“${name}”未获同意`,
  cancelled: (name) => `您的“${name}”已撤销`,
  'cancel-asked': (name, { by = '' }) => `${by}申请撤销“${name}”，请您答复`,
  'cancel-declined': (name, { by = '' }) => `${by}不同意撤销您的“${name}”`,
  reminded: (name, { applicant, by, node = '' }) =>
    `${by ? `${by}催您办理` : '已超过时限，请办理'}${applicant}的“${name}”：${node}`,
  copied: (name, { applicant, by }) =>
    by ? `${by}把${applicant}的“${name}”抄送给您` : `${applicant}的“${name}”抄送给您`,
  commented: (name, { applicant, by = '' }) => `${by}在${applicant}的“${name}”中留言`,
  'campaign-opened': (name, { closes = '' }) => `请填写“${name}”，${closes} 截止`,
  'campaign-reminded': (name, { by, closes = '' }) =>
    `${by ? `${by}催您` : '提醒您'}填写“${name}”，${closes} 截止`,
  'registration-placed': (name) => `“${name}”：您已录取`,
  'registration-offered': (name, { until }) =>
    `“${name}”有名额了，请在 ${moment(until)} 前确认，逾期顺延给下一位`,
  'registration-lapsed': (name) => `“${name}”：您没有按时确认，名额已顺延`,
  'registration-waiting': (name) => `“${name}”：您未中签，已进入候补`,
  'registration-lost': (name) => `“${name}”：您未中签`,
  'registration-removed': (name) => `“${name}”：您已被移出名单`,
  'survey-opened': (name, { closes = '' }) => `请您匿名填写“${name}”，${closes} 截止`,
  'survey-reminded': (name, { closes = '' }) => `提醒您填写“${name}”，${closes} 截止`,
  'survey-closed': (name) => `“${name}”已截止，结果报告可以看了`,
  'rated-low': (name) => `“${name}”收到低分评价，请答复`,
  'rating-answered': (name) => `您对“${name}”的评价有了答复`,
  'payment-asked': (name, { amount = '' }) => `请支付“${name}”的费用 ${amount} 元`,
};

const en: Titles = {
  'task-opened': (name, { applicant, node = '' }) => `${applicant} · ${name} waits for you: ${node}`,
  'sent-back': (name) => `Sent back to you: ${name}`,
  approved: (name) => `Approved: ${name}`,
  rejected: (name) => `Rejected: ${name}`,
  cancelled: (name) => `Cancelled: ${name}`,
  'cancel-asked': (name, { by = '' }) => `${by} asks to cancel ${name}; please answer`,
  'cancel-declined': (name, { by = '' }) => `${by} does not agree to cancel ${name}`,
  reminded: (name, { applicant, by, node = '' }) =>
    `${by ? `${by} reminds you` : 'The time is over'}: ${applicant} · ${name}, ${node}`,
  copied: (name, { applicant, by }) =>
    `${by ? `${by} sent you a copy` : 'Copied to you'}: ${applicant} · ${name}`,
  commented: (name, { applicant, by = '' }) => `${by} commented: ${applicant} · ${name}`,
  'campaign-opened': (name, { closes = '' }) => `Please fill in by ${closes}: ${name}`,
  'campaign-reminded': (name, { by, closes = '' }) =>
    `${by ? `${by} reminds you` : 'A reminder'}: ${name}, due ${closes}`,
  'registration-placed': (name) => `You have a place: ${name}`,
  'registration-offered': (name, { until }) =>
    `A place is free: confirm by ${moment(until)} or it goes on: ${name}`,
  'registration-lapsed': (name) => `Not confirmed in time, the place went on: ${name}`,
  'registration-waiting': (name) => `Not drawn; you are on the waiting list: ${name}`,
  'registration-lost': (name) => `Not drawn: ${name}`,
  'registration-removed': (name) => `You were taken off the roster: ${name}`,
  'survey-opened': (name, { closes = '' }) => `Please answer anonymously by ${closes}: ${name}`,
  'survey-reminded': (name, { closes = '' }) => `A reminder: ${name}, open until ${closes}`,
  'survey-closed': (name) => `Closed, the report is ready: ${name}`,
  'rated-low': (name) => `A low rating wants your answer: ${name}`,
  'rating-answered': (name) => `Your rating was answered: ${name}`,
  'payment-asked': (name, { amount = '' }) => `Please pay ${amount} yuan: ${name}`,
};

/** As clocks at the school show it. */
const moment = (at = ''): string =>
  at === '' ? '' : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** A message's title and body. What the application is about stands in its title line, never private fields. */
export function wordsOf(
  { kind, parameters }: Pick<NotificationRow, 'kind' | 'parameters'>,
  locale: Locale,
): { readonly title: string; readonly body: string } {
  const { service, title, number, comment } = parameters;
  const isEnglish = locale === 'en';
  const name = isEnglish ? (service.en ?? service.zh) : service.zh;
  const reason = isEnglish ? 'Reason: ' : '原因：';
  return {
    title: (isEnglish ? en : zh)[kind](name, parameters),
    body: comment
      ? `${kind === 'sent-back' ? reason : ''}${comment}`
      : [title, number].filter(Boolean).join(' · '),
  };
}
