/**
 * AEAD_AES_256_GCM of notifications. The last 16 bytes are the tag; `final()` is what checks it, and a package that leaves it out
 * takes any sum that somebody has written on the way.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { NotGenuine } from '../platform.ts';

export interface Sealed {
  readonly ciphertext: string;
  readonly nonce: string;
  readonly associated_data?: string;
}

const tagLength = 16;

/** @throws NotGenuine */
export function unseal({ ciphertext, nonce, associated_data = '' }: Sealed, key: string): string {
  const bytes = Buffer.from(ciphertext, 'base64');
  if (bytes.length <= tagLength) throw new NotGenuine('the sealed part is too short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(associated_data));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString();
  } catch {
    throw new NotGenuine('the sealed part was changed, or is for another key');
  }
}

export function seal(text: string, key: string, nonce: string, associatedData: string): string {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce), {
    authTagLength: tagLength,
  });
  cipher.setAAD(Buffer.from(associatedData));
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64');
}
