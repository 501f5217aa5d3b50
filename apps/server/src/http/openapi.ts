import swagger from '@fastify/swagger';
import reference from '@scalar/fastify-api-reference';
import type { FastifySchema } from 'fastify';
import Type from 'typebox';
import type { App } from './app.ts';

/** Uploads are read from their stream and not checked by a schema; the description has one all the same. */
const withFile = (schema: FastifySchema = {}): FastifySchema =>
  schema.consumes?.includes('multipart/form-data')
    ? { ...schema, body: Type.Object({ file: Type.Unsafe({ type: 'string', format: 'binary' }) }) }
    : schema;

/** OpenAPI 3.1 out of the routes' own schemas, and a page to read it. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '一站 Yizhan',
        version: '0.1.0',
        description:
          'Refusals are problem documents (RFC 9457) with a stable `code`. Lists go on with `cursor`. POST takes `Idempotency-Key`: repeated with the same key it gives the first answer again.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'yizhan-session' },
          csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
        },
      },
      security: [{ session: [], csrf: [] }],
    },
    transform: ({ schema, url }) => ({ schema: withFile(schema), url }),
  });
  app.get('/api/v1/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
  await app.register(async (pages) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' };
    });
    await pages.register(reference, {
      routePrefix: '/api/docs',
      configuration: { url: '/api/v1/openapi.json' },
      hooks: {
        // The reader's page carries its own inline script and styles; nothing of ours is on it.
        onRequest: (_request, reply, done) => {
          reply.header(
            'content-security-policy',
            "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; connect-src 'self'",
          );
          done();
        },
      },
    });
  });
}
