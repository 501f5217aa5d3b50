import { readFile } from 'node:fs/promises';
import path from 'node:path';
import serveStatic from '@fastify/static';
import { Refused } from '@yizhan/contract';
import type { App } from './app.ts';

const aYear = 31_536_000;

/**
 * The hall's pages: built files, of which those under /assets carry their content's hash in their names and are kept
 * by browsers, and for every other address the one page, with this answer's nonce put in.
 */
export async function serveWeb(app: App, directory: string): Promise<void> {
  const page = await readFile(path.join(directory, 'index.html'), 'utf8');
  await app.register(async (files) => {
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' };
      route.schema = { ...route.schema, hide: true };
    });
    await files.register(serveStatic, {
      root: directory,
      wildcard: false,
      index: false,
      globIgnore: ['**/index.html', '**/*.br', '**/.vite/**'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, file) => {
        const isHashed = file.startsWith(path.join(directory, 'assets'));
        reply.header(
          'cache-control',
          isHashed ? `public, max-age=${aYear}, immutable` : 'public, max-age=3600',
        );
      },
    });
  });
  // Not limited: a whole campus may stand behind one address, and what is sent is a file.
  app.get(
    '/*',
    { config: { access: 'public', rateLimit: false }, schema: { hide: true } },
    async (request, reply) => {
      const { pathname } = new URL(request.url, 'http://hall');
      if (pathname.startsWith('/api/') || path.extname(pathname) !== '')
        throw new Refused('request/not-found');
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page.replaceAll('{{nonce}}', reply.nonce));
    },
  );
  app.setNotFoundHandler(() => {
    throw new Refused('request/not-found');
  });
}
