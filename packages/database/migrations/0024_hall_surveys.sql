-- 调查: anonymous questionnaires. Who has answered stands in one table and what was answered in another, and nothing leads
-- from one to the other: see docs/decisions/2026-11-24-surveys.md.

-- A round (一轮) of a survey: one of its windows.
create table hall.survey_round (
  id uuid primary key,
  service_id text not null references hall.service,
  -- The version that it asks, until it is over.
  definition_id uuid not null,
  -- Days in China, both inclusive.
  opens date not null,
  closes date not null,
  closed_at timestamptz,
  -- The last day whose reminder has gone out.
  reminded date,
  -- Answers that wait to be let out with others, sealed as one text under a key that is not in the database.
  sealed bytea,
  -- How those who wish so can be reached, sealed likewise under a key of its own.
  contacts bytea,
  unique (service_id, opens)
);

-- Who is asked, and whether he has answered: never what.
create table hall.survey_asked (
  round_id uuid not null references hall.survey_round on delete cascade,
  person text not null,
  answered_on date,
  -- The request's, so that the same one sent again is not refused.
  key text,
  reminded_on date,
  primary key (round_id, person)
);
create index survey_asked_owed on hall.survey_asked (person, round_id) where answered_on is null;

-- Answers that were let out: several at once, mixed. No person, no moment, no order.
create table hall.survey_answer (
  id uuid primary key,
  round_id uuid not null references hall.survey_round on delete cascade,
  -- What results may be told apart by; empty where that is not known.
  "group" text not null,
  answers jsonb not null
);
create index survey_answer_round on hall.survey_answer (round_id, id);
