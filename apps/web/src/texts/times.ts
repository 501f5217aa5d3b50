/**
 * Times as people read them. They are shown in the school's time zone, not the browser's: an office opens and a
 * time limit ends there, also for a teacher who is abroad.
 */
import type { Texts } from './index.ts';

const zone = 'Asia/Shanghai';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const partsIn = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface Parts {
  date: string;
  time: string;
  year: string;
}

function partsOf(at: Date): Parts {
  const part = Object.fromEntries(partsIn.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}`,
    year: part.year ?? '',
  };
}

/** `YYYY-MM-DD` at school. */
export const schoolDate = (now: Date): string => partsOf(now).date;

/** `HH:mm` at school. */
export const clock = (at: Date): string => partsOf(at).time;

/** "今天 09:30", "昨天 16:05", "11-18 09:30", or with the year when it is another one. */
export function momentText(iso: string, t: Texts, now: Date = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const then = partsOf(at);
  const today = partsOf(now);
  if (then.date === today.date) return t('time.today', { time: then.time });
  if (then.date === partsOf(new Date(now.getTime() - day)).date)
    return t('time.yesterday', { time: then.time });
  return then.year === today.year ? `${then.date.slice(5)} ${then.time}` : `${then.date} ${then.time}`;
}

/** In full, for tooltips and `<time>`. */
export function fullMoment(iso: string): string {
  const { date, time } = partsOf(new Date(iso));
  return `${date} ${time}`;
}

/** The largest unit that fits: "3 小时", "2 天"; hours up to two days, since "1 天" would hide half a day. */
export function durationText(milliseconds: number, t: Texts): string {
  const length = Math.max(0, milliseconds);
  if (length < minute) return t('time.lessThanMinute');
  if (length < hour) return t('time.minutes', { count: Math.floor(length / minute) });
  if (length < 2 * day) return t('time.hours', { count: Math.floor(length / hour) });
  return t('time.days', { count: Math.floor(length / day) });
}

/** In two units where one would hide much: "1 天 3 小时", "2 小时 5 分钟". */
export function waitText(milliseconds: number, t: Texts): string {
  const length = Math.max(0, milliseconds);
  const [big, small] = length < day ? ([hour, minute] as const) : ([day, hour] as const);
  const rest = Math.floor((length % big) / small) * small;
  const whole = length - (length % big);
  if (whole === 0 || rest === 0) return exactly(whole || length, t);
  return t('time.and', { long: exactly(whole, t), short: exactly(rest, t) });
}

function exactly(length: number, t: Texts): string {
  return length >= day ? t('time.days', { count: Math.floor(length / day) }) : durationText(length, t);
}

export const between = (from: string, to: string | Date): number =>
  new Date(to).getTime() - new Date(from).getTime();

export function greetingKey(now: Date): 'home.morning' | 'home.noon' | 'home.afternoon' | 'home.evening' {
  const hours = Number(clock(now).slice(0, 2));
  if (hours >= 5 && hours < 11) return 'home.morning';
  if (hours >= 11 && hours < 13) return 'home.noon';
  if (hours >= 13 && hours < 18) return 'home.afternoon';
  return 'home.evening';
}
