-- Who is who: units, persons, posts, groups and grants; and how a person signs in: accounts, sessions, throttles.
-- Ids are given once and never change; a person's number (工号/学号) may.

create schema identity;

create table identity.unit (
  id text primary key,
  name text not null,
  name_en text,
  parent_id text references identity.unit,
  kind text not null,
  phone text not null,
  position integer not null,
  check (parent_id <> id)
);

create table identity.person (
  id text primary key,
  number text not null,
  name text not null,
  kind text not null check (kind in ('staff', 'student', 'guest')),
  category text,
  unit_id text not null references identity.unit,
  phone text not null,
  email text,
  active boolean not null default true,
  -- zhangxiaoming and zxm for 张晓明: worked out by the loader, for PostgreSQL cannot read Chinese.
  pinyin text not null,
  initials text not null
);

-- Nobody's number may differ from another's in case only: t1006 signs in as T1006. Also serves number prefixes.
create unique index person_number on identity.person (lower(number) text_pattern_ops);
create index person_unit on identity.person (unit_id);
-- The picker: what the person types is the beginning of one of these. Surnames have one character, so the second
-- index finds 张晓明 by 晓明 (a surname of two characters is typed anyway).
create index person_name on identity.person (lower(name) text_pattern_ops) where active;
create index person_given_name on identity.person (substr(lower(name), 2) text_pattern_ops) where active;
create index person_pinyin on identity.person (pinyin text_pattern_ops) where active;
create index person_initials on identity.person (initials text_pattern_ops) where active;

create table identity.post (
  unit_id text not null references identity.unit,
  person_id text not null references identity.person,
  title text not null,
  is_head boolean not null,
  position integer not null,
  primary key (unit_id, person_id, title)
);
create index post_person on identity.post (person_id);

create table identity."group" (
  id text primary key,
  name text not null,
  unit_id text not null references identity.unit,
  phone text not null
);

create table identity.group_member (
  group_id text not null references identity."group",
  person_id text not null references identity.person,
  position integer not null,
  primary key (group_id, person_id)
);

-- A role for the whole institution (unit_id null) or for a unit and all below it.
create table identity."grant" (
  person_id text not null references identity.person,
  role text not null,
  unit_id text references identity.unit,
  unique nulls not distinct (person_id, role, unit_id)
);

-- The servers keep units, posts, groups and grants in memory and ask with every request whether this number is
-- still theirs. A change takes the row's lock until it commits, so changes of the directory come one by one.
create table identity.directory_version (
  version integer not null
);
create unique index directory_version_single on identity.directory_version ((true));
insert into identity.directory_version (version) values (1);

-- Statement-level, and only when rows were touched: a load of 20,000 persons is one new version, an unchanged
-- load is none.
create function identity.bump_directory_version() returns trigger
language plpgsql as $$
begin
  if exists (select from touched) then
    update identity.directory_version set version = version + 1;
  end if;
  return null;
end
$$;

do $$
declare
  kept text;
begin
  foreach kept in array array['unit', 'post', 'group', 'group_member', 'grant'] loop
    execute format(
      'create trigger directory_insert after insert on identity.%I referencing new table as touched
       for each statement execute function identity.bump_directory_version()', kept);
    execute format(
      'create trigger directory_update after update on identity.%I referencing new table as touched
       for each statement execute function identity.bump_directory_version()', kept);
    execute format(
      'create trigger directory_delete after delete on identity.%I referencing old table as touched
       for each statement execute function identity.bump_directory_version()', kept);
  end loop;
end
$$;

-- Of a person only these two matter to the directory: inactive people hold no post, and heads are found by unit.
-- (A trigger "of" columns cannot have transition tables, hence the join.)
create function identity.bump_directory_version_of_person() returns trigger
language plpgsql as $$
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
$$;

create trigger directory_update after update on identity.person
referencing old table as earlier new table as later
for each statement execute function identity.bump_directory_version_of_person();

create table identity.account (
  person_id text primary key references identity.person,
  -- $scrypt$ln=15,r=8,p=3$salt$hash: the cost stands inside, so that it can be raised.
  password_hash text not null,
  password_set_at timestamptz not null
);

-- Failed sign-ins by what was typed as login, also where no such person exists: were only accounts throttled, the
-- throttle would tell which exist. Hashed, for people type their password into the wrong field.
create table identity.sign_in_failure (
  login_hash bytea primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz not null
);

-- A leaky bucket per address: each attempt adds one, a success takes it back, time lets it leak.
create table identity.sign_in_address (
  address text primary key,
  level double precision not null,
  last_at timestamptz not null
);

-- Only the token's hash: a copy of this table lets nobody in. last_seen_at is in no index, so that its update
-- stays on the page (HOT), for which the page keeps room.
create table identity.session (
  token_hash bytea primary key,
  csrf text not null,
  person_id text not null references identity.person,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ip text not null,
  user_agent text not null
) with (fillfactor = 80);
create index session_person on identity.session (person_id);
