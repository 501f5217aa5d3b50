import { type JsonSchema, jsonSchemaOf } from '@yizhan/forms';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { refuseOutsiders } from './audience.ts';

/** What a program may send as `data` of a new application. @throws Refused */
export async function readSchema(room: Room, viewer: Viewer, id: string): Promise<JsonSchema> {
  const version = await room.catalogue.find(id);
  await refuseOutsiders(room, version, viewer);
  return jsonSchemaOf(version.form.document, 'apply');
}
