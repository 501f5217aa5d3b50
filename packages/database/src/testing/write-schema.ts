/** Writes `schema.sql` anew from a freshly migrated database. Run it after adding a migration. */
import { writeFileSync } from 'node:fs';
import { dumpSchema, schemaFile } from '../schema-dump.ts';
import { testDatabase } from './index.ts';

const { database, drop } = await testDatabase();
try {
  writeFileSync(schemaFile, await dumpSchema(database));
} finally {
  await drop();
}
