/**
 * 占名额, in the transaction of the submission (or of the approval by which the place is taken): the session's row is
 * locked first, and what is counted behind it is what the one before has committed. So of five hundred who submit at once
 * for three hundred places exactly three hundred have one, and the others are told so or wait.
 */
import { Refused } from '@yizhan/contract';
import type { Statement, Transaction } from '@yizhan/database';
import { condition, type Expression, FeelFailure } from '@yizhan/feel';
import type { Decided } from '@yizhan/flow';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { limitsOf } from './limits.ts';
import { commitmentTo, newSeed } from './lot.ts';
import { type Counts, fits, type Limits, leftOf } from './places.ts';
import {
  type CountRow,
  countsIn,
  currentSettings,
  hasten,
  keepRegistration,
  live,
  lockSession,
  nextTurn,
  othersOf,
  type Place,
  type PlacesRow,
  placesSet,
  type RegistrationRow,
  registrationOf,
  type SessionRow,
  settle,
} from './registrations.sql.ts';
import type { RegistrationSettings } from './settings.ts';

/** The settings with their expressions. */
export interface CompiledRegistration {
  readonly settings: RegistrationSettings;
  readonly session: Expression | undefined;
  readonly group: Expression | undefined;
  readonly where: Expression | undefined;
}

export const isLive = ({ state }: Pick<RegistrationRow, 'state'>): boolean =>
  (live as readonly string[]).includes(state);

/** @throws Refused `registration/full`, `registration/already-in`, `flow/expression-failed` */
export async function takePlace(
  room: Room,
  version: ServiceVersion,
  decided: Decided,
  transaction: Transaction,
): Promise<readonly Statement[]> {
  const { registration } = version;
  if (registration === undefined || !isTakenNow(registration.settings, decided)) return [];
  const { locked, state, now } = decided;
  const wish = wishOf(room, registration, decided);
  const { before, sessions } = await lockSessions(version.id, locked.instance, wish, now, transaction);
  if (wish === undefined) return givenUp(before, wish, now);
  const { group, session } = wish;
  if (before !== undefined && isLive(before) && before.session === session && before.group_key === group)
    return [];
  const place = { service: version.id, session };
  const [current, others, counted, set, [turn]] = await Promise.all([
    transaction.query<Pick<ServiceVersion, 'settings'>>(currentSettings(version.id)),
    transaction.query(othersOf(place, state.applicant.person, locked.instance)),
    transaction.query<CountRow>(countsIn(place)),
    transaction.query<PlacesRow>(placesSet(place)),
    transaction.query<{ last_turn: number }>(nextTurn(place)),
  ]);
  if (others.length > 0) throw new Refused('registration/already-in');
  // There are only so many places, also for a draft of an older version.
  const valid = current[0] ?? version;
  const settings = valid.settings.registration ?? registration.settings;
  const limits = limitsOf(valid, settings, set);
  const counts = countsFrom(counted, before?.session === session ? before : undefined);
  const isInLot = settings.mode === 'lot' && sessions.get(session)?.drawn_at === null;
  return [
    ...givenUp(before, wish, now),
    keepRegistration(
      {
        application_id: locked.instance,
        service_id: version.id,
        session,
        group_key: group,
        person: state.applicant.person,
        initiator: state.initiator,
        unit: state.applicant.unit,
        turn: turn?.last_turn ?? 0,
        state: isInLot
          ? 'entered'
          : fits(limits, counts, group)
            ? 'placed'
            : waits(settings, limits, counts, wish),
      },
      now,
    ),
  ];
}

const isTakenNow = ({ at }: RegistrationSettings, { events }: Decided): boolean =>
  events.some((event) =>
    at === undefined ? event.type === 'submitted' : event.type === 'approved' && event.node === at,
  );

interface Wish {
  readonly session: string;
  readonly group: string;
}

/** What the form says; undefined where it wants no place. @throws Refused `flow/expression-failed` */
function wishOf(
  room: Room,
  { session, group, where }: CompiledRegistration,
  { state, now }: Decided,
): Wish | undefined {
  const scope = { ...room.scopeAt(now), ...state.data, ...state.given };
  try {
    if (where !== undefined && !condition(where, scope)) return undefined;
    return { session: textOf(session, scope), group: textOf(group, scope) };
  } catch (error) {
    if (!(error instanceof FeelFailure)) throw error;
    throw new Refused('flow/expression-failed', {
      expression: error.text || (where ?? group ?? session)?.text,
      reason: { zh: error.message, en: error.messageEn },
    });
  }
}

function textOf(expression: Expression | undefined, scope: Parameters<Expression['evaluate']>[0]): string {
  if (expression === undefined) return '';
  const value = expression.evaluate(scope);
  if ((typeof value === 'string' && value !== '') || typeof value === 'number')
    return String(value).slice(0, 200);
  throw new FeelFailure('场次和组应当是文字', 'Sessions and groups must be texts', expression.text);
}

interface Locked {
  /** What the application has had so far. */
  readonly before: RegistrationRow | undefined;
  readonly sessions: ReadonlyMap<string, SessionRow>;
}

/** Locks the session that is wanted and the one that the application is in, in one order for all. */
async function lockSessions(
  service: string,
  application: string,
  wish: Wish | undefined,
  now: string,
  transaction: Transaction,
): Promise<Locked> {
  const [known] = await transaction.query<RegistrationRow>(registrationOf(application));
  const wanted = [...new Set([known?.session, wish?.session])].filter((session) => session !== undefined);
  const sessions = new Map<string, SessionRow>();
  for (const session of wanted.sort()) {
    const seed = newSeed();
    const [row] = await transaction.query<SessionRow>(
      lockSession({ service, session }, seed, commitmentTo(seed)),
    );
    if (row !== undefined) sessions.set(session, row);
    // It has just begun: a worker finds out when it has to look after it.
    if (row?.seed === seed) await transaction.query(hasten({ service, session }, now));
  }
  if (known === undefined) return { before: undefined, sessions };
  const [before] = await transaction.query<RegistrationRow>(registrationOf(application));
  return { before, sessions };
}

/** What it had elsewhere, or wants no longer, goes to others. */
function givenUp(
  before: RegistrationRow | undefined,
  wish: Wish | undefined,
  now: string,
): readonly Statement[] {
  if (before === undefined || !isLive(before)) return [];
  const freed = hasten(placeOf(before), now);
  return wish === undefined ? [settle([before.application_id], 'released', now), freed] : [freed];
}

/** By group, without what the application itself has had so far. */
export function countsFrom(rows: readonly CountRow[], own?: RegistrationRow): readonly Counts[] {
  const numberIn = (of: readonly CountRow[], states: readonly string[]) =>
    of.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  const ownIn = (group: string, states: readonly string[]) =>
    own !== undefined && own.group_key === group && states.includes(own.state) ? 1 : 0;
  return [...Map.groupBy(rows, ({ group_key }) => group_key)].map(([group, of]) => ({
    group,
    placed: numberIn(of, ['placed', 'offered']) - ownIn(group, ['placed', 'offered']),
    waiting: numberIn(of, ['waiting']) - ownIn(group, ['waiting']),
  }));
}

/** @throws Refused `registration/full` */
function waits(
  { waitingList = false, groups }: RegistrationSettings,
  limits: Limits,
  counts: readonly Counts[],
  { session, group }: Wish,
): 'waiting' {
  const most = typeof waitingList === 'object' ? waitingList.places : waitingList ? undefined : 0;
  const waiting = counts.reduce((sum, each) => sum + each.waiting, 0);
  if (most === undefined || waiting < most) return 'waiting';
  const what = [session, group].filter(Boolean).join(' ');
  const known = [...new Set([...Object.keys(groups?.of ?? {}), ...counts.map((each) => each.group)])];
  const others = known
    .map((other) => ({ other, left: leftOf(limits, counts, other) }))
    .filter(({ other, left }) => other !== group && left > 0)
    .slice(0, 5);
  const places = limits.of(group) ?? limits.all ?? 0;
  throw new Refused('registration/full', {
    what: { zh: what ? `“${what}”` : '名额', en: what || 'This registration' },
    places,
    waiting:
      most > 0
        ? { zh: `，候补 ${most} 人也已满`, en: `, and the waiting list of ${most}` }
        : { zh: '', en: '' },
    left:
      others.length > 0
        ? {
            zh: `还有名额的是：${others.map(({ other, left }) => `${other}（${left} 个）`).join('、')}，请改选`,
            en: `There are places left in ${others.map(({ other, left }) => `${other} (${left})`).join(', ')}; choose one of these`,
          }
        : {
            zh: '有人退出时会放出名额，请稍后再来看',
            en: 'Places come free when somebody withdraws; look again later',
          },
  });
}

export const placeOf = ({
  service_id: service,
  session,
}: Pick<SessionRow, 'service_id' | 'session'>): Place => ({
  service,
  session,
});
