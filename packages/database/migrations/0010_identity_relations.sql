-- Who stands to whom (辅导员, 导师, 直接上级; a unit's 分管校领导), and what else is known of a person (层次, 专业, 职称, 身份标签 …).

create table identity.relation (
  kind text not null check (kind in ('counsellor', 'supervisor', 'lineManager', 'leaderInCharge')),
  -- Of a person, or (leaderInCharge) of a unit.
  of_person_id text references identity.person,
  of_unit_id text references identity.unit,
  person_id text not null references identity.person,
  position integer not null,
  check (num_nonnulls(of_person_id, of_unit_id) = 1),
  check ((kind = 'leaderInCharge') = (of_unit_id is not null)),
  unique nulls not distinct (kind, of_person_id, of_unit_id, person_id)
);
create index relation_of_person on identity.relation (of_person_id) where of_person_id is not null;

create trigger directory_insert after insert on identity.relation referencing new table as touched
for each statement execute function identity.bump_directory_version();
create trigger directory_update after update on identity.relation referencing new table as touched
for each statement execute function identity.bump_directory_version();
create trigger directory_delete after delete on identity.relation referencing old table as touched
for each statement execute function identity.bump_directory_version();

-- The directory now also knows who belongs to which unit: somebody new is news to it.
create trigger directory_insert after insert on identity.person referencing new table as touched
for each statement execute function identity.bump_directory_version();

-- Only what forms, conditions and audiences ask for; the keys are those of `PersonFacts` in packages/identity.
alter table identity.person add column facts jsonb not null default '{}';
