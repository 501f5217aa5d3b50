-- Letters to the world outside (e-mail, SMS), and people without an account who take part by a one-time link and a code.

-- What is still to be sent, or could not be; deleted when it has left. Never the text: links and codes are made as a letter leaves, so
-- that nothing in the database lets anybody in.
create table hall.letter (
  -- Also the Message-ID: whoever gets a letter twice sees that it is one.
  id uuid primary key,
  channel text not null check (channel in ('email', 'sms')),
  address text not null,
  kind text not null,
  parameters jsonb not null,
  application_id uuid,
  node text,
  at timestamptz not null,
  -- A code that comes too late is no use to anybody: it is not sent any more.
  useful_until timestamptz,
  attempts integer not null default 0,
  due_at timestamptz not null,
  -- A worker has it in hand until then; if it dies, another takes it up afterwards.
  leased_until timestamptz,
  -- Given up: an incident says why.
  failed_at timestamptz,
  error text
);
create index letter_due on hall.letter (due_at) where failed_at is null;
create index letter_application on hall.letter (application_id) where application_id is not null;

-- 校外人员. One of a task stands for that task alone; whoever begins a service himself is known by his address there.
create table hall.guest (
  -- `guest:` and a uuid: what the flow has as the person.
  id text primary key,
  name text not null,
  email text,
  phone text,
  -- Whoever began himself: with which service.
  service_id text references hall.service,
  -- Whoever was named by a step: for which task.
  task_id uuid,
  application_id uuid,
  node text,
  at timestamptz not null,
  -- When his link ends, as long as the task is open.
  expires_at timestamptz,
  revoked_at timestamptz,
  -- How often the link was sent or handed over, and when last.
  handed integer not null default 0,
  handed_at timestamptz,
  check (num_nonnulls(service_id, task_id) = 1),
  check (num_nonnulls(email, phone) > 0)
);
create index guest_application on hall.guest (application_id) where application_id is not null;
create unique index guest_of_service on hall.guest (service_id, coalesce(email, phone)) where service_id is not null;

-- Every link that was made for a guest and still opens; each attempt at sending makes one.
create table hall.guest_link (
  token_hash bytea primary key,
  guest_id text not null references hall.guest on delete cascade,
  at timestamptz not null
);
create index guest_link_guest on hall.guest_link (guest_id);

-- The code that somebody was sent last. `holder` is a guest, or a service with a digest of the address.
create table hall.guest_code (
  holder text primary key,
  -- Slow hashes: of six digits a fast one would be no secret. More than one where sending had to be tried again.
  hashes text[] not null default '{}',
  asked_at timestamptz not null,
  expires_at timestamptz,
  tries integer not null default 0,
  -- Codes asked for on that day.
  day date not null,
  asked integer not null default 1
);

create table hall.guest_session (
  token_hash bytea primary key,
  csrf text not null,
  guest_id text not null references hall.guest on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ip text not null,
  user_agent text not null
);
create index guest_session_guest on hall.guest_session (guest_id);

-- Every look and act of a guest, and what was done about his link. The acts themselves stand in the history too.
create table hall.guest_event (
  id bigint generated always as identity primary key,
  guest_id text not null references hall.guest on delete cascade,
  at timestamptz not null,
  what text not null,
  -- Who did it, where it was not the guest.
  person text
);
create index guest_event_guest on hall.guest_event (guest_id, id);

-- 邀请: a member of staff lets somebody from outside begin a service that is not open to everybody.
create table hall.invitation (
  id uuid primary key,
  token_hash bytea not null unique,
  service_id text not null references hall.service,
  -- Only for this address; null: for whoever has the link.
  address text,
  invited_by text not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  most integer not null,
  used integer not null default 0,
  revoked_at timestamptz
);
create index invitation_invited_by on hall.invitation (invited_by, at desc, id desc);
