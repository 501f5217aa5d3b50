import { createHash, randomUUID } from 'node:crypto';
import type { Idempotency } from '@yizhan/flow';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';

/** Of routes that carry out a command. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{8,128}$',
      description:
        'Made anew by the client for each act; the same request with the same key gets the first answer again',
    }),
  ),
});

/**
 * The request's idempotency key with a digest of what was asked. A client that sends no key gets one made for this
 * request alone: then at least the server itself may try again after a broken connection. The digest is kept with the
 * person: of a secret that is one of a few (a ballot) it would give the secret away, and is made `without body`.
 */
export function idempotencyOf(request: FastifyRequest, how?: 'without body'): Idempotency {
  const body = how === undefined ? (request.body ?? null) : null;
  const digest = createHash('sha256')
    .update(JSON.stringify([request.method, request.url, body]))
    .digest('base64url');
  const sent = request.headers['idempotency-key'];
  return { key: typeof sent === 'string' ? sent : randomUUID(), digest };
}

/** Of one deed among the several of a request: the request's key with what the deed is done to. */
export const idempotencyFor = (request: FastifyRequest): ((id: string) => Idempotency) => {
  const { key, digest } = idempotencyOf(request);
  return (id) => ({ key: createHash('sha256').update(`${key} ${id}`).digest('base64url'), digest });
};
