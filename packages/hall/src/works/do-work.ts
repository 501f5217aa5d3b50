/**
 * Works of flows that the hall does itself. A work is carried out at least once and has its effect once: everything is
 * kept by the job's id. What throws becomes an incident and is tried again, at last when an administrator says so.
 */
import { type Expression, FeelFailure, type Scope } from '@yizhan/feel';
import { type Connector, type Instance, schoolDay, type Work, type WorkAnswer } from '@yizhan/flow';
import { publishAnnouncement } from '../announcements/publish-announcement.ts';
import { versionOf } from '../applications/version-of.ts';
import { tallyBallot } from '../ballots/tally-ballot.ts';
import { confirmBookings, releaseBookings } from '../bookings/bookings.sql.ts';
import { recordsRegister } from '../registers/register.ts';
import { registerRow, strikeRegisterRow } from '../registers/write-register.ts';
import type { Room } from '../room.ts';
import { doPay, doTransfer, type Place } from './do-pay.ts';
import { startApplication } from './start-application.ts';

const kinds = [
  'register',
  'strike',
  'notify',
  'start',
  'record',
  'tally',
  'publish',
  'confirm',
  'release',
  'pay',
  'transfer',
] as const;

export const workConnectors = (room: Room): ReadonlyMap<string, Connector> =>
  new Map(kinds.map((kind) => [`yizhan:${kind}`, (work) => doWork(room, work)]));

async function doWork(room: Room, { key: job, instance: id, node }: Work): Promise<WorkAnswer> {
  const instance = await room.flow.instance(id);
  const open = await room.flow.openWork(instance, job);
  // Settled meanwhile: the flow says so when the job is reported as done.
  if (open === undefined) return {};
  const { order, people } = open;
  const scope = { ...open.scope, application: applicationIn(instance.row) };
  const at = (register: string, key: string) => ({ job, application: id, register, key });
  switch (order.is) {
    case 'register':
      await registerRow(room, at(order.register, keyIn(order.key, scope)), {
        row: rowIn(order.row, scope),
        until: order.until === undefined ? undefined : dayIn(order.until, scope),
      });
      return {};
    case 'strike':
      await strikeRegisterRow(room, at(order.register, keyIn(order.key, scope)));
      return {};
    case 'record': {
      // Each is a record of its own: which one it replaces, the personal data centre will say.
      const person = keyIn(order.person, scope);
      await registerRow(room, at(recordsRegister(order.subset), job), {
        row: rowIn(order.row, scope),
        until: null,
        person,
      });
      return {};
    }
    case 'notify': {
      const comment = textIn(order.text, scope);
      if (people.length === 0) return {};
      await room.flow.run({
        instance: id,
        person: 'system',
        idempotency: { key: `notify ${job}`, digest: 'notify' },
        commands: () => [{ type: 'cc', person: 'system', people, comment }],
      });
      return {};
    }
    case 'start':
      await startApplication(room, {
        job,
        origin: id,
        node,
        service: order.service,
        applicant:
          order.applicant === undefined ? instance.state.applicant.person : keyIn(order.applicant, scope),
        data: rowIn(order.data, scope),
        submit: order.submit,
      });
      return {};
    case 'tally': {
      const version = await versionOf(room, instance);
      const which = { ballot: order.ballot, task: open.ballot, application: id };
      const counted = await tallyBallot(room, version, which);
      return { data: rowIn(order.data, { ...scope, tally: counted }) };
    }
    case 'confirm':
      await room.database.query(confirmBookings(id));
      return {};
    case 'release':
      await room.database.query(releaseBookings(id, 'given-back', room.now()));
      return {};
    case 'pay':
      return doPay(room, placeOf(instance, job, node), order, scope);
    case 'transfer':
      return doTransfer(room, placeOf(instance, job, node), order, scope);
    case 'publish':
      await publishAnnouncement(room, await versionOf(room, instance), instance, {
        job,
        announcement: order.announcement,
      });
      return {};
  }
}

const placeOf = ({ row }: Instance, job: string, node: string): Place => ({
  job,
  application: row.id,
  service: row.key,
  node,
  applicant: row.applicant,
});

/** `application` of works' expressions. */
const applicationIn = ({
  business_key: number,
  submitted_at: submitted,
}: {
  readonly business_key: string | null;
  readonly submitted_at: string | null;
}) => ({ number, submittedOn: submitted === null ? null : schoolDay(submitted) });

function keyIn(expression: Expression, scope: Scope): string {
  const value = expression.evaluate(scope);
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw wrong(expression, '一个值', 'a value', value);
}

function rowIn(expression: Expression, scope: Scope): Readonly<Record<string, unknown>> {
  const value = expression.evaluate(scope);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw wrong(expression, '一个上下文 { … }', 'a context', value);
}

function dayIn(expression: Expression, scope: Scope): string | null {
  const value = expression.evaluate(scope);
  if (value === null) return null;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) return value.slice(0, 10);
  throw wrong(expression, '日期', 'a date', value);
}

function textIn(expression: Expression, scope: Scope): string {
  const value = expression.evaluate(scope);
  if (typeof value === 'string') return value.slice(0, 500);
  throw wrong(expression, '文字', 'a text', value);
}

const wrong = ({ text }: Expression, wanted: string, wantedEn: string, value: unknown): FeelFailure =>
  new FeelFailure(
    `“${text}”应当是${wanted}，实际是 ${JSON.stringify(value)}`,
    `"${text}" should give ${wantedEn}, not ${JSON.stringify(value)}`,
    text,
  );
