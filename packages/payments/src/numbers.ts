import { randomInt } from 'node:crypto';
import { NotGenuine, type Way } from './platform.ts';

/** `YYYY-MM-DD` at the school. */
const atSchool = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
export const dayAtSchool = (iso: string): string => atSchool.format(new Date(iso));

const digits = (count: number): string => Array.from({ length: count }, () => String(randomInt(10))).join('');

/** Nobody can guess another's; platforms take 20 characters. */
export const newOrderNumber = (now: string): string =>
  `${dayAtSchool(now).slice(2).replaceAll('-', '')}${digits(12)}`;

export const newRefundNumber = (now: string): string => `T${newOrderNumber(now)}`;

/** An order has a number at the platform for each way of paying, for there it may not change. */
const letters: Readonly<Record<Way, string>> = { qr: 'Q', redirect: 'M' };

export const numberAtPlatform = (number: string, way: Way): string => `${number}${letters[way]}`;

/** @throws NotGenuine */
export function orderNumberIn(numberAtPlatform: string): string {
  const [, number] = /^(\d{18})[QM]$/.exec(numberAtPlatform) ?? [];
  if (number === undefined) throw new NotGenuine('it names no order of ours');
  return number;
}

/** Receipts are counted by the year, in a row without gaps. */
export const receiptPeriod = (now: string): string => `PJ${dayAtSchool(now).slice(0, 4)}`;
export const voucherPeriod = (now: string): string => `NZ${dayAtSchool(now).slice(0, 4)}`;

export const writtenNumber = (period: string, sequence: number): string =>
  `${period}-${String(sequence).padStart(8, '0')}`;
