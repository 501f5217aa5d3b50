import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { App } from './app.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Of this answer alone; scripts and styles of the page carry it. */
    nonce: string;
  }
}

/** What browsers are told to refuse. Pages add their nonce; everything of the API is for nobody's cache. */
export async function addSecurityHeaders(app: App, isHttps: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: isHttps && { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  app.decorateReply('nonce', '');
  app.addHook('onRequest', async (request, reply) => {
    reply.nonce = randomBytes(16).toString('base64');
    reply.header('content-security-policy', policy(reply.nonce));
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=()');
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
}

const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
