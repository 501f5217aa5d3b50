import type { Incident, InstanceSummary } from '@yizhan/contract';
import type { Program } from '@yizhan/engine';
import type { AdministeredRow, IncidentOfInstanceRow } from '@yizhan/flow';
import { currentSteps, nameOf } from '../applications/present.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { titleFor } from './title-for.ts';

export interface Element {
  readonly id: string;
  readonly name: string;
}

/** An element of the process, or of one that it calls, as people know it. */
export function elementOf(program: Program | undefined, id: string): Element {
  const programs = program === undefined ? [] : [program, ...program.called.values()];
  const node = programs.map((each) => each.nodes.get(id)).find((each) => each !== undefined);
  return { id, name: node?.name || id };
}

/** What presenting the rows of a list takes: the versions they run on, their programs, and everybody's names. */
export interface Book {
  readonly version: (definition: string) => ServiceVersion;
  readonly program: (definition: string) => Program;
  readonly names: NameBook;
}

export async function openBook(
  room: Room,
  definitions: readonly string[],
  people: readonly string[],
): Promise<Book> {
  const wanted = [...new Set(definitions)];
  const [versions, names, programs] = await Promise.all([
    room.catalogue.byDefinition(wanted),
    openNameBook(room.database, await organisation(room), people),
    Promise.all(wanted.map(async (id) => [id, (await room.flow.definition(id)).program] as const)),
  ]);
  const known = new Map(programs);
  return {
    names,
    version: (definition) => found(versions.get(definition), definition),
    program: (definition) => found(known.get(definition), definition),
  };
}

function found<Item>(item: Item | undefined, definition: string): Item {
  if (item === undefined) throw new Error(`definition ${definition} belongs to no service version`);
  return item;
}

/** What tells which application something belongs to. */
interface OfInstanceRow {
  readonly definition_id: string;
  readonly business_key: string | null;
  readonly applicant: string;
}

export function applicationOf({ version, names }: Book, id: string, row: OfInstanceRow) {
  const service = version(row.definition_id);
  return {
    id,
    number: row.business_key,
    service: { id: service.id, name: nameOf(service) },
    applicant: names.person(row.applicant),
  };
}

export function instanceEntry(book: Book, row: AdministeredRow): InstanceSummary {
  return {
    ...applicationOf(book, row.id, row),
    title: titleFor(book.version(row.definition_id), row.title),
    status: row.status,
    suspended: row.suspended,
    incidents: row.incidents,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.ended_at && { endedAt: row.ended_at }),
    current: [...currentSteps(row, book.program(row.definition_id), book.names)],
  };
}

/** One whose instance is known; others concern the system, and only whoever looks after all sees them. */
export function incidentEntry(book: Book, row: IncidentOfInstanceRow): Incident {
  const { definition_id, business_key, applicant, instance_id, resolved_at, resolved_by } = row;
  const isOfInstance = definition_id !== null && applicant !== null && instance_id !== null;
  return {
    id: row.id,
    ...(isOfInstance && {
      application: applicationOf(book, instance_id, { definition_id, business_key, applicant }),
    }),
    element: elementOf(isOfInstance ? book.program(definition_id) : undefined, row.element),
    code: row.code,
    message: row.message,
    at: row.at,
    times: row.times,
    ...(resolved_at && {
      resolved: { at: resolved_at, ...(resolved_by && { by: book.names.person(resolved_by) }) },
    }),
  };
}

/** Everybody whom lists of incidents name. */
export const peopleIn = (rows: readonly IncidentOfInstanceRow[]): readonly string[] =>
  rows.flatMap(({ applicant, resolved_by }) => [applicant, resolved_by].flatMap((each) => each ?? []));
