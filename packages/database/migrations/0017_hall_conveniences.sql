-- Conveniences of the hall: notices, kept opinions, uploads that go on.

-- 通知: what the school, or a unit of it, tells people. Text only. Empty arrays mean everybody.
create table hall.notice (
  id uuid primary key,
  author text not null,
  title_zh text not null,
  title_en text not null,
  body_zh text not null,
  body_en text not null,
  -- The days on which it is shown, first and last included.
  from_day date not null,
  until_day date not null,
  kinds text[] not null,
  -- With all units below them.
  units text[] not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index notice_newest on hall.notice (created_at desc, id desc);
create index notice_until on hall.notice (until_day);

create table hall.notice_read (
  notice_id uuid not null references hall.notice on delete cascade,
  person text not null,
  at timestamptz not null,
  primary key (notice_id, person)
);

-- 常用意见 of a person for an act (approve, reject, sendBack), in his order. No row: the site's own.
create table hall.kept_opinions (
  person text not null,
  act text not null,
  texts text[] not null,
  primary key (person, act)
);

-- What a person said last with an act, each text once.
create table hall.used_opinion (
  person text not null,
  act text not null,
  text text not null,
  at timestamptz not null,
  primary key (person, act, text)
);

-- A file that is on its way, in parts. Its bytes lie beside the kept ones until the last has come.
create table hall.upload (
  id uuid primary key,
  uploader text not null,
  service_id text not null references hall.service,
  application_id uuid,
  field text not null,
  name text not null,
  size integer not null,
  begun_at timestamptz not null
);
create index upload_begun on hall.upload (begun_at);
create index upload_uploader on hall.upload (uploader);
