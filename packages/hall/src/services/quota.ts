/**
 * 名额: counted at submission over everything of the service that still holds its place. Two who submit at once: each
 * takes the lock of the place first, in one order for all, and counts behind it, so the second sees what the first has
 * taken. The lock is PostgreSQL's advisory one, since before the first submission there is no row to lock.
 */
import { createHash } from 'node:crypto';
import { Refused } from '@yizhan/contract';
import type { Statement, Transaction } from '@yizhan/database';
import type { State, Status } from '@yizhan/engine';
import { condition, type Expression, FeelFailure } from '@yizhan/feel';
import { schoolDay } from '@yizhan/flow';
import { type CaseOfRow, rosterCount } from '../campaigns/cases.sql.ts';
import type { Room } from '../room.ts';
import type { CompiledQuota, ServiceVersion } from './catalogue.ts';
import { giveBack, lockQuota, type QuotaPlace, type QuotaUseRow, quotaUses, takeQuota } from './quota.sql.ts';
import { quotaPeriod } from './quota-period.ts';
import { parametersOf, type Quota } from './settings.ts';
import { inBothLanguages } from './words.ts';

/** Statuses in which an application holds what it has taken. */
const holding: ReadonlySet<Status> = new Set(['running', 'returned', 'approved']);

interface Wish {
  readonly quota: CompiledQuota;
  readonly place: QuotaPlace;
  readonly amount: number;
}

/** What happens to an application, for which some quotas count: it is submitted, or steps of it are approved. */
export interface Moment {
  readonly application: string;
  readonly state: State;
  readonly now: string;
  readonly isSubmission: boolean;
  readonly approved: readonly string[];
  /** Of a service that campaigns open. */
  readonly held: CaseOfRow | undefined;
}

export const isTakenAt = (
  { settings: { at } }: CompiledQuota,
  { isSubmission, approved }: Pick<Moment, 'isSubmission' | 'approved'>,
): boolean => (at === undefined ? isSubmission : at.some((step) => approved.includes(step)));

/**
 * Judges a submission, or the approval of a step, against the quotas of its service that count then, and answers what
 * keeps its places, to be committed with it. What was taken at a step stays taken until the step is done again.
 * @throws Refused `service/quota-used-up`
 */
export async function takeQuotas(
  room: Room,
  version: ServiceVersion,
  moment: Moment,
  transaction: Transaction,
): Promise<readonly Statement[]> {
  const quotas = version.quotas.filter((quota) => isTakenAt(quota, moment));
  if (quotas.length === 0) return [];
  const { application, state, held } = moment;
  const wishes = quotas
    .flatMap((quota) => wishOf(room, version, quota, moment))
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
  const others = uses.map((rows) => rows.filter((row) => row.application_id !== application));
  const statuses = await room.flow.statusesOf(
    others.flat().map((row) => row.application_id),
    transaction,
  );
  const parameters = (state.given?.parameters ?? parametersOf(version.settings)) as Parameters;
  for (const [index, { quota, amount }] of wishes.entries()) {
    const used = sumOf(others[index] ?? [], statuses);
    const roster = quota.max === undefined ? undefined : await rosterOf(quota.settings, held, transaction);
    const max = maxOf(quota, { parameters, roster });
    if (used + amount > max) throw usedUp(quota.settings, max, used);
  }
  return [
    giveBack(
      application,
      quotas.map(({ settings }) => ruleOf(settings)),
    ),
    ...wishes.map(({ place, amount }) => takeQuota(place, application, amount)),
  ];
}

type Parameters = Readonly<Record<string, unknown>>;

/** A quota over time, as the guide can tell of it before anybody applies. */
export type PeriodQuota = Quota & {
  readonly per: Exclude<Quota['per'], 'campaign'>;
  readonly period: NonNullable<Quota['period']>;
};

export const isOfPeriod = (quota: Quota): quota is PeriodQuota =>
  quota.per !== 'campaign' && quota.period !== undefined;

async function rosterOf(
  { within }: Quota,
  held: CaseOfRow | undefined,
  transaction: Transaction,
): Promise<number> {
  if (held === undefined) return 0;
  const [row] = await transaction.query<{ count: number }>(
    rosterCount(held.id, within === 'unit' ? held.unit : undefined),
  );
  return row?.count ?? 0;
}

/** How much of a quota is used at the moment, for the guide; what depends on the form is not known before. */
export async function quotaUsed(
  room: Room,
  version: ServiceVersion,
  { settings }: CompiledQuota,
  holder: { readonly person: string; readonly unit: string },
): Promise<number> {
  const place = placeOf(version, settings, holder, undefined, schoolDay(room.now()));
  const rows = await room.database.query<QuotaUseRow>(quotaUses(place));
  const statuses = await room.flow.statusesOf(rows.map((row) => row.application_id));
  return sumOf(rows, statuses);
}

/** The highest number, of a campaign by how many are in it. @throws Refused `flow/expression-failed` */
export function maxOf(
  { settings: { max }, max: expression }: CompiledQuota,
  known: { readonly parameters: Parameters; readonly roster?: number | undefined },
): number {
  if (typeof max === 'number') return max;
  if (expression === undefined) return Number(known.parameters[max.slice('parameters.'.length)]);
  return expressed(expression, () => {
    const value = expression.evaluate(known);
    if (typeof value === 'number') return value;
    throw new FeelFailure('名额应当是数', 'A quota must be a number', expression.text);
  });
}

/** What a failing expression is to whoever submits. @throws Refused `flow/expression-failed` */
function expressed<Value>(expression: Expression | undefined, evaluate: () => Value): Value {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof FeelFailure)) throw error;
    throw new Refused('flow/expression-failed', {
      expression: error.text || expression?.text,
      reason: { zh: error.message, en: error.messageEn },
    });
  }
}

const sumOf = (rows: readonly QuotaUseRow[], statuses: ReadonlyMap<string, Status>): number =>
  rows
    .filter((row) => holding.has(statuses.get(row.application_id) ?? 'cancelled'))
    .reduce((sum, row) => sum + row.amount, 0);

function wishOf(
  room: Room,
  version: ServiceVersion,
  quota: CompiledQuota,
  { state, now, held }: Moment,
): readonly Wish[] {
  const { settings, count, where } = quota;
  const scope = { ...room.scopeAt(now), ...state.data, ...state.given };
  return expressed(count ?? where, () => {
    if (where !== undefined && !condition(where, scope)) return [];
    const amount = count === undefined ? 1 : count.evaluate(scope);
    if (typeof amount !== 'number' || amount < 0)
      throw new FeelFailure(
        '占用的名额应当是数',
        'What is taken of a quota must be a number',
        count?.text ?? '',
      );
    const place = placeOf(version, settings, state.applicant, held, schoolDay(now));
    return amount === 0 ? [] : [{ quota, place, amount }];
  });
}

/** By what a quota counts, so that its highest number may change; its hash is stored, so what went in stays as it was. */
const ruleOf = ({ per, period, where, count, within, at }: Quota): string =>
  createHash('sha256')
    .update(JSON.stringify([per, period, where, count, ...(per === 'campaign' ? [within, at] : [])]))
    .digest('base64url')
    .slice(0, 22);

function placeOf(
  { id }: ServiceVersion,
  quota: Quota,
  holder: { readonly person: string; readonly unit: string },
  held: CaseOfRow | undefined,
  day: string,
): QuotaPlace {
  const { per, within, period = 'ever' } = quota;
  const isOfUnit = per === 'unit' || within === 'unit';
  return {
    service: id,
    rule: ruleOf(quota),
    holder: per === 'applicant' ? holder.person : isOfUnit ? (held?.unit ?? holder.unit) : '',
    period: per === 'campaign' ? (held?.id ?? '') : quotaPeriod(period, day),
  };
}

function usedUp(quota: Quota, max: number, used: number): Refused {
  const own = quota.message === undefined ? undefined : inBothLanguages(quota.message);
  const left = Math.max(0, max - used);
  const [perZh, perEn] = quota.within === 'unit' ? withinUnit : perWords[quota.per];
  const [periodZh, periodEn] = periodWords[quota.period ?? 'ever'];
  const usual = {
    zh: `${perZh}${periodZh}最多 ${max}，已用 ${used}，还剩 ${left}`,
    en: `At most ${max} ${perEn}${periodEn}; ${used} used, ${left} left`,
  };
  // Who grades a batch must know what is left of it, whatever the owner says besides.
  const message =
    own === undefined
      ? usual
      : quota.per === 'campaign'
        ? { zh: `${own.zh}（${usual.zh}）`, en: `${own.en ?? own.zh} (${usual.en})` }
        : { zh: own.zh, en: own.en ?? own.zh };
  return new Refused('service/quota-used-up', {
    message,
    max,
    used,
    left,
  });
}

const perWords = {
  applicant: ['每人', 'for each person'],
  unit: ['每个单位', 'for each unit'],
  all: ['全校', 'in all'],
  campaign: ['本次活动', 'in this campaign'],
} as const;

const withinUnit = ['本次活动每个单位', 'for each unit in this campaign'] as const;

const periodWords = {
  ever: ['', ''],
  year: ['每年', ' a year'],
  academicYear: ['每学年', ' an academic year'],
  term: ['每学期', ' a term'],
  month: ['每月', ' a month'],
  week: ['每周', ' a week'],
  day: ['每天', ' a day'],
} as const;
