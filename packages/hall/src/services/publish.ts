import { randomUUID } from 'node:crypto';
import type { Database } from '@yizhan/database';
import type { Flow } from '@yizhan/flow';
import { hastenAll } from '../registrations/registrations.sql.ts';
import { fieldNames, givenNames } from './field-names.ts';
import type { ServiceFolder } from './read-service-folder.ts';
import { claimService, digestOf, insertVersion, keepFiles } from './services.sql.ts';

/**
 * Publishes a service folder: an immutable version of settings, form and flow, in one transaction. Applications
 * under way stay on theirs. The same folder again is no new version.
 */
export async function publishService(
  database: Database,
  flow: Flow,
  folder: ServiceFolder,
  now: string,
): Promise<{ readonly version: number; readonly isNew: boolean }> {
  const { settings, form, digest } = folder;
  return database.transaction(async (transaction) => {
    const [claimed] = await transaction.query<{ version: number }>(
      claimService(settings.id, settings.category),
    );
    const last = claimed?.version ?? 0;
    const [published] = await transaction.query<{ digest: string }>(digestOf(settings.id, last));
    if (published?.digest === digest) {
      // Scenarios make no version, but go out again as they came in last.
      await transaction.commitWith([keepFiles(settings.id, last, folder.files)]);
      return { version: last, isNew: false };
    }
    const version = last + 1;
    const definition = randomUUID();
    await transaction.commitWith([
      flow.publish({
        id: definition,
        key: settings.id,
        version,
        xml: folder.flow,
        names: [...fieldNames(form), ...givenNames],
        decisions: folder.decisions,
        confirm: settings.principal?.confirm === true,
      }),
      insertVersion(
        { service_id: settings.id, version, definition_id: definition, settings, form, digest },
        now,
      ),
      keepFiles(settings.id, version, folder.files),
      // There may be more places now, or another day for the lot.
      ...(settings.registration === undefined ? [] : [hastenAll(settings.id, now)]),
    ]);
    return { version, isNew: true };
  });
}
