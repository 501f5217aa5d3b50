import { Me, SignedIn, SignIn } from '@yizhan/contract';
import { signIn, signOut } from '@yizhan/identity';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { cookieName, sessionIn, viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

/** Signing in and out, and who one is. */
export function sessionRoutes(app: App, { config, database, directory, hall }: Wiring): void {
  const name = cookieName(config.publicUrl);
  const cookie = {
    httpOnly: true,
    secure: config.publicUrl.startsWith('https:'),
    sameSite: 'lax',
    path: '/',
  } as const;

  app.post(
    '/session',
    {
      config: { access: 'public', rateLimit: { max: 600, timeWindow: '1 minute' } },
      schema: {
        tags: ['session'],
        summary: 'Sign in with a local account',
        security: [],
        body: SignIn,
        response: { 200: SignedIn, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const replaces = request.cookies[name];
      const { token, csrf } = await signIn(database, {
        ...request.body,
        client: { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' },
        ...(replaces !== undefined && { replaces }),
      });
      reply.setCookie(name, token, cookie);
      return { csrf };
    },
  );

  app.delete(
    '/session',
    {
      config: { access: 'person' },
      schema: { tags: ['session'], summary: 'Sign out', response: { 204: Type.Null(), ...refusalAnswers } },
    },
    async (request, reply) => {
      const token = request.cookies[name];
      if (token !== undefined) await signOut(database, token);
      reply.clearCookie(name, cookie).header('clear-site-data', '"cache", "storage"');
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/me',
    {
      config: { access: 'person' },
      schema: {
        tags: ['session'],
        summary: 'Who I am and what waits for me',
        response: { 200: Me, ...refusalAnswers },
      },
    },
    async (request) => {
      const { person, csrf, roles, identities, directoryVersion } = sessionIn(request);
      const units = await directory.current(directoryVersion);
      const unitName = (id: string) => units.unit(id)?.name ?? id;
      const { institution, institutionEn } = hall.site;
      return {
        id: person.id,
        number: person.number,
        name: person.name,
        kind: person.kind,
        unit: { id: person.unitId, name: unitName(person.unitId) },
        phone: person.phone,
        posts: identities.flatMap(({ title, unitId }) =>
          title === null ? [] : [`${unitName(unitId)}${title}`],
        ),
        roles: [...roles],
        csrf,
        counts: await hall.countsOf(viewerIn(request)),
        site: { institution, institutionEn },
      };
    },
  );
}
