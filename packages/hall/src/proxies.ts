import { type Proxies, type ProxyWish, Refused } from '@yizhan/contract';
import { schoolDay } from '@yizhan/flow';
import { type GivenProxy, grantProxy, proxiesOfPerson } from '@yizhan/identity';
import { openNameBook } from './names.ts';
import { organisation, type Room } from './room.ts';
import type { Viewer } from './viewer.ts';

/** 代理 that the viewer has given and holds, with names to read. */
export async function listProxies(room: Room, viewer: Viewer): Promise<Proxies> {
  const proxies = await proxiesOfPerson(room.database, viewer.id);
  const names = await openNameBook(
    room.database,
    await organisation(room),
    proxies.flatMap(({ principal, proxy }) => [principal, proxy]),
  );
  const services = new Map((await room.catalogue.current()).map(({ id, settings }) => [id, settings.name]));
  const today = schoolDay(room.now());
  const shown = ({ services: some, revokedAt, ...proxy }: GivenProxy): Proxies['given'][number] => ({
    ...proxy,
    principal: names.person(proxy.principal),
    proxy: names.person(proxy.proxy),
    ...(some && { services: some.map((id) => ({ id, name: services.get(id) ?? id })) }),
    state:
      revokedAt !== undefined
        ? 'revoked'
        : today < proxy.from
          ? 'coming'
          : today > proxy.until
            ? 'past'
            : 'holds',
  });
  return {
    given: proxies.filter(({ principal }) => principal === viewer.id).map(shown),
    received: proxies.filter(({ proxy }) => proxy === viewer.id).map(shown),
    services: [...services].map(([id, name]) => ({ id, name })),
  };
}

/** @throws Refused `proxy/*`, `service/not-found`, `access/forbidden` for those to whom no task ever comes */
export async function giveProxy(
  room: Room,
  viewer: Viewer,
  wish: ProxyWish,
): Promise<{ readonly id: string }> {
  if (viewer.kind !== 'staff') throw new Refused('access/forbidden');
  for (const service of wish.services ?? []) await room.catalogue.find(service);
  const { id } = await grantProxy(room.database, viewer.id, wish, schoolDay(room.now()), room.now());
  return { id };
}
