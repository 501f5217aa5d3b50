import type { Statement } from '@yizhan/database';

export interface ProxyRow {
  readonly id: string;
  readonly principal: string;
  readonly proxy: string;
  readonly from_day: string;
  readonly until_day: string;
  readonly services: readonly string[] | null;
  readonly reason: string;
  readonly granted_at: string;
  readonly revoked_at: string | null;
}

const columns = `id, principal, proxy, from_day, until_day, services, reason, granted_at, revoked_at`;

/** Given by a person and given to him, the latest first. Rides proxy_principal and proxy_proxy. */
export const proxiesAround = (person: string): Statement => ({
  name: 'identity.proxies-around',
  text: `
    select ${columns}
    from identity.proxy
    where principal = $1 or proxy = $1
    order by from_day desc, granted_at desc
    limit 200`,
  values: [person],
});

/** Answers nothing where the proxy is no member of staff in service. */
export const insertProxy = (row: Omit<ProxyRow, 'revoked_at'>): Statement => ({
  text: `
    insert into identity.proxy (id, principal, proxy, from_day, until_day, services, reason, granted_at)
    select $1, $2, id, $4, $5, $6, $7, $8
    from identity.person
    where id = $3 and kind = 'staff' and active
    returning id`,
  values: [
    row.id,
    row.principal,
    row.proxy,
    row.from_day,
    row.until_day,
    row.services,
    row.reason,
    row.granted_at,
  ],
});

/** The principal's own and not yet revoked; answers nothing where it is neither. */
export const revokeProxy = (id: string, principal: string, at: string): Statement => ({
  text: `
    update identity.proxy
    set revoked_at = $3
    where id = $1 and principal = $2 and revoked_at is null
    returning id`,
  values: [id, principal, at],
});

/** What services a proxy holds already, at some time within the days. */
export const overlappingProxies = (
  principal: string,
  proxy: string,
  fromDay: string,
  untilDay: string,
): Statement => ({
  text: `
    select services
    from identity.proxy
    where principal = $1 and proxy = $2 and revoked_at is null
      and from_day <= $4 and until_day >= $3`,
  values: [principal, proxy, fromDay, untilDay],
});
