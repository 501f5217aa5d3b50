import type { Instance } from '@yizhan/flow';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';

/** The service version that an application runs on, which need not be the current one. */
export async function versionOf(room: Room, instance: Pick<Instance, 'row'>): Promise<ServiceVersion> {
  const definition = instance.row.definition_id;
  const version = (await room.catalogue.byDefinition([definition])).get(definition);
  if (version === undefined) throw new Error(`definition ${definition} belongs to no service version`);
  return version;
}
