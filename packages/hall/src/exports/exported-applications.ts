import type { Program } from '@yizhan/engine';
import type { Instance } from '@yizhan/flow';
import { type FormData, maskForLists, peopleOf, projectForm } from '@yizhan/forms';
import type { Administrator } from '../administration/administrator.ts';
import { formContextOf } from '../applications/form-context.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { momentsOf } from '../statistics/period.ts';
import type { ExportRow } from './exports.sql.ts';
import { hasOwnerStep, ownerStep } from './owner-access.ts';

export interface Exported {
  readonly row: Instance['row'];
  /** The one that it runs on: its form says what the owner sees of it. */
  readonly version: ServiceVersion;
  readonly program: Program;
  /** As the owner sees it, with what is secret masked; nothing where the form has no step for him. */
  readonly data: FormData;
  readonly names: NameBook;
}

const aPage = 200;

/** What was asked for, the oldest first; what was submitted after that stays out. */
export async function* exportedApplications(
  room: Room,
  administrator: Administrator,
  { service_id: key, at, from_day: from, to_day: to, statuses }: ExportRow,
): AsyncGenerator<Exported> {
  const [begin, end] = momentsOf({ from, to });
  const which = { key, from: begin, before: end < at ? end : at, statuses };
  let cursor: string | undefined;
  do {
    const { rows, next } = await room.flow.submittedTo(which, { limit: aPage, cursor });
    const versions = await room.catalogue.byDefinition(rows.map((row) => row.definition_id));
    const seen: { row: Instance['row']; version: ServiceVersion; data: FormData }[] = [];
    for (const row of rows) {
      const version = versions.get(row.definition_id);
      if (version === undefined)
        throw new Error(`definition ${row.definition_id} belongs to no service version`);
      seen.push({ row, version, data: await dataForOwner(room, administrator, version, row) });
    }
    const names = await openNameBook(
      room.database,
      await organisation(room),
      seen.flatMap(({ row, version, data }) => [
        row.applicant,
        row.initiator,
        ...peopleOf(version.form, data),
      ]),
    );
    for (const each of seen)
      yield { ...each, names, program: (await room.flow.definition(each.row.definition_id)).program };
    cursor = next;
  } while (cursor !== undefined);
}

/** What the owner of a service sees of a form; what is secret in it is masked. */
export async function dataForOwner(
  room: Room,
  { id }: Administrator,
  version: ServiceVersion,
  { applicant, data }: Instance['row'],
): Promise<FormData> {
  if (!hasOwnerStep(version.form)) return {};
  const context = await formContextOf(room, version, id, applicant);
  return maskForLists(version.form, projectForm(version.form, ownerStep, data, context));
}
