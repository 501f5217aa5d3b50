/**
 * Password hashes: scrypt with the cost OWASP names (2^15, 8, 3), about 0.2 s and 32 MB each. The cost stands in
 * the hash (`$scrypt$ln=15,r=8,p=3$salt$key`), so it can be raised: who signs in with an older one gets a new one.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { inTurn } from './hashing-queue.ts';

interface Cost {
  /** log2 of N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

const present: Cost = { ln: 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;

export async function hashPassword(password: string, cost: Cost = present): Promise<string> {
  const salt = randomBytes(saltBytes);
  return written(cost, salt, await derive(password, salt, cost));
}

/** Without a hash (no such person) it takes as long as with one, and the answer is no (S03). */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const { cost, salt, key } = read(hash ?? nobodys);
  const derived = await derive(password, salt, cost);
  return timingSafeEqual(derived, key) && hash !== undefined;
}

/** Whether the hash was made at another cost than is usual now. */
export const isOutdated = (hash: string): boolean => !hash.startsWith(`$scrypt$${writtenCost(present)}$`);

/** A key that no password leads to. Its cost is the present one, as that of all who have signed in lately. */
const nobodys = written(present, randomBytes(saltBytes), randomBytes(keyBytes));

const scryptAsync = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** NFKC: the same password typed on another keyboard or in full-width letters is the same password. */
function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  const maxmem = 128 * N * r + 128 * r * p + 1024 * 1024;
  return inTurn(() =>
    scryptAsync(password.normalize('NFKC'), salt, keyBytes, {
      N,
      r,
      p,
      maxmem,
    }),
  );
}

function writtenCost({ ln, r, p }: Cost): string {
  return `ln=${ln},r=${r},p=${p}`;
}

function written(cost: Cost, salt: Buffer, key: Buffer): string {
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$scrypt$${writtenCost(cost)}$${base64(salt)}$${base64(key)}`;
}

const form = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function read(hash: string): { cost: Cost; salt: Buffer; key: Buffer } {
  const match = form.exec(hash);
  if (!match) throw new Error('a stored password hash is not in the form $scrypt$ln=,r=,p=$salt$key');
  const [, ln, r, p, salt, key] = match;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt!, 'base64'),
    key: Buffer.from(key!, 'base64'),
  };
}
