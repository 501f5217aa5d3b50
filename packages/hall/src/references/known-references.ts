import {
  type CompiledForm,
  type FormData,
  mayWrite,
  type Picked,
  type ReferenceValue,
  referencesOf,
  replaceReferences,
} from '@yizhan/forms';
import type { Room } from '../room.ts';
import type { ReferenceAsker } from './reference-source.ts';

/** The rows that a submission has picked, as their sources have them now; looked up before the instance is locked. */
export type KnownReferences = ReadonlyMap<string, ReferenceValue>;

const referenceKey = (from: string, id: string): string => `${from}\n${id}`;

export async function lookUpReferences(
  { references }: Pick<Room, 'references'>,
  form: CompiledForm,
  submitted: FormData,
  asker: ReferenceAsker,
): Promise<KnownReferences> {
  const picked = Map.groupBy(referencesOf(form, submitted), ({ from }) => from);
  const known = new Map<string, ReferenceValue>();
  const found = await Promise.all(
    [...picked].map(async ([from, rows]) => {
      const ids = [...new Set(rows.map(({ value }) => value.id))].slice(0, mostAtOnce);
      const [kind = '', name = ''] = from.split(':');
      const source = Object.hasOwn(references, kind)
        ? references[kind as keyof typeof references]
        : undefined;
      return [from, (await source?.rows(asker, name, ids)) ?? new Map<string, ReferenceValue>()] as const;
    }),
  );
  for (const [from, rows] of found) for (const [id, row] of rows) known.set(referenceKey(from, id), row);
  return known;
}

/** More picked rows in one form are nobody's honest submission. */
const mostAtOnce = 2000;

/**
 * The submission with picked rows put in anew: the applicant's with today's truth, an approver's as they were, for
 * what others have decided on must not change under them. What is not known (any more) is kept where it was stored
 * before; else `unknownReferences` tells of it.
 */
export function withReferences(
  form: CompiledForm,
  step: string,
  stored: FormData,
  submitted: FormData,
  known: KnownReferences,
): FormData {
  const { access } = form.at(step);
  const before = new Map(referencesOf(form, stored).map((picked) => [placeKey(picked), picked.value]));
  return replaceReferences(form, submitted, (picked) => {
    if (!mayWrite(access(picked.path))) return picked.value;
    const then = before.get(placeKey(picked));
    const now = known.get(referenceKey(picked.from, picked.value.id));
    return (step === 'apply' ? (now ?? then) : (then ?? now)) ?? picked.value;
  });
}

/** Picked rows that are neither in their source (for this person) nor were there before. */
export function unknownReferences(
  form: CompiledForm,
  data: FormData,
  stored: FormData,
  known: KnownReferences,
): Picked[] {
  const before = new Set(referencesOf(form, stored).map(placeKey));
  return referencesOf(form, data).filter(
    (picked) => !before.has(placeKey(picked)) && !known.has(referenceKey(picked.from, picked.value.id)),
  );
}

const placeKey = ({ path, value }: Picked): string => `${path}\n${value.id}`;
