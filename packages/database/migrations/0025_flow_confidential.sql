-- 限制知悉: instances that stand in no list of those who look after services, only before their own people.
alter table flow.instance add column confidential boolean not null default false;
