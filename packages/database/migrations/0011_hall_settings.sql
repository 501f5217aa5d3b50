-- What services settle: quotas, registers, works of the flow, where applications come from, and the folders as they
-- were published.

-- What each submission takes of a quota. Whether it still holds it, the application's status says. `rule` is a digest of
-- what a quota counts, so that its highest number may change; `holder` a person, a unit, or nobody in particular.
create table hall.quota_use (
  service_id text not null references hall.service,
  rule text not null,
  holder text not null,
  period text not null,
  application_id uuid not null,
  amount numeric not null,
  primary key (service_id, rule, holder, period, application_id)
);
create index quota_use_application on hall.quota_use (application_id);

-- 台账: rows that works have written. One row for a key; what it was before stands in the history.
create table hall.register_row (
  id uuid primary key,
  register text not null,
  key text not null,
  "row" jsonb not null,
  -- Whose row it is, where the register is about persons.
  person text,
  -- The last day on which it counts.
  until date,
  -- The application that it comes from as it stands.
  application_id uuid not null,
  written_at timestamptz not null,
  struck_at timestamptz,
  -- What a search looks in: the values that are no secret, in lower case.
  search text not null,
  unique (register, key)
);
create index register_row_newest on hall.register_row (register, written_at desc, id desc);
create index register_row_person on hall.register_row (person, register) where person is not null;
create index register_row_search on hall.register_row using gin (search gin_trgm_ops);

-- Every writing and striking, one for each work: done again it changes nothing.
create table hall.register_history (
  job text primary key,
  row_id uuid not null references hall.register_row,
  at timestamptz not null,
  what text not null check (what in ('written', 'struck')),
  application_id uuid not null,
  "row" jsonb not null,
  until date
);
create index register_history_row on hall.register_history (row_id, at);

-- Applications that a work of another one has started.
create table hall.application_origin (
  application_id uuid primary key,
  origin_id uuid not null,
  -- The service task that started it.
  node text not null
);
create index application_origin_origin on hall.application_origin (origin_id);

-- The folder of a version, byte for byte, for `yizhan export`.
create table hall.service_file (
  service_id text not null,
  version integer not null,
  path text not null,
  content bytea not null,
  primary key (service_id, version, path),
  foreign key (service_id, version) references hall.service_version
);

-- 代发起: whether the applicant confirms what somebody initiated for him before the flow goes on.
alter table flow.definition add column confirm boolean not null default false;
