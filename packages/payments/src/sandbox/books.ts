/** What the sandbox platform keeps, in two files of its folder: its keys, and its orders. A demo that is killed begins where it was. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Keys {
  readonly merchantPrivate: string;
  readonly merchantPublic: string;
  readonly platformPrivate: string;
  readonly platformPublic: string;
  readonly apiV3Key: string;
}

export interface SandboxOrder {
  readonly number: string;
  readonly description: string;
  readonly total: number;
  readonly notifyUrl: string;
  readonly expires: string;
  state: 'open' | 'closed';
  /** 晚到 was chosen: when the money comes, which is known once the order is closed. */
  lateAt?: number;
}

export interface Transaction {
  readonly id: string;
  readonly number: string;
  readonly total: number;
  readonly at: string;
}

export interface SandboxRefund {
  readonly id: string;
  readonly number: string;
  readonly transaction: string;
  readonly amount: number;
  readonly at: string;
}

/** Told until it is answered. */
export interface Telling {
  readonly id: string;
  readonly transaction: string;
  tries: number;
  due: number;
}

export interface Books {
  orders: SandboxOrder[];
  transactions: Transaction[];
  refunds: SandboxRefund[];
  tellings: Telling[];
}

export async function openKeys(folder: string): Promise<Keys> {
  const file = path.join(folder, 'keys.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as Keys;
  const pair = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
  const [merchant, platform] = [pair(), pair()];
  const keys: Keys = {
    merchantPrivate: merchant.privateKey,
    merchantPublic: merchant.publicKey,
    platformPrivate: platform.privateKey,
    platformPublic: platform.publicKey,
    apiV3Key: randomBytes(16).toString('hex'),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

export async function openBooks(folder: string): Promise<{ readonly books: Books; keep(): Promise<void> }> {
  const file = path.join(folder, 'books.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  const books: Books =
    kept === undefined
      ? { orders: [], transactions: [], refunds: [], tellings: [] }
      : (JSON.parse(kept) as Books);
  let writing = Promise.resolve();
  return {
    books,
    /** Whole or not at all: written beside and put in its place. */
    keep() {
      writing = writing.then(async () => {
        await writeFile(`${file}.new`, JSON.stringify(books), { mode: 0o600 });
        await rename(`${file}.new`, file);
      });
      return writing;
    },
  };
}
