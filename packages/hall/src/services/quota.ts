/**
 * 名额: counted at submission over everything of the service that still holds its place. Two who submit at once: each
 * takes the lock of the place first, in one order for all, and counts behind it, so the second sees what the first has
 * taken. The lock is PostgreSQL's advisory one, since before the first submission there is no row to lock.
 */
import { createHash } from 'node:crypto';
import { Refused } from '@yizhan/contract';
import type { Statement, Transaction } from '@yizhan/database';
import type { State, Status } from '@yizhan/engine';
import { condition, FeelFailure } from '@yizhan/feel';
import { schoolDay } from '@yizhan/flow';
import type { Room } from '../room.ts';
import type { CompiledQuota, ServiceVersion } from './catalogue.ts';
import { giveBack, lockQuota, type QuotaPlace, type QuotaUseRow, quotaUses, takeQuota } from './quota.sql.ts';
import { quotaPeriod } from './quota-period.ts';
import { parametersOf, type Quota, type ServiceSettings } from './settings.ts';
import { inBothLanguages } from './words.ts';

/** Statuses in which an application holds what it has taken. */
const holding: ReadonlySet<Status> = new Set(['running', 'returned', 'approved']);

interface Wish {
  readonly quota: Quota;
  readonly place: QuotaPlace;
  readonly amount: number;
}

/**
 * Judges a submission against the quotas of its service and answers what keeps its place, to be committed with it.
 * @throws Refused `service/quota-used-up`
 */
export async function takeQuotas(
  room: Room,
  version: ServiceVersion,
  submission: { readonly application: string; readonly state: State; readonly now: string },
  transaction: Transaction,
): Promise<readonly Statement[]> {
  if (version.quotas.length === 0) return [];
  const wishes = version.quotas
    .flatMap((quota) => wishOf(room, version, quota, submission))
    .sort((one, other) =>
      one.place.rule + one.place.holder < other.place.rule + other.place.holder ? -1 : 1,
    );
  const taken = await Promise.all(
    wishes.flatMap(({ place }) => [
      transaction.query(lockQuota(place)),
      transaction.query<QuotaUseRow>(quotaUses(place)),
    ]),
  );
  const uses = wishes.map((_, index) => (taken[index * 2 + 1] ?? []) as readonly QuotaUseRow[]);
  const others = uses.map((rows) => rows.filter((row) => row.application_id !== submission.application));
  const statuses = await room.flow.statusesOf(
    others.flat().map((row) => row.application_id),
    transaction,
  );
  for (const [index, { quota, amount }] of wishes.entries()) {
    const used = sumOf(others[index] ?? [], statuses);
    const max = maxOf(quota, version.settings);
    if (used + amount > max) throw usedUp(quota, max, used);
  }
  return [
    giveBack(submission.application),
    ...wishes.map(({ place, amount }) => takeQuota(place, submission.application, amount)),
  ];
}

/** How much of a quota is used at the moment, for the guide; what depends on the form is not known before. */
export async function quotaUsed(
  room: Room,
  version: ServiceVersion,
  { settings }: CompiledQuota,
  holder: { readonly person: string; readonly unit: string },
): Promise<number> {
  const place = placeOf(version, settings, holder, schoolDay(room.now()));
  const rows = await room.database.query<QuotaUseRow>(quotaUses(place));
  const statuses = await room.flow.statusesOf(rows.map((row) => row.application_id));
  return sumOf(rows, statuses);
}

export const maxOf = ({ max }: Quota, settings: ServiceSettings): number =>
  typeof max === 'number' ? max : Number(parametersOf(settings)[max.slice('parameters.'.length)]);

const sumOf = (rows: readonly QuotaUseRow[], statuses: ReadonlyMap<string, Status>): number =>
  rows
    .filter((row) => holding.has(statuses.get(row.application_id) ?? 'cancelled'))
    .reduce((sum, row) => sum + row.amount, 0);

function wishOf(
  room: Room,
  version: ServiceVersion,
  { settings: quota, count, where }: CompiledQuota,
  { state, now }: { readonly state: State; readonly now: string },
): readonly Wish[] {
  const scope = { ...room.scopeAt(now), ...state.data, ...state.given };
  try {
    if (where !== undefined && !condition(where, scope)) return [];
    const amount = count === undefined ? 1 : count.evaluate(scope);
    if (typeof amount !== 'number' || amount < 0)
      throw new FeelFailure(
        '占用的名额应当是数',
        'What is taken of a quota must be a number',
        count?.text ?? '',
      );
    const place = placeOf(version, quota, state.applicant, schoolDay(now));
    return amount === 0 ? [] : [{ quota, place, amount }];
  } catch (error) {
    if (!(error instanceof FeelFailure)) throw error;
    throw new Refused('flow/expression-failed', {
      expression: error.text || (count ?? where)?.text,
      reason: { zh: error.message, en: error.messageEn },
    });
  }
}

function placeOf(
  { id }: ServiceVersion,
  { per, period, where, count }: Quota,
  holder: { readonly person: string; readonly unit: string },
  day: string,
): QuotaPlace {
  return {
    service: id,
    rule: createHash('sha256')
      .update(JSON.stringify([per, period, where, count]))
      .digest('base64url')
      .slice(0, 22),
    holder: per === 'applicant' ? holder.person : per === 'unit' ? holder.unit : '',
    period: quotaPeriod(period, day),
  };
}

function usedUp(quota: Quota, max: number, used: number): Refused {
  const own = quota.message === undefined ? undefined : inBothLanguages(quota.message);
  const left = Math.max(0, max - used);
  const usual = {
    zh: `${perWords[quota.per][0]}${periodWords[quota.period][0]}最多 ${max}，已用 ${used}，还剩 ${left}`,
    en: `At most ${max} ${perWords[quota.per][1]}${periodWords[quota.period][1]}; ${used} used, ${left} left`,
  };
  return new Refused('service/quota-used-up', {
    message: own === undefined ? usual : { zh: own.zh, en: own.en ?? own.zh },
    max,
    used,
    left,
  });
}

const perWords = {
  applicant: ['每人', 'for each person'],
  unit: ['每个单位', 'for each unit'],
  all: ['全校', 'in all'],
} as const;

const periodWords = {
  ever: ['', ''],
  year: ['每年', ' a year'],
  academicYear: ['每学年', ' an academic year'],
  term: ['每学期', ' a term'],
  month: ['每月', ' a month'],
  week: ['每周', ' a week'],
  day: ['每天', ' a day'],
} as const;
