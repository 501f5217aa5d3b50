-- What running processes wait for besides people: timers, messages, signals, workers; and what went wrong with it.

-- One row for each timer, message and signal that an instance waits for, and for each open task whose step does
-- something when its time is over. The engine's state has the same; here it can be found.
create table flow.wait (
  instance_id uuid not null references flow.instance on delete cascade,
  -- The engine's name of the wait, or the task's id.
  id text not null,
  kind text not null check (kind in ('timer', 'message', 'signal', 'task')),
  node text not null,
  name text,
  key text,
  due_at timestamptz,
  -- A worker has it in hand until then; if it dies, another takes it up afterwards.
  leased_until timestamptz,
  primary key (instance_id, id)
);
create index wait_due on flow.wait (due_at) where due_at is not null;
create index wait_name on flow.wait (kind, name, key) where name is not null;

-- Work for a worker outside. Done at least once, with the job's id as its idempotency key.
create table flow.job (
  id uuid primary key,
  instance_id uuid not null references flow.instance on delete cascade,
  node text not null,
  work text not null,
  opened_at timestamptz not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  -- Given up: an incident says why.
  failed_at timestamptz
);
create index job_due on flow.job (due_at) where failed_at is null;
create index job_instance on flow.job (instance_id);

-- Messages that came before anybody waited for them; kept for a stated time.
create table flow.message (
  id uuid primary key,
  name text not null,
  key text,
  data jsonb not null,
  at timestamptz not null,
  keep_until timestamptz not null
);
create index message_name on flow.message (name, key, at);

-- What cannot go on without a person who mends it. One open incident for each thing that failed.
create table flow.incident (
  id uuid primary key,
  instance_id uuid references flow.instance on delete cascade,
  -- What failed: wait, job, or outbox message.
  source text not null,
  element text not null,
  code text not null,
  message text not null,
  at timestamptz not null,
  times integer not null default 1,
  resolved_at timestamptz,
  resolved_by text
);
create unique index incident_open on flow.incident (source) where resolved_at is null;
create index incident_instance on flow.incident (instance_id);
create index incident_at on flow.incident (at desc) where resolved_at is null;
