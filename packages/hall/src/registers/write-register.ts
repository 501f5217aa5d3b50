/**
 * What works do to registers. Each is done once: its job stands in the history, and a worker who comes again finds it
 * there. The row is locked first, so that works of two applications on one row follow one another.
 */
import type { Transaction } from '@yizhan/database';
import { v7 as newId } from 'uuid';
import type { Room } from '../room.ts';
import { isRecords, type Register } from './register.ts';
import {
  lockRow,
  type RegisterRow,
  type Row,
  recordWork,
  strikeRow,
  workDone,
  writeRow,
} from './registers.sql.ts';

export interface RowWork {
  readonly job: string;
  readonly application: string;
  readonly register: string;
  readonly key: string;
}

export interface RowContent {
  readonly row: Row;
  /** Undefined: as it was. */
  readonly until: string | null | undefined;
  readonly person?: string;
}

/** Columns that are not named keep what they hold, unless the row was struck before. */
export async function registerRow(
  room: Room,
  work: RowWork,
  { row, until: wanted, person }: RowContent,
): Promise<void> {
  const register = room.site.registers.get(work.register);
  refuseUnknown(work.register, register, row);
  await once(room, work, async (transaction, old, now) => {
    const whole = old === undefined || old.struck_at !== null ? row : { ...old.row, ...row };
    const personal = register?.personal === undefined ? undefined : whole[register.personal];
    const until = wanted === undefined ? (old?.struck_at === null ? old.until : null) : wanted;
    const id = old?.id ?? newId();
    await transaction.commitWith([
      writeRow(
        {
          id,
          register: work.register,
          key: work.key,
          row: whole,
          person: person ?? (typeof personal === 'string' ? personal : null),
          until,
          application_id: work.application,
          search: searchable(work.key, whole, register),
        },
        now,
      ),
      recordWork(work.job, id, {
        at: now,
        what: 'written',
        application_id: work.application,
        row: whole,
        until,
      }),
    ]);
  });
}

/** 注销. A row that is not there is a mistake of the flow, for a person to see. */
export async function strikeRegisterRow(room: Room, work: RowWork): Promise<void> {
  refuseUnknown(work.register, room.site.registers.get(work.register), {});
  await once(room, work, async (transaction, old, now) => {
    if (old === undefined) throw new Error(`台账“${work.register}”中没有“${work.key}”`);
    await transaction.commitWith([
      strikeRow(old.id, now),
      recordWork(work.job, old.id, {
        at: now,
        what: 'struck',
        application_id: work.application,
        row: old.row,
        until: old.until,
      }),
    ]);
  });
}

function refuseUnknown(id: string, register: Register | undefined, row: Row): void {
  if (register === undefined) {
    if (isRecords(id)) return;
    throw new Error(`没有台账“${id}”，请在 registers/${id}.json 中声明`);
  }
  const unknown = Object.keys(row).filter((key) => !register.columns.some((column) => column.key === key));
  if (unknown.length > 0) throw new Error(`台账“${register.name}”没有列 ${unknown.join('、')}`);
}

async function once(
  room: Room,
  { job, register, key }: RowWork,
  deed: (transaction: Transaction, old: RegisterRow | undefined, now: string) => Promise<void>,
): Promise<void> {
  await room.database.transaction(async (transaction) => {
    const [[old], done] = await Promise.all([
      transaction.query<RegisterRow>(lockRow(register, key)),
      transaction.query<{ job: string }>(workDone(job)),
    ]);
    if (done.length === 0) await deed(transaction, old, room.now());
  });
}

/** Without secrets: whoever may not read them must not find out by searching either. */
function searchable(key: string, row: Row, register: Register | undefined): string {
  const columns = register?.columns.filter((column) => !column.secret).map((column) => column.key);
  const isKeySecret = register?.columns.some(
    (column) => column.secret === true && String(row[column.key]) === key,
  );
  const values = (columns ?? Object.keys(row)).flatMap((column) => textsIn(row[column]));
  return [...(isKeySecret ? [] : [key]), ...values].join(' ').toLowerCase();
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
