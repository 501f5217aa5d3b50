import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CardRow } from '@yizhan/payments';
import Type from 'typebox';
import Value from 'typebox/value';

/** `cost-cards.json`: 经费卡 with what is on them at first. In a school that works they come from the finance system. */
const Cards = Type.Array(
  Type.Object(
    {
      id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }),
      number: Type.String({ minLength: 1, maxLength: 40 }),
      name: Type.String({ minLength: 1, maxLength: 100 }),
      unit: Type.String({ minLength: 1 }),
      leader: Type.Optional(Type.String({ minLength: 1 })),
      purposes: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
      /** Whole cents. */
      balance: Type.Integer({ minimum: 0 }),
    },
    { additionalProperties: false },
  ),
);

/** None where the site has no such file. @throws Error that says what is wrong */
export async function readCards(site: string): Promise<readonly CardRow[]> {
  const text = await readFile(path.join(site, 'cost-cards.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const document: unknown = JSON.parse(text);
  const [fault] = Value.Errors(Cards, document);
  if (!Value.Check(Cards, document))
    throw new Error(`cost-cards.json ${fault?.instancePath ?? ''}: ${fault?.message ?? ''}`);
  return document.map(({ unit, leader, purposes, ...card }) => ({
    ...card,
    unit_id: unit,
    leader: leader ?? null,
    purposes: purposes ?? [],
  }));
}
