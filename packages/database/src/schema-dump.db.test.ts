import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { dumpSchema, schemaFile } from './schema-dump.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

let trial: TestDatabase;
before(async () => {
  trial = await testDatabase();
});
after(() => trial.drop());

test('schema.sql is what the migrations make', async () => {
  const made = await dumpSchema(trial.database);
  const hint =
    'schema.sql is out of date: run node packages/database/src/testing/write-schema.ts and commit it';
  assert.equal(readFileSync(schemaFile, 'utf8'), made, hint);
});

test('everything that a migration may make is shown', async () => {
  await trial.database.query({
    text: `
      create schema trial;
      create type trial.mode as enum ('single', 'countersign');
      create domain trial.money as bigint check (value >= 0);
      create sequence trial.serial;
      create function trial.touch() returns trigger language plpgsql as 'begin return new; end';
      create table trial.parent (
        id integer generated always as identity primary key,
        name text collate "C" not null default 'x',
        upper_name text generated always as (upper(name)) stored,
        mode trial.mode,
        check (name <> '')
      );
      create table trial.history (at date not null, parent integer references trial.parent) partition by range (at);
      create table trial.history_2026_01 partition of trial.history for values from ('2026-01-01') to ('2026-02-01');
      create table trial.history_rest partition of trial.history default;
      create unlogged table trial.cache (n integer);
      create index history_parent on trial.history (parent);
      create trigger touch before update on trial.parent for each row execute function trial.touch();
      create view trial.names as select name from trial.parent;
      comment on column trial.parent.name is '姓名';`,
  });
  const made = await dumpSchema(trial.database);
  const expected = [
    "create type trial.mode as enum ('single', 'countersign');",
    'create domain trial.money as bigint constraint money_check CHECK (VALUE >= 0);',
    'create sequence trial.serial as bigint;',
    `create table trial.parent (
  id integer not null generated always as identity,
  name text collate "C" not null default 'x'::text,
  upper_name text generated always as (upper(name)) stored,
  mode trial.mode,
  constraint parent_pkey PRIMARY KEY (id),
  constraint parent_name_check CHECK (name <> ''::text)
);
CREATE TRIGGER touch BEFORE UPDATE ON trial.parent FOR EACH ROW EXECUTE FUNCTION trial.touch();
comment on column trial.parent.name is '姓名';`,
    `create table trial.history (
  at date not null,
  parent integer,
  constraint history_parent_fkey FOREIGN KEY (parent) REFERENCES trial.parent(id)
) partition by RANGE (at);
CREATE INDEX history_parent ON ONLY trial.history USING btree (parent);`,
    'create table trial.history_rest partition of trial.history DEFAULT;',
    'create unlogged table trial.cache (',
    'create view trial.names as\n SELECT name',
    'CREATE OR REPLACE FUNCTION trial.touch()',
  ];
  for (const text of expected)
    assert.ok(made.includes(text), `${text}\n\nis not in\n\n${made.slice(made.indexOf('trial.'))}`);
  assert.ok(!made.includes('history_2026_01'), 'a partition of one month is left out');
  assert.ok(!made.includes('history_rest ON'), 'and the indexes of a partition are those of its parent');
});
