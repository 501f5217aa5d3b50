import type { ServiceDiagram } from '@yizhan/contract';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { refuseOutsiders } from './audience.ts';

/** How applications for a service go, as its flow is drawn. @throws Refused */
export async function readPicture(room: Room, viewer: Viewer, id: string): Promise<ServiceDiagram> {
  const version = await room.catalogue.find(id);
  await refuseOutsiders(room, version, viewer);
  return { xml: (await room.flow.drawing(version.definition)) ?? null };
}
