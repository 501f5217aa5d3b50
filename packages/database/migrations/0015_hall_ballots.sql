-- 无记名投票 and 公示.

-- 票箱: what has been cast, sealed under a key that is not in the database (and is destroyed when the box is opened). One
-- row holds all papers of a vote, encrypted anew in another order with each of them, so that nothing here (row, order,
-- time, transaction, length) belongs to one paper. Who has voted stands in flow alone.
create table hall.ballot_box (
  -- What is voted in: of an approval step the id of its task.
  id text primary key,
  -- What it belongs to and goes with: the application.
  owner_id uuid not null,
  ballot text not null,
  -- How many of each group of voters were asked.
  asked jsonb not null,
  -- Null once it was opened.
  sealed bytea
);
create index ballot_box_owner on hall.ballot_box (owner_id, ballot);

-- Opened papers, written all at once in the order of their random ids. No time, no person.
create table hall.ballot_paper (
  id uuid primary key,
  box_id text not null references hall.ballot_box on delete cascade,
  voters text not null,
  answers jsonb not null
);
create index ballot_paper_box on hall.ballot_paper (box_id);

-- 公示: the values as they are shown, taken when it was put up; `archived` what is shown of them afterwards.
create table hall.announcement (
  -- The job that has put it up.
  id uuid primary key,
  application_id uuid not null,
  service_id text not null,
  announcement text not null,
  title jsonb not null,
  content jsonb not null,
  archived jsonb not null,
  audience text not null check (audience in ('public', 'signedIn', 'unit')),
  unit_id text not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null
);
create index announcement_newest on hall.announcement (begins_at desc, id desc);
create index announcement_application on hall.announcement (application_id);

-- 异议. Of an anonymous one neither person nor hour is kept, and its answer is read by the code that only the objector has.
create table hall.objection (
  id uuid primary key,
  announcement_id uuid not null references hall.announcement on delete cascade,
  person text,
  code_digest bytea,
  reason text not null,
  files jsonb not null,
  raised_on date not null,
  answer text,
  answered_by text,
  answered_at timestamptz,
  check ((person is null) = (code_digest is not null))
);
create index objection_announcement on hall.objection (announcement_id);
create index objection_person on hall.objection (person, announcement_id) where person is not null;
