import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, fit for a cookie or a header (S04). */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. Plain SHA-256 will do: nobody guesses 256 random bits, slow or fast. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
