-- 报名: places of a service by session (场次) and group, who has them, who waits for them.

create table hall.registration_session (
  service_id text not null references hall.service,
  -- As the settings' expression names it; empty where there is only one.
  session text not null,
  -- The number of whoever came last. Handed out behind this row's lock, so it tells who came first.
  last_turn integer not null,
  -- When a worker has to look after it: a place is free, a confirmation has run out, the lot is drawn. Null: never.
  due_at timestamptz,
  -- 抽签: the hash of the seed, shown from the beginning, and the seed, shown when it was drawn.
  commitment text not null,
  seed text not null,
  drawn_at timestamptz,
  primary key (service_id, session)
);
create index registration_session_due on hall.registration_session (due_at) where due_at is not null;

-- Numbers of places that the owner has set in the browser; they stand above those of the settings.
create table hall.registration_places (
  service_id text not null,
  session text not null,
  -- Empty: in all.
  group_key text not null,
  places integer not null check (places >= 0),
  primary key (service_id, session, group_key),
  foreign key (service_id, session) references hall.registration_session
);

create table hall.registration (
  application_id uuid primary key,
  service_id text not null,
  session text not null,
  group_key text not null,
  person text not null,
  -- Of the application, which may be of another's making.
  initiator text not null,
  unit text not null,
  -- The order of those who came; of a lot that was drawn, the order of the draw.
  turn integer not null,
  -- Its place in the draw, also when it is out long since: the list that was drawn stays as it was.
  drawn integer,
  state text not null check (
    state in ('entered', 'placed', 'waiting', 'offered', 'lost', 'lapsed', 'given-up', 'removed', 'released')
  ),
  since timestamptz not null,
  -- 待确认: until when.
  confirm_by timestamptz,
  checked_in_at timestamptz,
  checked_in_by text,
  reason text,
  check ((state = 'offered') = (confirm_by is not null)),
  check (checked_in_at is null or state = 'placed'),
  foreign key (service_id, session) references hall.registration_session
);
-- Nobody is in a session twice.
create unique index registration_once on hall.registration (service_id, session, person)
  where state in ('entered', 'placed', 'waiting', 'offered');
create unique index registration_drawn on hall.registration (service_id, session, drawn) where drawn is not null;
create index registration_roster on hall.registration (service_id, session, state, turn);

-- Who did what, append-only; `system` where it went by itself.
create table hall.registration_event (
  id uuid primary key,
  service_id text not null,
  session text not null,
  at timestamptz not null,
  person text not null,
  act text not null,
  details jsonb not null
);
create index registration_event_newest on hall.registration_event (service_id, session, at desc, id desc);
