/**
 * Who may call a route. Each route says so in its `config.access`, and one that doesn't keeps the server from starting: nothing is
 * open by oversight. What a person may do with a thing, the rooms decide.
 */
import { timingSafeEqual } from 'node:crypto';
import { Refused } from '@yizhan/contract';
import type { Administrator, GuestSession, Viewer } from '@yizhan/hall';
import { type Session, sessionOf } from '@yizhan/identity';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Wiring } from '../wiring.ts';
import type { App } from './app.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * public: anybody. person: whoever is signed in. administrator: who looks after all services or those of a unit.
     * guest: somebody without an account, in by a link and a code; his session is good for these routes alone.
     * machine: programs on this machine (probes, scrapers).
     */
    access?: 'public' | 'person' | 'administrator' | 'guest' | 'machine';
  }
  interface FastifyRequest {
    session?: Session;
    guest?: GuestSession;
  }
}

/** `__Host-` binds the cookie to this very host, but needs https. */
export const cookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-yizhan-session' : 'yizhan-session';

/** A cookie of its own: whatever else reads sessions does not know it. */
export const guestCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-yizhan-guest' : 'yizhan-guest';

export function guardRoutes(app: App, { config, database, directory, hall }: Wiring): void {
  const routes: RouteOptions[] = [];
  const admitGuest = admitting({ config, hall });
  app.addHook('onRoute', (route) => void routes.push(route));
  app.addHook('onReady', async () => {
    const open = routes.find((route) => route.config?.access === undefined);
    if (open) throw new Error(`route ${String(open.method)} ${open.url} does not say who may call it`);
  });
  app.addHook('onRequest', async (request: FastifyRequest, _reply: FastifyReply) => {
    const { access } = request.routeOptions.config;
    if (access === 'machine' && !isFromThisMachine(request)) throw new Refused('request/not-found');
    if (access === 'guest') {
      request.guest = await admitGuest(request);
      return;
    }
    if (access !== 'person' && access !== 'administrator') return;
    const token = request.cookies[cookieName(config.publicUrl)];
    const session = token === undefined ? undefined : await sessionOf(database, token);
    if (session === undefined) throw new Refused('session/required');
    if (!isSafe(request.method) && !isSame(request.headers['x-csrf-token'], session.csrf))
      throw new Refused('session/csrf');
    if (access === 'administrator' && session.roles.length === 0) throw new Refused('access/forbidden');
    // A change of head or grant counts from the next request on: whatever is asked of the directory now is as new as this.
    await directory.current(session.directoryVersion);
    request.session = session;
  });
}

/** @throws Refused `guest/session-required`, `session/csrf` */
const admitting =
  ({ config, hall }: Pick<Wiring, 'config' | 'hall'>) =>
  async ({ cookies, method, headers }: FastifyRequest): Promise<GuestSession> => {
    const token = cookies[guestCookieName(config.publicUrl)];
    const guest = token === undefined ? undefined : await hall.guestSessionOf(token);
    if (guest === undefined) throw new Refused('guest/session-required');
    if (!isSafe(method) && !isSame(headers['x-csrf-token'], guest.csrf)) throw new Refused('session/csrf');
    return guest;
  };

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** What a proxy on this machine passes on comes from elsewhere. */
const isFromThisMachine = ({ ip, headers }: FastifyRequest): boolean =>
  /^(::ffff:)?127\.|^::1$/.test(ip) &&
  !['x-forwarded-for', 'x-real-ip', 'forwarded'].some((name) => headers[name] !== undefined);

function isSame(given: string | string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The session of a route whose access is `person` or `administrator`. */
export function sessionIn(request: FastifyRequest): Session {
  if (request.session === undefined)
    throw new Error(`${request.routeOptions.url} is not for signed-in persons`);
  return request.session;
}

export function viewerIn(request: FastifyRequest): Viewer {
  const { id, number, name, kind, unitId } = sessionIn(request).person;
  return { id, number, name, kind, unitId };
}

/** Of a route whose access is `guest`. */
export function guestIn(request: FastifyRequest): GuestSession {
  if (request.guest === undefined) throw new Error(`${request.routeOptions.url} is not for guests`);
  return request.guest;
}

/** Of a route whose access is `person` or `administrator`, with what he looks after, if anything. */
export const administratorIn = (request: FastifyRequest): Administrator => ({
  ...viewerIn(request),
  grants: sessionIn(request).grants,
});
