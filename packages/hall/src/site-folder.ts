import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CardRow } from '@yizhan/payments';
import Type from 'typebox';
import Value from 'typebox/value';
import { faultsOfSections, readResources } from './bookings/read-resources.ts';
import { type DataOwner, readDataOwners } from './data-owners.ts';
import { readCards } from './payments/read-cards.ts';
import { type ReadDocuments, readDocuments } from './read-documents.ts';
import { readRegisters } from './registers/read-registers.ts';
import type { ServiceFault } from './services/service-fault.ts';
import type { Site, SiteList, Term } from './site.ts';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Clock = Type.String({ pattern: '^\\d{2}:\\d{2}$' });

const Phrases = Type.Array(
  Type.Object(
    { zh: Type.String({ minLength: 1, maxLength: 200 }), en: Type.Optional(Type.String({ maxLength: 200 })) },
    { additionalProperties: false },
  ),
  { maxItems: 20 },
);

/** `site.json`: what a school settles for itself. */
const SiteDocument = Type.Object({
  institution: Type.String({ minLength: 1 }),
  institutionEn: Type.String({ minLength: 1 }),
  categories: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), nameEn: Type.Optional(Type.String()) }),
  ),
  recordKeepers: Type.Optional(
    Type.Object({ staff: Type.Optional(Type.String()), student: Type.Optional(Type.String()) }),
  ),
  finance: Type.Optional(Type.String()),
  opinions: Type.Optional(
    Type.Object(
      {
        approve: Type.Optional(Phrases),
        reject: Type.Optional(Phrases),
        sendBack: Type.Optional(Phrases),
      },
      { additionalProperties: false },
    ),
  ),
  sections: Type.Optional(
    Type.Array(
      Type.Object({ number: Type.Integer(), start: Clock, end: Clock }, { additionalProperties: false }),
      { maxItems: 20 },
    ),
  ),
  terms: Type.Optional(
    Type.Array(
      Type.Object(
        {
          id: Type.String({ minLength: 1, maxLength: 64 }),
          name: Type.String({ minLength: 1, maxLength: 100 }),
          firstMonday: Day,
          weeks: Type.Integer({ minimum: 1, maximum: 40 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 40 },
    ),
  ),
  calendar: Type.Object({
    hours: Type.Array(Type.Tuple([Clock, Clock]), { minItems: 1 }),
    holidays: Type.Array(Day),
    workdays: Type.Array(Day),
  }),
});

/** `lists/<id>.json`: rows to pick in forms. */
const ListDocument = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }),
    name: Type.String({ minLength: 1 }),
    columns: Type.Array(
      Type.Object(
        {
          key: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' }),
          label: Type.String({ minLength: 1 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 40 },
    ),
    rows: Type.Array(
      Type.Object(
        {
          id: Type.String({ minLength: 1, maxLength: 128 }),
          label: Type.String({ minLength: 1, maxLength: 500 }),
        },
        {
          additionalProperties: Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()]),
        },
      ),
    ),
  },
  { additionalProperties: false },
);

const faultsOfTerms = (terms: readonly Term[]): readonly ServiceFault[] =>
  terms.flatMap(({ firstMonday }, index) =>
    new Date(`${firstMonday}T00:00Z`).getUTCDay() === 1
      ? []
      : [{ file: 'site.json', where: `/terms/${index}/firstMonday`, message: '应当是星期一' }],
  );

export type ReadSite =
  | {
      readonly site: Site;
      readonly organisation: unknown;
      readonly services: readonly string[];
      /** By the id of a subset of personal data. */
      readonly dataOwners: ReadonlyMap<string, DataOwner>;
      /** 经费卡 to begin with. */
      readonly cards: readonly CardRow[];
    }
  | { readonly faults: readonly ServiceFault[] };

/** Reads a school's folder: its settings, its organisation (not yet judged), and where its service folders are. */
export async function readSite(directory: string): Promise<ReadSite> {
  try {
    const document: unknown = JSON.parse(await readFile(path.join(directory, 'site.json'), 'utf8'));
    if (!Value.Check(SiteDocument, document)) {
      return {
        faults: Value.Errors(SiteDocument, document).map((error) => ({
          file: 'site.json',
          where: error.instancePath,
          message: error.message,
        })),
      };
    }
    const [lists, registers, resources] = await Promise.all([
      readLists(directory),
      readRegisters(directory),
      readResources(directory),
    ]);
    const sections = document.sections ?? [];
    const faults = [
      ...lists.faults,
      ...registers.faults,
      ...resources.faults,
      ...faultsOfSections(sections),
      ...faultsOfTerms(document.terms ?? []),
    ];
    if (faults.length > 0) return { faults };
    const site: Site = {
      registers: registers.documents,
      resources: resources.resources,
      sections,
      terms: document.terms ?? [],
      institution: document.institution,
      institutionEn: document.institutionEn,
      categories: document.categories.map(({ id, name, nameEn }) => ({
        id,
        name: { zh: name, ...(nameEn !== undefined && { en: nameEn }) },
      })),
      calendar: document.calendar,
      recordKeepers: document.recordKeepers ?? {},
      ...(document.finance !== undefined && { finance: document.finance }),
      opinions: { approve: [], reject: [], sendBack: [], ...document.opinions },
      lists: lists.documents,
    };
    const organisation: unknown = JSON.parse(
      await readFile(path.join(directory, 'org/organisation.json'), 'utf8'),
    );
    const [dataOwners, cards] = await Promise.all([readDataOwners(directory), readCards(directory)]);
    return {
      site,
      organisation,
      dataOwners,
      cards,
      services: await serviceFolders(path.join(directory, 'services')),
    };
  } catch (error) {
    return {
      faults: [
        {
          file: 'site.json',
          where: directory,
          message: error instanceof Error ? error.message : String(error),
        },
      ],
    };
  }
}

const readLists = (site: string): Promise<ReadDocuments<SiteList>> =>
  readDocuments<SiteList>(site, 'lists', ListDocument, ({ rows }, fault) => {
    const ids = rows.map(({ id }) => id);
    for (const id of ids.filter((each, index) => ids.indexOf(each) < index))
      fault(`/rows/${id}`, `id ${id} 重复了`);
  });

/** Every folder below with a service.json, in a stable order. */
export async function serviceFolders(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  if (entries.some((entry) => entry.name === 'service.json')) return [directory];
  const folders = entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'scenarios')
    .map((entry) => entry.name);
  return (await Promise.all(folders.sort().map((name) => serviceFolders(path.join(directory, name))))).flat();
}
