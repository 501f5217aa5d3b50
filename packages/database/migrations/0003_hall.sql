-- The service hall: what can be applied for, files, serial numbers, messages.

create schema hall;

create table hall.service (
  id text primary key,
  category text not null,
  -- The version that new applications run.
  version integer not null
);

-- A published version, never changed: settings (service.json), form, and through the definition the flow.
create table hall.service_version (
  service_id text not null references hall.service,
  version integer not null,
  definition_id uuid not null unique,
  settings jsonb not null,
  form jsonb not null,
  -- Of the folder's content: publishing the same again is no new version.
  digest text not null,
  published_at timestamptz not null,
  primary key (service_id, version)
);

-- The last serial number given out in a period. Its row is locked until the submission commits, so that numbers
-- have no gaps and no doubles; that makes first submissions of one service wait for one another, by a few ms.
create table hall.serial (
  service_id text not null references hall.service,
  period text not null,
  last integer not null,
  primary key (service_id, period)
);

create table hall.attachment (
  id uuid primary key,
  service_id text not null references hall.service,
  field text not null,
  uploader text not null,
  name text not null,
  -- Found in the content, not claimed by the browser.
  type text not null,
  size integer not null,
  sha256 bytea not null,
  uploaded_at timestamptz not null,
  -- The application that it belongs to; null until that is saved. Never changes from one to another.
  application_id uuid
);
create index attachment_uploader on hall.attachment (uploader, uploaded_at);
create index attachment_application on hall.attachment (application_id) where application_id is not null;
create index attachment_loose on hall.attachment (uploaded_at) where application_id is null;

create table hall.favourite (
  person text not null,
  service_id text not null references hall.service,
  primary key (person, service_id)
);

create table hall.notification (
  id uuid primary key,
  person text not null,
  at timestamptz not null,
  kind text not null,
  application_id uuid not null,
  link text not null,
  -- What the text is made of, in the reader's language.
  parameters jsonb not null,
  read_at timestamptz,
  -- The outbox message that it came of: handled twice, it notifies once.
  source bigint not null,
  unique (source, person, kind)
);
create index notification_person on hall.notification (person, at desc, id desc);
create index notification_unread on hall.notification (person) where read_at is null;
