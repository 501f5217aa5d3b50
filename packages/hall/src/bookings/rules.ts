import { Refused } from '@yizhan/contract';
import { type Calendar, isWorkday } from '@yizhan/feel';
import { schoolDay } from '@yizhan/flow';
import type { Viewer } from '../viewer.ts';
import type { Resource } from './resource.ts';
import { momentOf, type Span } from './times.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** @throws Refused `booking/outside-rules` */
export function refuseOutsideRules(
  { name, nameEn = name, rules, opening: [opens, closes] }: Resource,
  spans: readonly Span[],
  kind: Viewer['kind'],
  now: string,
  calendar: Calendar,
): void {
  const refuse = (zh: string, en: string): never => {
    throw new Refused('booking/outside-rules', {
      resource: { zh: name, en: nameEn },
      rule: { zh, en },
    });
  };
  const { aheadHours, aheadWorkdays, aheadDays, longestHours, who } = rules;
  if (who !== undefined && !who.some((each) => each === kind))
    refuse('不对您这类人员开放', 'not open to you');
  const today = schoolDay(now);
  for (const { start, end } of spans) {
    const [begins, ends] = [Date.parse(momentOf(start)), Date.parse(momentOf(end))];
    if (begins < Date.parse(now)) refuse('不能预约已经过去的时间', 'the time has passed');
    if (start.slice(11) < opens || end.slice(11) > closes)
      refuse(`开放时间 ${opens}–${closes}`, `open ${opens}–${closes}`);
    if (longestHours !== undefined && ends - begins > longestHours * hour)
      refuse(`单次最长 ${longestHours} 小时`, `at most ${longestHours} hours at a time`);
    if (aheadHours !== undefined && begins - Date.parse(now) < aheadHours * hour)
      refuse(`至少提前 ${aheadHours} 小时`, `at least ${aheadHours} hours ahead`);
    if (aheadWorkdays !== undefined && workdaysBetween(today, start.slice(0, 10), calendar) < aheadWorkdays)
      refuse(`至少提前 ${aheadWorkdays} 个工作日`, `at least ${aheadWorkdays} working days ahead`);
  }
  const last = spans.at(-1)?.start.slice(0, 10) ?? today;
  if (aheadDays !== undefined && (Date.parse(last) - Date.parse(today)) / day > aheadDays)
    refuse(`最多提前 ${aheadDays} 天`, `at most ${aheadDays} days ahead`);
}

/** After today, up to the day itself. */
function workdaysBetween(today: string, then: string, calendar: Calendar): number {
  let count = 0;
  for (let at = Date.parse(today) + day; at <= Date.parse(then) && count < 60; at += day)
    if (isWorkday(calendar, new Date(at).toISOString().slice(0, 10))) count += 1;
  return count;
}
