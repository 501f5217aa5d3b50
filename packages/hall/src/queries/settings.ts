import Type, { type Static } from 'typebox';
import { BilingualText, closed, Word } from '../services/words.ts';

/** 查询: what a service of kind `query` answers from. */
export const QuerySettings = closed({
  source: Type.String({ pattern: '^(free-resources|(register|list):[a-z][a-z0-9-]{0,63})$' }),
  /** Of `free-resources`: which may be found. */
  kinds: Type.Optional(Type.Array(Word, { minItems: 1 })),
  buildings: Type.Optional(Type.Array(Word, { minItems: 1 })),
  /** Of rows: what is shown, in this order, and searched; nothing else of a row leaves the server. */
  columns: Type.Optional(
    Type.Array(closed({ key: Word, label: Type.Optional(BilingualText) }), { minItems: 1, maxItems: 30 }),
  ),
  /** Of rows: columns whose values may be chosen from. */
  filters: Type.Optional(Type.Array(Word, { minItems: 1, maxItems: 6 })),
});
export type QuerySettings = Static<typeof QuerySettings>;

/** `register:vehicles` */
export function sourceOf({ source }: QuerySettings): {
  readonly from: 'free-resources' | 'register' | 'list';
  readonly id: string;
} {
  const [from = '', id = ''] = source.split(':');
  return { from: from === 'register' || from === 'list' ? from : 'free-resources', id };
}
