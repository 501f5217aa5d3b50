import { cursorOf, isUuid, readCursor, schoolDay } from '@yizhan/flow';
import type { ReferenceValue } from '@yizhan/forms';
import type { ReferenceSource } from '../references/reference-source.ts';
import type { Room } from '../room.ts';
import type { Register } from './register.ts';
import { type RegisterRow, rowsByIds, rowsOf } from './registers.sql.ts';

/**
 * `register:<id>`: rows that count today; of a register about persons, those of the one for whom the application is.
 * Secret columns stay out: a form shows what is picked to all who read it.
 */
export function registerSource(room: Pick<Room, 'database' | 'site' | 'now'>): ReferenceSource {
  return {
    async search(asker, id, { words, limit, cursor }) {
      const register = room.site.registers.get(id);
      if (register === undefined) return { rows: [], columns: [] };
      const rows = await room.database.query<RegisterRow>(
        rowsOf({
          register: id,
          state: 'current',
          words: words.trim() || undefined,
          person: register.personal === undefined ? undefined : asker.applicant,
          where: undefined,
          today: schoolDay(room.now()),
          after: readCursor(cursor),
          limit: limit + 1,
        }),
      );
      const last = rows[limit - 1];
      return {
        rows: rows.slice(0, limit).map((row) => referenceTo(row, register)),
        columns: shownColumns(register).map(({ key, label }) => ({ key, label })),
        ...(rows.length > limit && last !== undefined && { next: cursorOf(last.written_at, last.id) }),
      };
    },
    async rows(asker, id, ids) {
      const register = room.site.registers.get(id);
      const wanted = ids.filter(isUuid);
      if (register === undefined || wanted.length === 0) return new Map();
      const rows = await room.database.query<RegisterRow>(
        rowsByIds(
          id,
          wanted,
          register.personal === undefined ? undefined : asker.applicant,
          schoolDay(room.now()),
        ),
      );
      return new Map(rows.map((row) => [row.id, referenceTo(row, register)]));
    },
  };
}

const shownColumns = ({ columns, personal }: Register) =>
  columns.filter(({ key, secret }) => !secret && key !== personal);

/** Called by its key, which is what the office knows it by, unless that is a secret. */
function referenceTo({ id, key, row, until }: RegisterRow, register: Register): ReferenceValue {
  const columns = shownColumns(register).filter((column) => row[column.key] != null);
  const texts = columns.map((column) => row[column.key]).filter((value) => typeof value === 'string');
  const isKeySecret = register.columns.some((column) => column.secret && String(row[column.key]) === key);
  const label = isKeySecret ? String(texts[0] ?? id) : key;
  return {
    ...Object.fromEntries(columns.map((column) => [column.key, row[column.key]])),
    ...(until !== null && { until }),
    id,
    label,
  };
}
