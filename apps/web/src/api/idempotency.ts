/**
 * Keys for `Idempotency-Key`: the same submission keeps its key however often it is sent, so that a repetition
 * after a lost answer gets the first answer again; a changed one gets a new key (the server refuses a key that
 * comes back with another body).
 */
export interface SubmissionKeys {
  keyFor(body: unknown): string;
  /** After a success: the next submission is a new one even if it says the same. */
  settle(): void;
}

export function submissionKeys(makeKey: () => string = randomKey): SubmissionKeys {
  let last: { text: string; key: string } | undefined;
  return {
    keyFor(body) {
      const text = JSON.stringify(body) ?? '';
      if (last?.text !== text) last = { text, key: makeKey() };
      return last.key;
    },
    settle() {
      last = undefined;
    },
  };
}

/** `crypto.randomUUID` is missing on plain http (a school's test server), `getRandomValues` is not. */
export function randomKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
