-- Running processes. The instance row is the one lock of a command; everything else is written behind it.

create schema flow;

-- A published version of a process. Never changed: running instances stay on theirs.
create table flow.definition (
  id uuid primary key,
  key text not null,
  version integer not null,
  xml text not null,
  -- The names that conditions may read: the form's fields.
  names text[] not null,
  published_at timestamptz not null,
  unique (key, version)
);

create table flow.instance (
  id uuid primary key,
  definition_id uuid not null references flow.definition,
  -- The definition's key, kept here so that lists filter without a join.
  key text not null,
  -- The number that people know it by (流水号); absent while it is a draft.
  business_key text unique,
  title text not null,
  status text not null,
  initiator text not null,
  applicant text not null,
  -- The engine's state without the data. Two columns, so that an act that leaves a long form alone does not
  -- write it again: an unchanged value that is stored out of line stays where it is.
  state jsonb not null,
  data jsonb not null,
  -- Counts commands: the number of the last history row.
  revision integer not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null
) with (fillfactor = 85);
create index instance_initiator on flow.instance (initiator, created_at desc, id desc);
create index instance_applicant on flow.instance (applicant, created_at desc, id desc) where applicant <> initiator;

-- Open tasks only: a task is deleted when it closes, so the inbox stays small whatever the years bring.
create table flow.task (
  id uuid primary key,
  instance_id uuid not null references flow.instance,
  node text not null,
  node_name text not null,
  kind text not null,
  opened_at timestamptz not null,
  due_at timestamptz
);
create index task_instance on flow.task (instance_id);

-- Who may still act on an open task. The inbox is one range of the primary key.
create table flow.task_assignee (
  person text not null,
  opened_at timestamptz not null,
  task_id uuid not null references flow.task on delete cascade,
  primary key (person, opened_at, task_id)
);
create index task_assignee_task on flow.task_assignee (task_id);

-- What a person has done (已办), newest first.
create table flow.done_task (
  person text not null,
  at timestamptz not null,
  task_id uuid not null,
  instance_id uuid not null references flow.instance,
  node text not null,
  node_name text not null,
  outcome text not null,
  opened_at timestamptz not null,
  primary key (person, at, task_id)
);
create index done_task_instance on flow.done_task (instance_id);
-- "Who closed it?", asked when a second person comes too late.
create index done_task_task on flow.done_task (task_id);

-- One row a command: what was wanted, by whom, and the events it led to. Append-only; replaying an instance's rows
-- gives its state. By month, so that retention drops whole partitions.
create table flow.history (
  instance_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  person text not null,
  command text not null,
  events jsonb not null,
  primary key (instance_id, seq, at)
) partition by range (at);

-- Makes the partitions of this month and some months to come. Called at start and daily, well ahead of need.
create function flow.ensure_history_partitions(months_ahead integer) returns void
language plpgsql as $$
declare
  month date := date_trunc('month', now() at time zone 'utc')::date;
begin
  perform pg_advisory_xact_lock(hashtextextended('flow.history partitions', 0));
  for n in 0..months_ahead loop
    execute format(
      'create table if not exists flow.%I partition of flow.history for values from (%L) to (%L)',
      'history_' || to_char(month, 'YYYY_MM'),
      month::timestamp at time zone 'utc',
      (month + interval '1 month') at time zone 'utc');
    month := month + interval '1 month';
  end loop;
end
$$;
select flow.ensure_history_partitions(3);

-- What the workers have still to do about a command that was committed.
create table flow.outbox (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  topic text not null,
  payload jsonb not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  -- Set when it was given up: an incident for an administrator.
  failed_at timestamptz,
  error text
);
create index outbox_due on flow.outbox (due_at) where failed_at is null;

-- First answers by idempotency key. The primary key is what makes a repeated command impossible: the second
-- transaction with the same key cannot commit.
create table flow.answered (
  person text not null,
  key text not null,
  digest text not null,
  answer jsonb not null,
  at timestamptz not null,
  constraint answered_key primary key (person, key)
);
create index answered_at on flow.answered (at);
