/**
 * What is typed on a task and not sent: kept in this browser for this person, so that a page left by accident, or one
 * that waits for a colleague's answer, gives it back. It goes when the act succeeds, when the session is ended (the
 * server clears the site's storage), when somebody else opens a task here, and after two weeks.
 */
import type { FormData, FormDocument } from '@yizhan/forms';
import type { Act } from './acts.ts';

export interface KeptWords {
  readonly opinions: Readonly<Partial<Record<Act, string>>>;
  /** What the step has filled in, as it would be sent: null empties a field. */
  readonly form?: FormData;
}

interface Stored extends KeptWords {
  readonly at: number;
}

const prefix = 'yizhan.task.';
const twoWeeks = 14 * 86_400_000;
const nothing: KeptWords = { opinions: {} };

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export function keptWords(person: string, task: string, store: Store = localStorage, now = Date.now()) {
  const key = `${prefix}${person}.${task}`;
  const write = (words: KeptWords) => {
    try {
      if (words.form === undefined && Object.keys(words.opinions).length === 0) store.removeItem(key);
      else store.setItem(key, JSON.stringify({ ...words, at: now } satisfies Stored));
    } catch {
      // A full or forbidden store keeps nothing; the page works on.
    }
  };
  const read = (): KeptWords =>
    parsed(
      quietly(() => store.getItem(key)),
      now,
    ) ?? nothing;
  return {
    read,
    keepOpinion(act: Act, opinion: string): void {
      const { [act]: _, ...others } = read().opinions;
      write({ ...read(), opinions: opinion.trim() === '' ? others : { ...others, [act]: opinion } });
    },
    keepForm(form: FormData): void {
      write({ ...read(), form });
    },
    forgetForm(): void {
      write({ opinions: read().opinions });
    },
    forget(): void {
      quietly(() => store.removeItem(key));
    },
    /** What others have left on this computer, and what is old. */
    forgetOthers(): void {
      const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
      for (const other of keys.filter((one) => one.startsWith(prefix))) {
        const isMine = other.startsWith(`${prefix}${person}.`);
        if (!isMine || parsed(store.getItem(other), now) === undefined) store.removeItem(other);
      }
    },
  };
}

function parsed(text: string | null | undefined, now: number): KeptWords | undefined {
  if (!text) return undefined;
  try {
    const { at, opinions, form } = JSON.parse(text) as Stored;
    if (!(now - at < twoWeeks) || typeof opinions !== 'object' || opinions === null) return undefined;
    return { opinions, ...(typeof form === 'object' && form !== null && { form }) };
  } catch {
    return undefined;
  }
}

function quietly<Value>(deed: () => Value): Value | undefined {
  try {
    return deed();
  } catch {
    return undefined;
  }
}

/** What was kept laid over what is stored. */
export function laidOver(data: FormData, kept: FormData): FormData {
  const all = Object.entries({ ...data, ...kept });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

/** A secret field is never left in a browser; nor is a table with a secret column. */
export function withoutSecrets({ sections }: FormDocument, form: FormData): FormData {
  const secret = new Set(
    sections
      .flatMap(({ fields }) => fields)
      .filter((field) => isSecret(field) || (field.type === 'table' && field.items.some(isSecret)))
      .map(({ key }) => key),
  );
  return Object.fromEntries(Object.entries(form).filter(([key]) => !secret.has(key)));
}

const isSecret = (field: object): boolean => 'secret' in field && field.secret === true;
