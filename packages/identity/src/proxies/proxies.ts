/**
 * 代理: a standing proxy lets somebody act for another on the tasks of some services (or all), from a day to a day. The
 * principal may still act himself. A proxy's own proxies don't inherit it. It is given by the principal alone and counts
 * from the next request on, for it stands in the directory.
 */
import { randomUUID } from 'node:crypto';
import { Refused } from '@yizhan/contract';
import type { Database } from '@yizhan/database';
import { insertProxy, overlappingProxies, type ProxyRow, proxiesAround, revokeProxy } from './proxies.sql.ts';

export interface GivenProxy {
  readonly id: string;
  readonly principal: string;
  readonly proxy: string;
  /** Days in China, both included. */
  readonly from: string;
  readonly until: string;
  /** Ids of services; absent is all. */
  readonly services?: readonly string[];
  readonly reason: string;
  readonly grantedAt: string;
  readonly revokedAt?: string;
}

export type ProxyWish = Pick<GivenProxy, 'proxy' | 'from' | 'until' | 'services' | 'reason'>;

const longestDays = 366;

/** Those that a person has given and those given to him, also revoked and past ones. */
export async function proxiesOfPerson(database: Database, person: string): Promise<readonly GivenProxy[]> {
  return (await database.query<ProxyRow>(proxiesAround(person))).map(proxyOf);
}

/**
 * `today`: the day in China. @throws Refused `proxy/*` with what is wrong
 */
export async function grantProxy(
  database: Database,
  principal: string,
  wish: ProxyWish,
  today: string,
  now: string,
): Promise<GivenProxy> {
  const { proxy, from, until, services } = wish;
  if (proxy === principal) throw new Refused('proxy/yourself');
  if (until < from || until < today) throw new Refused('proxy/days', { most: longestDays });
  if (daysBetween(from, until) > longestDays) throw new Refused('proxy/days', { most: longestDays });
  const overlapping = await database.query<{ services: readonly string[] | null }>(
    overlappingProxies(principal, proxy, from, until),
  );
  if (overlapping.some((other) => meet(other.services ?? undefined, services)))
    throw new Refused('proxy/twice');
  const row = {
    id: randomUUID(),
    principal,
    proxy,
    from_day: from,
    until_day: until,
    services: services ?? null,
    reason: wish.reason,
    granted_at: now,
  };
  if ((await database.query(insertProxy(row))).length === 0) throw new Refused('proxy/nobody');
  return proxyOf({ ...row, revoked_at: null });
}

/** @throws Refused `request/not-found` when it is not his, or revoked already */
export async function endProxy(
  database: Database,
  principal: string,
  id: string,
  now: string,
): Promise<void> {
  const revoked = await database.query(revokeProxy(id, principal, now));
  if (revoked.length === 0) throw new Refused('request/not-found');
}

const meet = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one === undefined || other === undefined || one.some((service) => other.includes(service));

const daysBetween = (from: string, until: string): number =>
  (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;

const proxyOf = (row: ProxyRow): GivenProxy => ({
  id: row.id,
  principal: row.principal,
  proxy: row.proxy,
  from: row.from_day,
  until: row.until_day,
  ...(row.services && { services: row.services }),
  reason: row.reason,
  grantedAt: row.granted_at,
  ...(row.revoked_at && { revokedAt: row.revoked_at }),
});
