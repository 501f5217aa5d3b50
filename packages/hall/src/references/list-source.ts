import type { ReferenceValue } from '@yizhan/forms';
import type { Site, SiteList } from '../site.ts';
import type { ReferenceSource } from './reference-source.ts';

/** `list:<id>`: the lists that a school writes down in `lists/`; they are for everybody. */
export function listSource({ lists }: Pick<Site, 'lists'>): ReferenceSource {
  return {
    async search(_, name, { words, limit, cursor }) {
      const list = lists.get(name);
      if (!list) return { rows: [], columns: [] };
      const wanted = words.trim().toLowerCase();
      const found = list.rows.filter((row) => textOf(list, row).includes(wanted));
      const begin = Math.max(0, Number.parseInt(cursor ?? '0', 10) || 0);
      const end = begin + limit;
      return {
        rows: found.slice(begin, end),
        columns: list.columns,
        ...(found.length > end && { next: String(end) }),
      };
    },
    async rows(_, name, ids) {
      const rows = lists.get(name)?.rows ?? [];
      return new Map(rows.filter((row) => ids.includes(row.id)).map((row) => [row.id, row]));
    },
  };
}

function textOf({ columns }: SiteList, row: ReferenceValue): string {
  return [row.label, ...columns.map(({ key }) => row[key])]
    .filter((cell) => typeof cell === 'string' || typeof cell === 'number')
    .join(' ')
    .toLowerCase();
}
