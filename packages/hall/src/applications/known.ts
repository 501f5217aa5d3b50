import { type CompiledForm, type FormData, filesOf, peopleOf } from '@yizhan/forms';
import { type Directory, personsByIds } from '@yizhan/identity';
import { type AttachmentRow, attachmentsByIds } from '../attachments/attachments.sql.ts';
import { type KnownReferences, lookUpReferences } from '../references/known-references.ts';
import type { ReferenceAsker } from '../references/reference-source.ts';
import type { Room } from '../room.ts';
import type { Site } from '../site.ts';
import type { Viewer } from '../viewer.ts';

/** What the database knows about the ids in a submission; looked up before the instance is locked. */
export interface Known {
  readonly files: ReadonlyMap<string, AttachmentRow>;
  /** 在册: whoever may still be picked. */
  isActive(person: string): boolean;
  /** Somebody who was picked, or is being picked, and has left: by name where the submission names him. */
  leftAs(person: string): string | undefined;
  readonly references: KnownReferences;
  /** What can be booked, and when the sections of the day are. */
  readonly site: Pick<Site, 'resources' | 'sections'>;
  isUnit(id: string): boolean;
}

/** Files count only when the viewer uploaded them and they belong to no other application. */
export async function lookUp(
  room: Pick<Room, 'database' | 'references' | 'site'>,
  directory: Directory,
  viewer: Viewer,
  form: CompiledForm,
  submitted: FormData,
  { application, ...asker }: ReferenceAsker & { readonly application: string | undefined },
): Promise<Known> {
  const { database } = room;
  const ids = filesOf(form, submitted).map(({ file }) => file.id);
  const [files, left, references] = await Promise.all([
    ids.length === 0 ? [] : database.query<AttachmentRow>(attachmentsByIds(ids)),
    personsByIds(
      database,
      peopleOf(form, submitted).filter((person) => !directory.isActive(person)),
    ),
    lookUpReferences(room, form, submitted, asker),
  ]);
  const own = files.filter(
    (file) =>
      file.uploader === viewer.id && (file.application_id === null || file.application_id === application),
  );
  return {
    files: new Map(own.map((file) => [file.id, file])),
    isActive: (person) => directory.isActive(person),
    leftAs(person) {
      const name = left.get(person)?.name;
      if (name !== undefined) return `${name}（${person}）`;
      return directory.unitOf(person) === undefined ? undefined : person;
    },
    references,
    site: room.site,
    isUnit: (id) => directory.unit(id) !== undefined,
  };
}
