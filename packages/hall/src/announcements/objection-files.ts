import type { AttachmentRow } from '../attachments/attachments.sql.ts';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { objectionWithFile } from './announcements.sql.ts';
import { handlesObjections } from './handle-objections.ts';

/** In place of a field of a form: what a file of an objection is uploaded for. */
const prefix = 'objection:';

export const objectionField = (announcement: string): string => `${prefix}${announcement}`;

/** The announcement that the file is for; undefined: it is a form's. */
export const announcementOfFile = (field: string): string | undefined =>
  field.startsWith(prefix) ? field.slice(prefix.length) : undefined;

export const objectionFiles = {
  accept: ['pdf', 'jpg', 'jpeg', 'png', 'docx', 'xlsx'],
  maxMegabytes: 10,
  max: 5,
};

interface Holder {
  readonly person: string | null;
  readonly application_id: string;
  readonly announcement: string;
}

/** Its objector and whoever handles the objection. */
export async function mayReadObjectionFile(
  room: Room,
  viewer: Viewer,
  { id }: AttachmentRow,
): Promise<boolean> {
  const [holder] = await room.database.query<Holder>(objectionWithFile(id));
  if (holder === undefined) return false;
  if (holder.person === viewer.id) return true;
  return handlesObjections(room, viewer, holder.application_id, holder.announcement);
}
