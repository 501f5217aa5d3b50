-- Decision tables (DMN) that the business rule tasks of a process ask: [{"file", "xml"}], under the names that they have
-- beside it. Part of the version like its process, and never changed.
alter table flow.definition add column decisions jsonb not null default '[]';

-- "All of this version that have not ended", to migrate them.
create index instance_definition on flow.instance (definition_id) where ended_at is null;
