-- 抄送: who got a copy of an application to read. Once a person, however often it is sent.
create table flow.copy (
  instance_id uuid not null references flow.instance on delete cascade,
  person text not null,
  copied_by text not null,
  at timestamptz not null,
  -- The step with whose eyes the sender saw it; null: the applicant's.
  step text,
  read_at timestamptz,
  primary key (instance_id, person)
);
create index copy_person on flow.copy (person, at desc, instance_id desc);
create index copy_unread on flow.copy (person) where read_at is null;
