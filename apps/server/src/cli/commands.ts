import { bench } from './bench.ts';
import type { Command } from './command.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { exportService } from './export.ts';
import { importServices } from './import.ts';
import { layout } from './layout.ts';
import { migrateDatabase } from './migrate.ts';
import { simulateFlow } from './simulate.ts';
import { start } from './start.ts';
import { user } from './user.ts';
import { validate } from './validate.ts';

export const commands: Readonly<Record<string, Command>> = {
  start,
  migrate: migrateDatabase,
  demo,
  validate,
  simulate: simulateFlow,
  layout,
  import: importServices,
  export: exportService,
  user,
  doctor,
  bench,
};
