-- 代理: who may act for whom, from a day to a day. Rows are never changed but to revoke them: they say on what ground an
-- act in the history was allowed.
create table identity.proxy (
  id uuid primary key,
  principal text not null references identity.person (id),
  proxy text not null references identity.person (id),
  from_day date not null,
  until_day date not null,
  -- Ids of services; null is all.
  services text[],
  reason text not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  check (principal <> proxy),
  check (from_day <= until_day)
);

create index proxy_principal on identity.proxy (principal, from_day desc);
create index proxy_proxy on identity.proxy (proxy, from_day desc);

create trigger directory_insert after insert on identity.proxy
referencing new table as touched for each statement execute function identity.bump_directory_version();
create trigger directory_update after update on identity.proxy
referencing new table as touched for each statement execute function identity.bump_directory_version();
