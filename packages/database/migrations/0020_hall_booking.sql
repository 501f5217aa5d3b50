-- 预约: one calendar of rooms and devices for all services, the timetable and the exams.

create table hall.booking (
  id uuid primary key,
  -- Of `resources/*.json`.
  resource_id text not null,
  during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
  status text not null check (status in ('held', 'confirmed', 'released')),
  origin text not null check (origin in ('application', 'timetable')),
  -- Of an application: which, by which field of its form, and for whom.
  application_id uuid,
  field text,
  person text,
  -- Of a timetable: which, and what takes place.
  timetable text,
  title text,
  -- When a hold (预占) falls back.
  expires_at timestamptz,
  held_at timestamptz not null,
  released_at timestamptz,
  released_for text check (released_for in ('expired', 'ended', 'moved', 'given-back')),
  -- Whoever writes: of one resource no two that count ever overlap.
  constraint booking_apart exclude using gist (resource_id with =, during with &&)
    where (status in ('held', 'confirmed')),
  check ((origin = 'application') = (application_id is not null)),
  check ((origin = 'timetable') = (timetable is not null)),
  check ((status = 'released') = (released_for is not null))
);
create index booking_application on hall.booking (application_id) where application_id is not null;
create index booking_timetable on hall.booking (timetable) where timetable is not null;
create index booking_expiring on hall.booking (expires_at) where status = 'held';
