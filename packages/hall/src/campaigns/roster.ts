/** 名单: whom a campaign's rule means, on the day it is asked. */
import { Refused, type Roster, type RosterPreview } from '@yizhan/contract';
import { type Directory, gatherPersons, personsByNumbers, profilesOf } from '@yizhan/identity';
import { v7 as newId } from 'uuid';
import { type Administrator, servicesOf } from '../administration/administrator.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import { applicantFrom } from '../services/applicant.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { mostCases } from './campaign.ts';
import type { NewCase } from './cases.sql.ts';

const shownFirst = 20;

/** How many it would be, by unit, and the first of them. @throws Refused */
export async function previewRoster(
  room: Room,
  administrator: Administrator,
  service: string,
  roster: Roster,
): Promise<RosterPreview> {
  const version = await campaignService(room, administrator, service);
  const cases = await casesIn(room, version, roster);
  const directory = await organisation(room);
  const first = cases.slice(0, shownFirst);
  const names = await openNameBook(
    room.database,
    directory,
    first.map(({ person }) => person),
  );
  const units = Map.groupBy(cases, ({ unit }) => unit);
  return {
    count: cases.length,
    units: [...units].map(([id, { length: count }]) => ({ id, name: names.unit(id), count })),
    sample: first.map(({ person, unit }) => ({ person: names.person(person), unit: names.unit(unit) })),
  };
}

/**
 * A service that he looks after and that campaigns open.
 * @throws Refused `service/not-found`, `campaign/service`
 */
export async function campaignService(
  room: Room,
  administrator: Administrator,
  service: string,
): Promise<ServiceVersion> {
  const version = await room.catalogue.find(service);
  const services = await servicesOf(room, administrator);
  if (services !== null && !services.includes(service)) throw new Refused('service/not-found');
  if (version.settings.initiation !== 'campaign')
    throw new Refused('campaign/service', { name: version.settings.name });
  return version;
}

/**
 * The cases of a roster, each with the id of its application to come. Of a rule about people those for whom the service
 * is meant; who is named, by number or as the head of a unit, is in it for being named.
 * @throws Refused `campaign/unknown-numbers`, `campaign/unknown-units`, `campaign/no-head`, `campaign/too-many`
 */
export async function casesIn(
  room: Room,
  version: ServiceVersion,
  roster: Roster,
): Promise<readonly NewCase[]> {
  const directory = await organisation(room);
  const cases = await found(room, version, roster, directory);
  if (cases.length > mostCases)
    throw new Refused('campaign/too-many', { count: cases.length, most: mostCases });
  return cases;
}

function found(
  room: Room,
  version: ServiceVersion,
  roster: Roster,
  directory: Directory,
): Promise<readonly NewCase[]> | readonly NewCase[] {
  switch (roster.by) {
    case 'audience':
      return byAudience(room, version, roster, directory);
    case 'numbers':
      return byNumbers(room, roster.numbers);
    case 'units':
      return byUnits(roster.units, directory);
  }
}

async function byAudience(
  room: Room,
  version: ServiceVersion,
  { units, kinds, posts, categories, tags, facts }: Extract<Roster, { by: 'audience' }>,
  directory: Directory,
): Promise<readonly NewCase[]> {
  refuseUnknownUnits(units ?? [], directory);
  const audience = version.settings.audience.filter((kind) => kinds === undefined || kinds.includes(kind));
  const persons = await gatherPersons(room.database, {
    unitIds: units && [...new Set(units.flatMap((unit) => directory.subtree(unit)))],
    kinds: audience,
    categories,
    ids: posts && [
      ...new Set(
        directory
          .posts()
          .filter(({ title }) => posts.includes(title))
          .map(({ personId }) => personId),
      ),
    ],
    tags,
    ...(facts && { facts }),
  });
  const eligible = await eligibleAmong(
    room,
    version,
    persons.map(({ id }) => id),
    directory,
  );
  return persons.filter(({ id }) => eligible(id)).map(({ id, unitId }) => aCase(id, id, unitId));
}

async function eligibleAmong(
  room: Room,
  { eligible }: ServiceVersion,
  ids: readonly string[],
  directory: Directory,
): Promise<(id: string) => boolean> {
  if (eligible === undefined) return () => true;
  const profiles = await profilesOf(room.database, ids);
  return (id) => {
    const profile = profiles.get(id);
    return profile !== undefined && eligible(applicantFrom(profile, directory));
  };
}

async function byNumbers(room: Room, given: readonly string[]): Promise<readonly NewCase[]> {
  const numbers = [...new Set(given.map((number) => number.trim()).filter((number) => number !== ''))];
  const persons = await personsByNumbers(room.database, numbers);
  const known = new Set(persons.map(({ number }) => number));
  const unknown = numbers.filter((number) => !known.has(number));
  if (unknown.length > 0)
    throw new Refused('campaign/unknown-numbers', { count: unknown.length, numbers: unknown.join('、') });
  return persons.map(({ id, unitId }) => aCase(id, id, unitId));
}

/** The first head where a unit has several: one form, one who is asked. */
function byUnits(units: readonly string[], directory: Directory): readonly NewCase[] {
  refuseUnknownUnits(units, directory);
  const each = [...new Set(units)];
  const without = each.filter((unit) => directory.headsOf(unit).length === 0);
  if (without.length > 0)
    throw new Refused('campaign/no-head', {
      units: without.map((unit) => directory.unit(unit)?.name ?? unit).join('、'),
    });
  return each.map((unit) => aCase(unit, directory.headsOf(unit)[0] ?? '', unit));
}

function refuseUnknownUnits(units: readonly string[], directory: Directory): void {
  const unknown = units.filter((unit) => directory.unit(unit) === undefined);
  if (unknown.length > 0) throw new Refused('campaign/unknown-units', { units: unknown.join('、') });
}

const aCase = (subject: string, person: string, unit: string): NewCase => ({
  application_id: newId(),
  subject,
  person,
  unit,
});
