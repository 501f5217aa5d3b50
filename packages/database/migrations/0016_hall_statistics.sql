-- 评价, 统计 and 导出: what applicants say of a service, what is counted of it, and who has taken lists of it away.

-- One row for each application that was ever submitted, and one for each step that it has been at: what statistics are
-- counted from. Derived from the history and written anew whenever something has moved; it stays, without words and
-- persons, when the application is forgotten (保存期限).
create table hall.application_fact (
  application_id uuid primary key,
  service_id text not null,
  -- What it was counted from and by: an older revision never overwrites, another calendar counts anew.
  revision integer not null,
  calendar text not null,
  status text not null,
  -- The applicant's, when he submitted.
  unit text not null,
  origin text not null check (origin in ('self', 'behalf', 'service')),
  submitted_at timestamptz not null,
  ended_at timestamptz,
  -- Working time from the first submission to the end, without what it lay with the applicant.
  work_minutes integer,
  -- What the guide promised (承诺时限), in the same minutes.
  promised_minutes integer,
  grade smallint check (grade between 1 and 5),
  rated_at timestamptz
);
create index application_fact_submitted on hall.application_fact (service_id, submitted_at);
create index application_fact_ended on hall.application_fact (service_id, ended_at) where ended_at is not null;
create index application_fact_rated on hall.application_fact (service_id, rated_at) where rated_at is not null;

create table hall.step_fact (
  task_id uuid primary key,
  application_id uuid not null,
  service_id text not null,
  node text not null,
  node_name text not null,
  kind text not null,
  -- Of whoever closed it, as long as it is open of whoever is asked first.
  unit text not null,
  opened_at timestamptz not null,
  due_at timestamptz,
  closed_at timestamptz,
  work_minutes integer,
  outcome text,
  -- It went by itself: nobody has waited.
  itself boolean not null,
  -- Why it was sent back or rejected.
  reason text
);
create index step_fact_application on hall.step_fact (application_id);
create index step_fact_closed on hall.step_fact (service_id, closed_at) where closed_at is not null;
create index step_fact_due on hall.step_fact (service_id, due_at) where due_at is not null;

-- 评价: one for an application that has ended, given by its applicant.
create table hall.rating (
  -- Not the application's: where a service keeps ratings anonymous, the owner must not find out which it was.
  id uuid primary key,
  application_id uuid not null unique,
  service_id text not null,
  person text not null,
  grade smallint not null check (grade between 1 and 5),
  reason text,
  rated_at timestamptz not null,
  -- A changed low grade wants an answer again.
  changed_at timestamptz not null,
  answer text,
  answered_by text,
  answered_at timestamptz
);
create index rating_service on hall.rating (service_id, changed_at desc, id desc);
create index rating_unanswered on hall.rating (service_id)
  where grade <= 2 and (answered_at is null or answered_at < changed_at);

-- Messages that come of no outbox message are told apart by numbers that those never have.
create sequence hall.own_message increment -1 minvalue -9223372036854775808 maxvalue -1 start -1;

-- 导出: who has taken a list of applications away, which columns, how many, and why.
create table hall.export (
  id uuid primary key,
  person text not null,
  key text not null,
  service_id text not null,
  at timestamptz not null,
  columns text[] not null,
  -- Days in China, both inclusive, of the submission.
  from_day date not null,
  to_day date not null,
  statuses text[],
  with_files boolean not null,
  reason text not null,
  applications integer not null,
  unique (person, key)
);
create index export_at on hall.export (at desc, id desc);
