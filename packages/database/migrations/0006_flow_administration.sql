-- What administrators look through: all instances, newest first, of all services or of one. Neither index is touched
-- by a command that moves an instance on.
create index instance_created on flow.instance (created_at desc, id desc);
create index instance_key on flow.instance (key, created_at desc, id desc);

-- Waits are named within their instance: two instances may each have one that failed by the same name.
drop index flow.incident_open;
create unique index incident_open on flow.incident (instance_id, source) nulls not distinct where resolved_at is null;
