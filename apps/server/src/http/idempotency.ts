import { createHash, randomUUID } from 'node:crypto';
import { Refused } from '@yizhan/contract';
import type { Idempotency } from '@yizhan/flow';
import type { FastifyRequest } from 'fastify';

/**
 * The request's idempotency key with a digest of what was asked. A client that sends no key gets one made for this
 * request alone: then at least the server itself may try again after a broken connection.
 */
export function idempotencyOf(request: FastifyRequest): Idempotency {
  const sent = request.headers['idempotency-key'];
  if (sent !== undefined && (typeof sent !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(sent))) {
    throw new Refused('request/invalid', { detail: 'Idempotency-Key: 8–128 ASCII' });
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.body ?? null]))
    .digest('base64url');
  return { key: sent ?? randomUUID(), digest };
}
