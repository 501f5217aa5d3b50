-- The database after all migrations. Made by: node packages/database/src/testing/write-schema.ts
-- Monthly partitions are left out.

create extension btree_gist with schema public;

create extension pg_trgm with schema public;

create schema database;

create schema flow;

create schema hall;

create schema identity;

create schema payment;

create sequence hall.own_message as bigint;

create table database.migration (
  number integer not null,
  file text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  milliseconds integer not null,
  constraint migration_pkey PRIMARY KEY (number)
);

create table flow.answered (
  person text not null,
  key text not null,
  digest text not null,
  answer jsonb not null,
  at timestamp with time zone not null,
  constraint answered_key PRIMARY KEY (person, key)
);
CREATE INDEX answered_at ON flow.answered USING btree (at);

create table flow.copy (
  instance_id uuid not null,
  person text not null,
  copied_by text not null,
  at timestamp with time zone not null,
  step text,
  read_at timestamp with time zone,
  constraint copy_pkey PRIMARY KEY (instance_id, person),
  constraint copy_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES flow.instance(id) ON DELETE CASCADE
);
CREATE INDEX copy_person ON flow.copy USING btree (person, at DESC, instance_id DESC);
CREATE INDEX copy_unread ON flow.copy USING btree (person) WHERE (read_at IS NULL);

create table flow.definition (
  id uuid not null,
  key text not null,
  version integer not null,
  xml text not null,
  names text[] not null,
  published_at timestamp with time zone not null,
  decisions jsonb not null default '[]'::jsonb,
  confirm boolean not null default false,
  constraint definition_pkey PRIMARY KEY (id),
  constraint definition_key_version_key UNIQUE (key, version)
);

create table flow.done_task (
  person text not null,
  at timestamp with time zone not null,
  task_id uuid not null,
  instance_id uuid not null,
  node text not null,
  node_name text not null,
  outcome text not null,
  opened_at timestamp with time zone not null,
  constraint done_task_pkey PRIMARY KEY (person, at, task_id),
  constraint done_task_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES flow.instance(id)
);
CREATE INDEX done_task_instance ON flow.done_task USING btree (instance_id);
CREATE INDEX done_task_task ON flow.done_task USING btree (task_id);

create table flow.history (
  instance_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  person text not null,
  command text not null,
  events jsonb not null,
  constraint history_pkey PRIMARY KEY (instance_id, seq, at)
) partition by RANGE (at);

create table flow.incident (
  id uuid not null,
  instance_id uuid,
  source text not null,
  element text not null,
  code text not null,
  message text not null,
  at timestamp with time zone not null,
  times integer not null default 1,
  resolved_at timestamp with time zone,
  resolved_by text,
  constraint incident_pkey PRIMARY KEY (id),
  constraint incident_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES flow.instance(id) ON DELETE CASCADE
);
CREATE INDEX incident_at ON flow.incident USING btree (at DESC) WHERE (resolved_at IS NULL);
CREATE INDEX incident_instance ON flow.incident USING btree (instance_id);
CREATE UNIQUE INDEX incident_open ON flow.incident USING btree (instance_id, source) NULLS NOT DISTINCT WHERE (resolved_at IS NULL);

create table flow.instance (
  id uuid not null,
  definition_id uuid not null,
  key text not null,
  business_key text,
  title text not null,
  status text not null,
  initiator text not null,
  applicant text not null,
  state jsonb not null,
  data jsonb not null,
  revision integer not null,
  created_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  ended_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  confidential boolean not null default false,
  constraint instance_pkey PRIMARY KEY (id),
  constraint instance_business_key_key UNIQUE (business_key),
  constraint instance_definition_id_fkey FOREIGN KEY (definition_id) REFERENCES flow.definition(id)
);
CREATE INDEX instance_applicant ON flow.instance USING btree (applicant, created_at DESC, id DESC) WHERE (applicant <> initiator);
CREATE INDEX instance_created ON flow.instance USING btree (created_at DESC, id DESC);
CREATE INDEX instance_definition ON flow.instance USING btree (definition_id) WHERE (ended_at IS NULL);
CREATE INDEX instance_ended ON flow.instance USING btree (key, ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX instance_initiator ON flow.instance USING btree (initiator, created_at DESC, id DESC);
CREATE INDEX instance_key ON flow.instance USING btree (key, created_at DESC, id DESC);

create table flow.job (
  id uuid not null,
  instance_id uuid not null,
  node text not null,
  work text not null,
  opened_at timestamp with time zone not null,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  failed_at timestamp with time zone,
  constraint job_pkey PRIMARY KEY (id),
  constraint job_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES flow.instance(id) ON DELETE CASCADE
);
CREATE INDEX job_due ON flow.job USING btree (due_at) WHERE (failed_at IS NULL);
CREATE INDEX job_instance ON flow.job USING btree (instance_id);

create table flow.message (
  id uuid not null,
  name text not null,
  key text,
  data jsonb not null,
  at timestamp with time zone not null,
  keep_until timestamp with time zone not null,
  leased_until timestamp with time zone,
  constraint message_pkey PRIMARY KEY (id)
);
CREATE INDEX message_name ON flow.message USING btree (name, key, at);

create table flow.outbox (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  topic text not null,
  payload jsonb not null,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  failed_at timestamp with time zone,
  error text,
  constraint outbox_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_due ON flow.outbox USING btree (due_at) WHERE (failed_at IS NULL);

create table flow.task (
  id uuid not null,
  instance_id uuid not null,
  node text not null,
  node_name text not null,
  kind text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone,
  constraint task_pkey PRIMARY KEY (id),
  constraint task_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES flow.instance(id)
);
CREATE INDEX task_instance ON flow.task USING btree (instance_id);

create table flow.task_assignee (
  person text not null,
  opened_at timestamp with time zone not null,
  task_id uuid not null,
  constraint task_assignee_pkey PRIMARY KEY (person, opened_at, task_id),
  constraint task_assignee_task_id_fkey FOREIGN KEY (task_id) REFERENCES flow.task(id) ON DELETE CASCADE
);
CREATE INDEX task_assignee_task ON flow.task_assignee USING btree (task_id);

create table flow.wait (
  instance_id uuid not null,
  id text not null,
  kind text not null,
  node text not null,
  name text,
  key text,
  due_at timestamp with time zone,
  leased_until timestamp with time zone,
  constraint wait_pkey PRIMARY KEY (instance_id, id),
  constraint wait_kind_check CHECK (kind = ANY (ARRAY['timer'::text, 'message'::text, 'signal'::text, 'task'::text])),
  constraint wait_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES flow.instance(id) ON DELETE CASCADE
);
CREATE INDEX wait_due ON flow.wait USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX wait_name ON flow.wait USING btree (kind, name, key) WHERE (name IS NOT NULL);

create table hall.announcement (
  id uuid not null,
  application_id uuid not null,
  service_id text not null,
  announcement text not null,
  title jsonb not null,
  content jsonb not null,
  archived jsonb not null,
  audience text not null,
  unit_id text not null,
  begins_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint announcement_pkey PRIMARY KEY (id),
  constraint announcement_audience_check CHECK (audience = ANY (ARRAY['public'::text, 'signedIn'::text, 'unit'::text]))
);
CREATE INDEX announcement_application ON hall.announcement USING btree (application_id);
CREATE INDEX announcement_newest ON hall.announcement USING btree (begins_at DESC, id DESC);

create table hall.application_fact (
  application_id uuid not null,
  service_id text not null,
  revision integer not null,
  calendar text not null,
  status text not null,
  unit text not null,
  origin text not null,
  submitted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  work_minutes integer,
  promised_minutes integer,
  grade smallint,
  rated_at timestamp with time zone,
  constraint application_fact_pkey PRIMARY KEY (application_id),
  constraint application_fact_grade_check CHECK (grade >= 1 AND grade <= 5),
  constraint application_fact_origin_check CHECK (origin = ANY (ARRAY['self'::text, 'behalf'::text, 'service'::text]))
);
CREATE INDEX application_fact_ended ON hall.application_fact USING btree (service_id, ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX application_fact_rated ON hall.application_fact USING btree (service_id, rated_at) WHERE (rated_at IS NOT NULL);
CREATE INDEX application_fact_submitted ON hall.application_fact USING btree (service_id, submitted_at);

create table hall.application_origin (
  application_id uuid not null,
  origin_id uuid not null,
  node text not null,
  constraint application_origin_pkey PRIMARY KEY (application_id)
);
CREATE INDEX application_origin_origin ON hall.application_origin USING btree (origin_id);

create table hall.attachment (
  id uuid not null,
  service_id text not null,
  field text not null,
  uploader text not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 bytea not null,
  uploaded_at timestamp with time zone not null,
  application_id uuid,
  constraint attachment_pkey PRIMARY KEY (id),
  constraint attachment_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);
CREATE INDEX attachment_application ON hall.attachment USING btree (application_id) WHERE (application_id IS NOT NULL);
CREATE INDEX attachment_loose ON hall.attachment USING btree (uploaded_at) WHERE (application_id IS NULL);
CREATE INDEX attachment_uploader ON hall.attachment USING btree (uploader, uploaded_at);

create table hall.ballot_box (
  id text not null,
  owner_id uuid not null,
  ballot text not null,
  asked jsonb not null,
  sealed bytea,
  constraint ballot_box_pkey PRIMARY KEY (id)
);
CREATE INDEX ballot_box_owner ON hall.ballot_box USING btree (owner_id, ballot);

create table hall.ballot_paper (
  id uuid not null,
  box_id text not null,
  voters text not null,
  answers jsonb not null,
  constraint ballot_paper_pkey PRIMARY KEY (id),
  constraint ballot_paper_box_id_fkey FOREIGN KEY (box_id) REFERENCES hall.ballot_box(id) ON DELETE CASCADE
);
CREATE INDEX ballot_paper_box ON hall.ballot_paper USING btree (box_id);

create table hall.booking (
  id uuid not null,
  resource_id text not null,
  during tstzrange not null,
  status text not null,
  origin text not null,
  application_id uuid,
  field text,
  person text,
  timetable text,
  title text,
  expires_at timestamp with time zone,
  held_at timestamp with time zone not null,
  released_at timestamp with time zone,
  released_for text,
  constraint booking_pkey PRIMARY KEY (id),
  constraint booking_check CHECK ((origin = 'application'::text) = (application_id IS NOT NULL)),
  constraint booking_check1 CHECK ((origin = 'timetable'::text) = (timetable IS NOT NULL)),
  constraint booking_check2 CHECK ((status = 'released'::text) = (released_for IS NOT NULL)),
  constraint booking_during_check CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
  constraint booking_origin_check CHECK (origin = ANY (ARRAY['application'::text, 'timetable'::text])),
  constraint booking_released_for_check CHECK (released_for = ANY (ARRAY['expired'::text, 'ended'::text, 'moved'::text, 'given-back'::text])),
  constraint booking_status_check CHECK (status = ANY (ARRAY['held'::text, 'confirmed'::text, 'released'::text])),
  constraint booking_apart EXCLUDE USING gist (resource_id WITH =, during WITH &&) WHERE (status = ANY (ARRAY['held'::text, 'confirmed'::text]))
);
CREATE INDEX booking_application ON hall.booking USING btree (application_id) WHERE (application_id IS NOT NULL);
CREATE INDEX booking_expiring ON hall.booking USING btree (expires_at) WHERE (status = 'held'::text);
CREATE INDEX booking_timetable ON hall.booking USING btree (timetable) WHERE (timetable IS NOT NULL);

create table hall.campaign (
  id uuid not null,
  service_id text not null,
  title text not null,
  year integer not null,
  term integer,
  parameters jsonb not null,
  opens date not null,
  closes date not null,
  roster jsonb not null,
  remind_days integer[] not null,
  state text not null,
  reminded_on date,
  copied_from uuid,
  created_by text not null,
  created_at timestamp with time zone not null,
  constraint campaign_pkey PRIMARY KEY (id),
  constraint campaign_check CHECK (opens <= closes),
  constraint campaign_state_check CHECK (state = ANY (ARRAY['draft'::text, 'opening'::text, 'open'::text, 'closed'::text])),
  constraint campaign_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);
CREATE INDEX campaign_newest ON hall.campaign USING btree (created_at DESC, id DESC);
CREATE INDEX campaign_running ON hall.campaign USING btree (state) WHERE (state = ANY (ARRAY['opening'::text, 'open'::text]));

create table hall.campaign_case (
  application_id uuid not null,
  campaign_id uuid not null,
  subject text not null,
  person text not null,
  unit text not null,
  made_at timestamp with time zone,
  removed_at timestamp with time zone,
  reminded_on date,
  constraint campaign_case_pkey PRIMARY KEY (application_id),
  constraint campaign_case_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES hall.campaign(id)
);
CREATE INDEX campaign_case_person ON hall.campaign_case USING btree (person) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX campaign_case_subject ON hall.campaign_case USING btree (campaign_id, subject) WHERE (removed_at IS NULL);
CREATE INDEX campaign_case_to_make ON hall.campaign_case USING btree (campaign_id) WHERE ((made_at IS NULL) AND (removed_at IS NULL));
CREATE INDEX campaign_case_unit ON hall.campaign_case USING btree (campaign_id, unit) WHERE (removed_at IS NULL);

create table hall.campaign_event (
  id uuid not null,
  campaign_id uuid not null,
  at timestamp with time zone not null,
  person text not null,
  act text not null,
  details jsonb not null,
  constraint campaign_event_pkey PRIMARY KEY (id),
  constraint campaign_event_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES hall.campaign(id)
);
CREATE INDEX campaign_event_campaign ON hall.campaign_event USING btree (campaign_id, at DESC, id DESC);

create table hall.export (
  id uuid not null,
  person text not null,
  key text not null,
  service_id text not null,
  at timestamp with time zone not null,
  columns text[] not null,
  from_day date not null,
  to_day date not null,
  statuses text[],
  with_files boolean not null,
  reason text not null,
  applications integer not null,
  constraint export_pkey PRIMARY KEY (id),
  constraint export_person_key_key UNIQUE (person, key)
);
CREATE INDEX export_at ON hall.export USING btree (at DESC, id DESC);

create table hall.favourite (
  person text not null,
  service_id text not null,
  constraint favourite_pkey PRIMARY KEY (person, service_id),
  constraint favourite_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);

create table hall.guest (
  id text not null,
  name text not null,
  email text,
  phone text,
  service_id text,
  task_id uuid,
  application_id uuid,
  node text,
  at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  handed integer not null default 0,
  handed_at timestamp with time zone,
  constraint guest_pkey PRIMARY KEY (id),
  constraint guest_check CHECK (num_nonnulls(service_id, task_id) = 1),
  constraint guest_check1 CHECK (num_nonnulls(email, phone) > 0),
  constraint guest_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);
CREATE INDEX guest_application ON hall.guest USING btree (application_id) WHERE (application_id IS NOT NULL);
CREATE UNIQUE INDEX guest_of_service ON hall.guest USING btree (service_id, COALESCE(email, phone)) WHERE (service_id IS NOT NULL);

create table hall.guest_code (
  holder text not null,
  hashes text[] not null default '{}'::text[],
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  tries integer not null default 0,
  day date not null,
  asked integer not null default 1,
  constraint guest_code_pkey PRIMARY KEY (holder)
);

create table hall.guest_event (
  id bigint not null generated always as identity,
  guest_id text not null,
  at timestamp with time zone not null,
  what text not null,
  person text,
  constraint guest_event_pkey PRIMARY KEY (id),
  constraint guest_event_guest_id_fkey FOREIGN KEY (guest_id) REFERENCES hall.guest(id) ON DELETE CASCADE
);
CREATE INDEX guest_event_guest ON hall.guest_event USING btree (guest_id, id);

create table hall.guest_link (
  token_hash bytea not null,
  guest_id text not null,
  at timestamp with time zone not null,
  constraint guest_link_pkey PRIMARY KEY (token_hash),
  constraint guest_link_guest_id_fkey FOREIGN KEY (guest_id) REFERENCES hall.guest(id) ON DELETE CASCADE
);
CREATE INDEX guest_link_guest ON hall.guest_link USING btree (guest_id);

create table hall.guest_session (
  token_hash bytea not null,
  csrf text not null,
  guest_id text not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ip text not null,
  user_agent text not null,
  constraint guest_session_pkey PRIMARY KEY (token_hash),
  constraint guest_session_guest_id_fkey FOREIGN KEY (guest_id) REFERENCES hall.guest(id) ON DELETE CASCADE
);
CREATE INDEX guest_session_guest ON hall.guest_session USING btree (guest_id);

create table hall.invitation (
  id uuid not null,
  token_hash bytea not null,
  service_id text not null,
  address text,
  invited_by text not null,
  at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  most integer not null,
  used integer not null default 0,
  revoked_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_token_hash_key UNIQUE (token_hash),
  constraint invitation_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);
CREATE INDEX invitation_invited_by ON hall.invitation USING btree (invited_by, at DESC, id DESC);

create table hall.kept_opinions (
  person text not null,
  act text not null,
  texts text[] not null,
  constraint kept_opinions_pkey PRIMARY KEY (person, act)
);

create table hall.letter (
  id uuid not null,
  channel text not null,
  address text not null,
  kind text not null,
  parameters jsonb not null,
  application_id uuid,
  node text,
  at timestamp with time zone not null,
  useful_until timestamp with time zone,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  failed_at timestamp with time zone,
  error text,
  constraint letter_pkey PRIMARY KEY (id),
  constraint letter_channel_check CHECK (channel = ANY (ARRAY['email'::text, 'sms'::text]))
);
CREATE INDEX letter_application ON hall.letter USING btree (application_id) WHERE (application_id IS NOT NULL);
CREATE INDEX letter_due ON hall.letter USING btree (due_at) WHERE (failed_at IS NULL);

create table hall.notice (
  id uuid not null,
  author text not null,
  title_zh text not null,
  title_en text not null,
  body_zh text not null,
  body_en text not null,
  from_day date not null,
  until_day date not null,
  kinds text[] not null,
  units text[] not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint notice_pkey PRIMARY KEY (id)
);
CREATE INDEX notice_newest ON hall.notice USING btree (created_at DESC, id DESC);
CREATE INDEX notice_until ON hall.notice USING btree (until_day);

create table hall.notice_read (
  notice_id uuid not null,
  person text not null,
  at timestamp with time zone not null,
  constraint notice_read_pkey PRIMARY KEY (notice_id, person),
  constraint notice_read_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES hall.notice(id) ON DELETE CASCADE
);

create table hall.notification (
  id uuid not null,
  person text not null,
  at timestamp with time zone not null,
  kind text not null,
  application_id uuid not null,
  link text not null,
  parameters jsonb not null,
  read_at timestamp with time zone,
  source bigint,
  constraint notification_pkey PRIMARY KEY (id),
  constraint notification_source_person_kind_key UNIQUE (source, person, kind)
);
CREATE INDEX notification_application ON hall.notification USING btree (application_id);
CREATE INDEX notification_person ON hall.notification USING btree (person, at DESC, id DESC);
CREATE INDEX notification_unread ON hall.notification USING btree (person) WHERE (read_at IS NULL);

create table hall.objection (
  id uuid not null,
  announcement_id uuid not null,
  person text,
  code_digest bytea,
  reason text not null,
  files jsonb not null,
  raised_on date not null,
  answer text,
  answered_by text,
  answered_at timestamp with time zone,
  constraint objection_pkey PRIMARY KEY (id),
  constraint objection_check CHECK ((person IS NULL) = (code_digest IS NOT NULL)),
  constraint objection_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES hall.announcement(id) ON DELETE CASCADE
);
CREATE INDEX objection_announcement ON hall.objection USING btree (announcement_id);
CREATE INDEX objection_person ON hall.objection USING btree (person, announcement_id) WHERE (person IS NOT NULL);

create table hall.quota_use (
  service_id text not null,
  rule text not null,
  holder text not null,
  period text not null,
  application_id uuid not null,
  amount numeric not null,
  constraint quota_use_pkey PRIMARY KEY (service_id, rule, holder, period, application_id),
  constraint quota_use_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);
CREATE INDEX quota_use_application ON hall.quota_use USING btree (application_id);

create table hall.rating (
  id uuid not null,
  application_id uuid not null,
  service_id text not null,
  person text not null,
  grade smallint not null,
  reason text,
  rated_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  answer text,
  answered_by text,
  answered_at timestamp with time zone,
  constraint rating_pkey PRIMARY KEY (id),
  constraint rating_application_id_key UNIQUE (application_id),
  constraint rating_grade_check CHECK (grade >= 1 AND grade <= 5)
);
CREATE INDEX rating_service ON hall.rating USING btree (service_id, changed_at DESC, id DESC);
CREATE INDEX rating_unanswered ON hall.rating USING btree (service_id) WHERE ((grade <= 2) AND ((answered_at IS NULL) OR (answered_at < changed_at)));

create table hall.register_history (
  job text not null,
  row_id uuid not null,
  at timestamp with time zone not null,
  what text not null,
  application_id uuid not null,
  "row" jsonb not null,
  until date,
  constraint register_history_pkey PRIMARY KEY (job),
  constraint register_history_what_check CHECK (what = ANY (ARRAY['written'::text, 'struck'::text])),
  constraint register_history_row_id_fkey FOREIGN KEY (row_id) REFERENCES hall.register_row(id)
);
CREATE INDEX register_history_row ON hall.register_history USING btree (row_id, at);

create table hall.register_row (
  id uuid not null,
  register text not null,
  key text not null,
  "row" jsonb not null,
  person text,
  until date,
  application_id uuid not null,
  written_at timestamp with time zone not null,
  struck_at timestamp with time zone,
  search text not null,
  constraint register_row_pkey PRIMARY KEY (id),
  constraint register_row_register_key_key UNIQUE (register, key)
);
CREATE INDEX register_row_newest ON hall.register_row USING btree (register, written_at DESC, id DESC);
CREATE INDEX register_row_person ON hall.register_row USING btree (person, register) WHERE (person IS NOT NULL);
CREATE INDEX register_row_search ON hall.register_row USING gin (search gin_trgm_ops);

create table hall.registration (
  application_id uuid not null,
  service_id text not null,
  session text not null,
  group_key text not null,
  person text not null,
  initiator text not null,
  unit text not null,
  turn integer not null,
  drawn integer,
  state text not null,
  since timestamp with time zone not null,
  confirm_by timestamp with time zone,
  checked_in_at timestamp with time zone,
  checked_in_by text,
  reason text,
  constraint registration_pkey PRIMARY KEY (application_id),
  constraint registration_check CHECK ((state = 'offered'::text) = (confirm_by IS NOT NULL)),
  constraint registration_check1 CHECK (checked_in_at IS NULL OR state = 'placed'::text),
  constraint registration_state_check CHECK (state = ANY (ARRAY['entered'::text, 'placed'::text, 'waiting'::text, 'offered'::text, 'lost'::text, 'lapsed'::text, 'given-up'::text, 'removed'::text, 'released'::text])),
  constraint registration_service_id_session_fkey FOREIGN KEY (service_id, session) REFERENCES hall.registration_session(service_id, session)
);
CREATE UNIQUE INDEX registration_drawn ON hall.registration USING btree (service_id, session, drawn) WHERE (drawn IS NOT NULL);
CREATE UNIQUE INDEX registration_once ON hall.registration USING btree (service_id, session, person) WHERE (state = ANY (ARRAY['entered'::text, 'placed'::text, 'waiting'::text, 'offered'::text]));
CREATE INDEX registration_roster ON hall.registration USING btree (service_id, session, state, turn);

create table hall.registration_event (
  id uuid not null,
  service_id text not null,
  session text not null,
  at timestamp with time zone not null,
  person text not null,
  act text not null,
  details jsonb not null,
  constraint registration_event_pkey PRIMARY KEY (id)
);
CREATE INDEX registration_event_newest ON hall.registration_event USING btree (service_id, session, at DESC, id DESC);

create table hall.registration_places (
  service_id text not null,
  session text not null,
  group_key text not null,
  places integer not null,
  constraint registration_places_pkey PRIMARY KEY (service_id, session, group_key),
  constraint registration_places_places_check CHECK (places >= 0),
  constraint registration_places_service_id_session_fkey FOREIGN KEY (service_id, session) REFERENCES hall.registration_session(service_id, session)
);

create table hall.registration_session (
  service_id text not null,
  session text not null,
  last_turn integer not null,
  due_at timestamp with time zone,
  commitment text not null,
  seed text not null,
  drawn_at timestamp with time zone,
  constraint registration_session_pkey PRIMARY KEY (service_id, session),
  constraint registration_session_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);
CREATE INDEX registration_session_due ON hall.registration_session USING btree (due_at) WHERE (due_at IS NOT NULL);

create table hall.serial (
  service_id text not null,
  period text not null,
  last integer not null,
  constraint serial_pkey PRIMARY KEY (service_id, period),
  constraint serial_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);

create table hall.service (
  id text not null,
  category text not null,
  version integer not null,
  constraint service_pkey PRIMARY KEY (id)
);

create table hall.service_file (
  service_id text not null,
  version integer not null,
  path text not null,
  content bytea not null,
  constraint service_file_pkey PRIMARY KEY (service_id, version, path),
  constraint service_file_service_id_version_fkey FOREIGN KEY (service_id, version) REFERENCES hall.service_version(service_id, version)
);

create table hall.service_version (
  service_id text not null,
  version integer not null,
  definition_id uuid not null,
  settings jsonb not null,
  form jsonb not null,
  digest text not null,
  published_at timestamp with time zone not null,
  constraint service_version_pkey PRIMARY KEY (service_id, version),
  constraint service_version_definition_id_key UNIQUE (definition_id),
  constraint service_version_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);

create table hall.step_fact (
  task_id uuid not null,
  application_id uuid not null,
  service_id text not null,
  node text not null,
  node_name text not null,
  kind text not null,
  unit text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone,
  closed_at timestamp with time zone,
  work_minutes integer,
  outcome text,
  itself boolean not null,
  reason text,
  constraint step_fact_pkey PRIMARY KEY (task_id)
);
CREATE INDEX step_fact_application ON hall.step_fact USING btree (application_id);
CREATE INDEX step_fact_closed ON hall.step_fact USING btree (service_id, closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX step_fact_due ON hall.step_fact USING btree (service_id, due_at) WHERE (due_at IS NOT NULL);

create table hall.survey_answer (
  id uuid not null,
  round_id uuid not null,
  "group" text not null,
  answers jsonb not null,
  constraint survey_answer_pkey PRIMARY KEY (id),
  constraint survey_answer_round_id_fkey FOREIGN KEY (round_id) REFERENCES hall.survey_round(id) ON DELETE CASCADE
);
CREATE INDEX survey_answer_round ON hall.survey_answer USING btree (round_id, id);

create table hall.survey_asked (
  round_id uuid not null,
  person text not null,
  answered_on date,
  key text,
  reminded_on date,
  constraint survey_asked_pkey PRIMARY KEY (round_id, person),
  constraint survey_asked_round_id_fkey FOREIGN KEY (round_id) REFERENCES hall.survey_round(id) ON DELETE CASCADE
);
CREATE INDEX survey_asked_owed ON hall.survey_asked USING btree (person, round_id) WHERE (answered_on IS NULL);

create table hall.survey_round (
  id uuid not null,
  service_id text not null,
  definition_id uuid not null,
  opens date not null,
  closes date not null,
  closed_at timestamp with time zone,
  reminded date,
  sealed bytea,
  contacts bytea,
  constraint survey_round_pkey PRIMARY KEY (id),
  constraint survey_round_service_id_opens_key UNIQUE (service_id, opens),
  constraint survey_round_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);

create table hall.upload (
  id uuid not null,
  uploader text not null,
  service_id text not null,
  application_id uuid,
  field text not null,
  name text not null,
  size integer not null,
  begun_at timestamp with time zone not null,
  constraint upload_pkey PRIMARY KEY (id),
  constraint upload_service_id_fkey FOREIGN KEY (service_id) REFERENCES hall.service(id)
);
CREATE INDEX upload_begun ON hall.upload USING btree (begun_at);
CREATE INDEX upload_uploader ON hall.upload USING btree (uploader);

create table hall.used_opinion (
  person text not null,
  act text not null,
  text text not null,
  at timestamp with time zone not null,
  constraint used_opinion_pkey PRIMARY KEY (person, act, text)
);

create table hall.verification (
  application_id uuid not null,
  code text not null,
  drawn_at timestamp with time zone not null,
  constraint verification_pkey PRIMARY KEY (application_id),
  constraint verification_code_key UNIQUE (code)
);

create table identity."grant" (
  person_id text not null,
  role text not null,
  unit_id text,
  constraint grant_person_id_role_unit_id_key UNIQUE NULLS NOT DISTINCT (person_id, role, unit_id),
  constraint grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint grant_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id)
);
CREATE TRIGGER directory_delete AFTER DELETE ON identity."grant" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_insert AFTER INSERT ON identity."grant" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_update AFTER UPDATE ON identity."grant" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();

create table identity."group" (
  id text not null,
  name text not null,
  unit_id text not null,
  phone text not null,
  constraint group_pkey PRIMARY KEY (id),
  constraint group_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id)
);
CREATE TRIGGER directory_delete AFTER DELETE ON identity."group" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_insert AFTER INSERT ON identity."group" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_update AFTER UPDATE ON identity."group" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();

create table identity.account (
  person_id text not null,
  password_hash text not null,
  password_set_at timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (person_id),
  constraint account_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);

create table identity.directory_version (
  version integer not null
);
CREATE UNIQUE INDEX directory_version_single ON identity.directory_version USING btree ((true));

create table identity.group_member (
  group_id text not null,
  person_id text not null,
  "position" integer not null,
  constraint group_member_pkey PRIMARY KEY (group_id, person_id),
  constraint group_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES identity."group"(id),
  constraint group_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
CREATE TRIGGER directory_delete AFTER DELETE ON identity.group_member REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_insert AFTER INSERT ON identity.group_member REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_update AFTER UPDATE ON identity.group_member REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();

create table identity.person (
  id text not null,
  number text not null,
  name text not null,
  kind text not null,
  category text,
  unit_id text not null,
  phone text not null,
  email text,
  active boolean not null default true,
  pinyin text not null,
  initials text not null,
  facts jsonb not null default '{}'::jsonb,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_kind_check CHECK (kind = ANY (ARRAY['staff'::text, 'student'::text, 'guest'::text])),
  constraint person_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id)
);
CREATE INDEX person_given_name ON identity.person USING btree (substr(lower(name), 2) text_pattern_ops) WHERE active;
CREATE INDEX person_initials ON identity.person USING btree (initials text_pattern_ops) WHERE active;
CREATE INDEX person_name ON identity.person USING btree (lower(name) text_pattern_ops) WHERE active;
CREATE UNIQUE INDEX person_number ON identity.person USING btree (lower(number) text_pattern_ops);
CREATE INDEX person_pinyin ON identity.person USING btree (pinyin text_pattern_ops) WHERE active;
CREATE INDEX person_unit ON identity.person USING btree (unit_id);
CREATE TRIGGER directory_insert AFTER INSERT ON identity.person REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_update AFTER UPDATE ON identity.person REFERENCING OLD TABLE AS earlier NEW TABLE AS later FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version_of_person();

create table identity.post (
  unit_id text not null,
  person_id text not null,
  title text not null,
  is_head boolean not null,
  "position" integer not null,
  constraint post_pkey PRIMARY KEY (unit_id, person_id, title),
  constraint post_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint post_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id)
);
CREATE INDEX post_person ON identity.post USING btree (person_id);
CREATE TRIGGER directory_delete AFTER DELETE ON identity.post REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_insert AFTER INSERT ON identity.post REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_update AFTER UPDATE ON identity.post REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();

create table identity.proxy (
  id uuid not null,
  principal text not null,
  proxy text not null,
  from_day date not null,
  until_day date not null,
  services text[],
  reason text not null,
  granted_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint proxy_pkey PRIMARY KEY (id),
  constraint proxy_check CHECK (principal <> proxy),
  constraint proxy_check1 CHECK (from_day <= until_day),
  constraint proxy_principal_fkey FOREIGN KEY (principal) REFERENCES identity.person(id),
  constraint proxy_proxy_fkey FOREIGN KEY (proxy) REFERENCES identity.person(id)
);
CREATE INDEX proxy_principal ON identity.proxy USING btree (principal, from_day DESC);
CREATE INDEX proxy_proxy ON identity.proxy USING btree (proxy, from_day DESC);
CREATE TRIGGER directory_insert AFTER INSERT ON identity.proxy REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_update AFTER UPDATE ON identity.proxy REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();

create table identity.relation (
  kind text not null,
  of_person_id text,
  of_unit_id text,
  person_id text not null,
  "position" integer not null,
  constraint relation_kind_of_person_id_of_unit_id_person_id_key UNIQUE NULLS NOT DISTINCT (kind, of_person_id, of_unit_id, person_id),
  constraint relation_check CHECK (num_nonnulls(of_person_id, of_unit_id) = 1),
  constraint relation_check1 CHECK ((kind = 'leaderInCharge'::text) = (of_unit_id IS NOT NULL)),
  constraint relation_kind_check CHECK (kind = ANY (ARRAY['counsellor'::text, 'supervisor'::text, 'lineManager'::text, 'leaderInCharge'::text])),
  constraint relation_of_person_id_fkey FOREIGN KEY (of_person_id) REFERENCES identity.person(id),
  constraint relation_of_unit_id_fkey FOREIGN KEY (of_unit_id) REFERENCES identity.unit(id),
  constraint relation_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
CREATE INDEX relation_of_person ON identity.relation USING btree (of_person_id) WHERE (of_person_id IS NOT NULL);
CREATE TRIGGER directory_delete AFTER DELETE ON identity.relation REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_insert AFTER INSERT ON identity.relation REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_update AFTER UPDATE ON identity.relation REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();

create table identity.session (
  token_hash bytea not null,
  csrf text not null,
  person_id text not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ip text not null,
  user_agent text not null,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id)
);
CREATE INDEX session_person ON identity.session USING btree (person_id);

create table identity.sign_in_address (
  address text not null,
  level double precision not null,
  last_at timestamp with time zone not null,
  constraint sign_in_address_pkey PRIMARY KEY (address)
);

create table identity.sign_in_failure (
  login_hash bytea not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone not null,
  constraint sign_in_failure_pkey PRIMARY KEY (login_hash)
);

create table identity.unit (
  id text not null,
  name text not null,
  name_en text,
  parent_id text,
  kind text not null,
  phone text not null,
  "position" integer not null,
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_check CHECK (parent_id <> id),
  constraint unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES identity.unit(id)
);
CREATE TRIGGER directory_delete AFTER DELETE ON identity.unit REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_insert AFTER INSERT ON identity.unit REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();
CREATE TRIGGER directory_update AFTER UPDATE ON identity.unit REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION identity.bump_directory_version();

create table payment."order" (
  id uuid not null,
  number text not null,
  job uuid not null,
  application_id uuid not null,
  service_id text not null,
  node text not null,
  item text not null,
  subject text not null,
  payer text not null,
  amount bigint not null,
  platform text,
  status text not null,
  close_reason text,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ways jsonb not null default '{}'::jsonb,
  look_at timestamp with time zone not null,
  tell_at timestamp with time zone,
  constraint order_pkey PRIMARY KEY (id),
  constraint order_job_key UNIQUE (job),
  constraint order_number_key UNIQUE (number),
  constraint order_amount_check CHECK (amount > 0),
  constraint order_check CHECK ((status = 'open'::text) = (ended_at IS NULL)),
  constraint order_check1 CHECK ((status = 'closed'::text) = (close_reason IS NOT NULL)),
  constraint order_close_reason_check CHECK (close_reason = ANY (ARRAY['time-out'::text, 'abandoned'::text])),
  constraint order_number_check CHECK (number ~ '^\d{18}$'::text),
  constraint order_status_check CHECK (status = ANY (ARRAY['open'::text, 'paid'::text, 'closed'::text]))
);
CREATE INDEX order_application ON payment."order" USING btree (application_id);
CREATE INDEX order_look ON payment."order" USING btree (look_at) WHERE (status = 'open'::text);
CREATE INDEX order_newest ON payment."order" USING btree (opened_at DESC, id DESC);
CREATE UNIQUE INDEX order_open ON payment."order" USING btree (service_id, item) WHERE (status = 'open'::text);
CREATE INDEX order_payer ON payment."order" USING btree (payer, opened_at DESC, id DESC);
CREATE INDEX order_tell ON payment."order" USING btree (tell_at) WHERE (tell_at IS NOT NULL);
CREATE TRIGGER order_keeps_price BEFORE UPDATE ON payment."order" FOR EACH ROW EXECUTE FUNCTION payment.keep_price();

create table payment.card (
  id text not null,
  number text not null,
  name text not null,
  unit_id text not null,
  leader text,
  purposes text[] not null default '{}'::text[],
  balance bigint not null,
  constraint card_pkey PRIMARY KEY (id),
  constraint card_number_key UNIQUE (number),
  constraint card_balance_check CHECK (balance >= 0)
);

create table payment.counter (
  period text not null,
  last bigint not null,
  constraint counter_pkey PRIMARY KEY (period)
);

create table payment.difference (
  id uuid not null,
  platform text not null,
  day date not null,
  kind text not null,
  what text not null,
  channel_number text not null,
  order_number text not null,
  ours bigint,
  theirs bigint,
  settled_at timestamp with time zone,
  settled_by text,
  note text,
  constraint difference_pkey PRIMARY KEY (id),
  constraint difference_platform_day_kind_what_channel_number_key UNIQUE (platform, day, kind, what, channel_number),
  constraint difference_kind_check CHECK (kind = ANY (ARRAY['missing-here'::text, 'missing-there'::text, 'amount-differs'::text, 'doubled'::text])),
  constraint difference_what_check CHECK (what = ANY (ARRAY['payment'::text, 'refund'::text])),
  constraint difference_platform_day_fkey FOREIGN KEY (platform, day) REFERENCES payment.reconciliation(platform, day)
);

create table payment.entry (
  transfer_id uuid not null,
  card_id text not null,
  amount bigint not null,
  balance bigint not null,
  constraint entry_pkey PRIMARY KEY (transfer_id, card_id),
  constraint entry_amount_check CHECK (amount <> 0),
  constraint entry_card_id_fkey FOREIGN KEY (card_id) REFERENCES payment.card(id),
  constraint entry_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES payment.transfer(id)
);
CREATE INDEX entry_card ON payment.entry USING btree (card_id);

create table payment.notification (
  platform text not null,
  id text not null,
  at timestamp with time zone not null,
  channel_number text not null,
  order_number text not null,
  outcome text not null,
  constraint notification_pkey PRIMARY KEY (platform, id)
);

create table payment.payment (
  id uuid not null,
  order_id uuid not null,
  platform text not null,
  channel_number text not null,
  amount bigint not null,
  paid_at timestamp with time zone not null,
  known_at timestamp with time zone not null,
  via text not null,
  verdict text not null,
  refunded bigint not null default 0,
  constraint payment_pkey PRIMARY KEY (id),
  constraint payment_platform_channel_number_key UNIQUE (platform, channel_number),
  constraint payment_amount_check CHECK (amount > 0),
  constraint payment_check CHECK (refunded >= 0 AND refunded <= amount),
  constraint payment_verdict_check CHECK (verdict = ANY (ARRAY['settles'::text, 'doubled'::text, 'late'::text, 'wrong-amount'::text])),
  constraint payment_via_check CHECK (via = ANY (ARRAY['notification'::text, 'query'::text])),
  constraint payment_order_id_fkey FOREIGN KEY (order_id) REFERENCES payment."order"(id)
);
CREATE INDEX payment_day ON payment.payment USING btree (platform, paid_at);
CREATE INDEX payment_order ON payment.payment USING btree (order_id);
CREATE UNIQUE INDEX payment_settles ON payment.payment USING btree (order_id) WHERE (verdict = 'settles'::text);

create table payment.receipt (
  number text not null,
  order_id uuid not null,
  at timestamp with time zone not null,
  code text not null,
  constraint receipt_pkey PRIMARY KEY (number),
  constraint receipt_code_key UNIQUE (code),
  constraint receipt_order_id_key UNIQUE (order_id),
  constraint receipt_order_id_fkey FOREIGN KEY (order_id) REFERENCES payment."order"(id)
);

create table payment.reconciliation (
  platform text not null,
  day date not null,
  at timestamp with time zone not null,
  by text not null,
  source text not null,
  lines integer not null,
  their_amount bigint not null,
  our_lines integer not null,
  our_amount bigint not null,
  constraint reconciliation_pkey PRIMARY KEY (platform, day),
  constraint reconciliation_source_check CHECK (source = ANY (ARRAY['fetched'::text, 'uploaded'::text]))
);

create table payment.refund (
  id uuid not null,
  number text not null,
  payment_id uuid not null,
  order_id uuid not null,
  amount bigint not null,
  cause text not null,
  reason text not null,
  asked_by text,
  key text not null,
  at timestamp with time zone not null,
  status text not null,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  error text,
  constraint refund_pkey PRIMARY KEY (id),
  constraint refund_key_key UNIQUE (key),
  constraint refund_number_key UNIQUE (number),
  constraint refund_amount_check CHECK (amount > 0),
  constraint refund_cause_check CHECK (cause = ANY (ARRAY['doubled'::text, 'late'::text, 'wrong-amount'::text, 'abandoned'::text, 'changed'::text, 'asked'::text])),
  constraint refund_check CHECK ((status = 'done'::text) = (done_at IS NOT NULL)),
  constraint refund_status_check CHECK (status = ANY (ARRAY['waiting'::text, 'accepted'::text, 'done'::text, 'stuck'::text])),
  constraint refund_order_id_fkey FOREIGN KEY (order_id) REFERENCES payment."order"(id),
  constraint refund_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment.payment(id)
);
CREATE INDEX refund_due ON payment.refund USING btree (due_at) WHERE (status = ANY (ARRAY['waiting'::text, 'accepted'::text]));
CREATE INDEX refund_order ON payment.refund USING btree (order_id);
CREATE INDEX refund_payment ON payment.refund USING btree (payment_id);

create table payment.transfer (
  id uuid not null,
  voucher text not null,
  application_id uuid not null,
  service_id text not null,
  subject text not null,
  amount bigint not null,
  at timestamp with time zone not null,
  constraint transfer_pkey PRIMARY KEY (id),
  constraint transfer_voucher_key UNIQUE (voucher),
  constraint transfer_amount_check CHECK (amount > 0)
);
CREATE INDEX transfer_application ON payment.transfer USING btree (application_id);
CREATE INDEX transfer_newest ON payment.transfer USING btree (at DESC, id DESC);

CREATE OR REPLACE FUNCTION flow.drop_empty_history_partitions()
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  month regclass;
  is_empty boolean;
  dropped integer := 0;
begin
  perform set_config('lock_timeout', '1s', true);
  for month in
    select inhrelid::regclass
    from pg_inherits
    where inhparent = 'flow.history'::regclass
      and inhrelid::regclass::text < 'flow.history_' || to_char(now() at time zone 'utc' - interval '1 month', 'YYYY_MM')
  loop
    begin
      execute format('lock table %s in access exclusive mode', month);
      execute format('select not exists (select from %s)', month) into is_empty;
      if is_empty then
        execute format('drop table %s', month);
        dropped := dropped + 1;
      end if;
    exception when lock_not_available then
      null;
    end;
  end loop;
  return dropped;
end
$function$;

CREATE OR REPLACE FUNCTION flow.ensure_history_partitions(months_ahead integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION identity.bump_directory_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from touched) then
    update identity.directory_version set version = version + 1;
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION identity.bump_directory_version_of_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from earlier
    join later using (id)
    where (earlier.unit_id, earlier.active) is distinct from (later.unit_id, later.active)
  ) then
    update identity.directory_version set version = version + 1;
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION payment.keep_price()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.amount <> old.amount or new.number <> old.number or new.payer <> old.payer then
    raise exception 'an order keeps its amount, number and payer';
  end if;
  return new;
end $function$;
