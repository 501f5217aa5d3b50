import { type TestDatabase, testDatabase } from '@yizhan/database/testing';
import { loadOrganisation } from '../organisation/load-organisation.ts';
import { setSharedPassword } from '../sign-in/set-password.ts';
import { smallCampus } from './small-campus.ts';

/** What everybody on the small campus signs in with, except the student, who has no account. */
export const password = 'a lake below the hill';

/** A database of the test's own with the small campus in it. */
export const loadedCampus = (): Promise<TestDatabase> =>
  testDatabase({
    prepare: {
      name: `identity small campus ${JSON.stringify(smallCampus())}`,
      async run(database) {
        await loadOrganisation(database, smallCampus());
        await setSharedPassword(database, ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'], password);
      },
    },
  });
