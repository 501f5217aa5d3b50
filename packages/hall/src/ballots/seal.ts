/**
 * The box's content as one sealed text. All papers have the same length and stand in a new random order with every paper
 * that comes; under a fresh nonce nothing of the text before is found in the text after. What it tells without the key
 * is how many papers there are.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomInt } from 'node:crypto';
import type { Paper } from './tally.ts';

const nonceBytes = 12;
const tagBytes = 16;

export function seal(box: string, key: Buffer, size: number, papers: readonly Paper[]): Buffer {
  const content = Buffer.concat(shuffled(papers).map((paper) => padded(paper, size)));
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(box));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when it was sealed for another box or under another key, or was changed */
export function unseal(box: string, key: Buffer, size: number, sealed: Buffer): readonly Paper[] {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(box))
    .setAuthTag(sealed.subarray(-tagBytes));
  const content = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  return Array.from({ length: content.byteLength / size }, (_, index) => {
    const [voters, answers] = JSON.parse(content.toString('utf8', index * size, (index + 1) * size));
    return { voters, answers };
  });
}

export const newBallotKey = (): Buffer => randomBytes(32);

function padded({ voters, answers }: Paper, size: number): Buffer {
  const text = JSON.stringify([voters, answers]);
  if (Buffer.byteLength(text) > size)
    throw new Error('a paper is longer than any paper of this ballot can be');
  const slot = Buffer.alloc(size, ' ');
  slot.write(text);
  return slot;
}

export function shuffled<Item>(items: readonly Item[]): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
  }
  return mixed;
}
