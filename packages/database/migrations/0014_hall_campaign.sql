-- 活动: one case of a service for each person or unit of a roster, with a year as parameter and a window of its own.
create table hall.campaign (
  id uuid primary key,
  service_id text not null references hall.service,
  title text not null,
  year integer not null,
  term integer,
  -- Values in place of those of the service's parameters.
  parameters jsonb not null,
  -- The window of its cases: days in China, both included.
  opens date not null,
  closes date not null,
  check (opens <= closes),
  -- The rule by which its cases are found; the cases are rows of campaign_case.
  roster jsonb not null,
  -- Reminders by themselves: so many days before it closes.
  remind_days integer[] not null,
  -- opening: its cases are being made. Past its last day it is over without a change here.
  state text not null check (state in ('draft', 'opening', 'open', 'closed')),
  -- The day of the last reminder that went out by itself.
  reminded_on date,
  copied_from uuid,
  created_by text not null,
  created_at timestamptz not null
);
create index campaign_newest on hall.campaign (created_at desc, id desc);
create index campaign_running on hall.campaign (state) where state in ('opening', 'open');

create table hall.campaign_case (
  -- Given before the application is there, so that making it twice makes one.
  application_id uuid primary key,
  campaign_id uuid not null references hall.campaign,
  -- A person's id or a unit's; there is one case for each, but for those taken out.
  subject text not null,
  -- Who fills it in, and the unit in whose name: that of the subject when the case was added.
  person text not null,
  unit text not null,
  -- When its draft was made; null: it is still to be made.
  made_at timestamptz,
  removed_at timestamptz,
  reminded_on date
);
create unique index campaign_case_subject on hall.campaign_case (campaign_id, subject) where removed_at is null;
create index campaign_case_unit on hall.campaign_case (campaign_id, unit) where removed_at is null;
create index campaign_case_person on hall.campaign_case (person) where removed_at is null;
create index campaign_case_to_make on hall.campaign_case (campaign_id) where made_at is null and removed_at is null;

-- Who did what to a campaign, append-only; `system` where it went by itself.
create table hall.campaign_event (
  id uuid primary key,
  campaign_id uuid not null references hall.campaign,
  at timestamptz not null,
  person text not null,
  act text not null,
  details jsonb not null
);
create index campaign_event_campaign on hall.campaign_event (campaign_id, at desc, id desc);

-- Messages of campaigns come of no message of the outbox.
alter table hall.notification alter column source drop not null;
