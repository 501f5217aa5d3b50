import { People, PeopleQuery, Refused, Units } from '@yizhan/contract';
import { findPersons, type UnitNode } from '@yizhan/identity';
import type { Wiring } from '../../wiring.ts';
import { sessionIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

/** For fields that pick a person or a unit. */
export function peopleRoutes(app: App, { database, directory }: Wiring): void {
  app.get(
    '/people',
    {
      config: { access: 'person', rateLimit: { max: 120, timeWindow: '1 minute' } },
      schema: {
        tags: ['people'],
        summary: 'Find colleagues to pick one; never phones',
        querystring: PeopleQuery,
        response: { 200: People, ...refusalAnswers },
      },
    },
    async (request) => {
      // Students have no form that names a colleague, and the directory of staff is not theirs to search.
      if (sessionIn(request).person.kind !== 'staff') throw new Refused('access/forbidden');
      const found = await findPersons(database, { q: request.query.q, limit: 12 });
      return { items: found.map(({ unit, ...person }) => ({ ...person, unit: unit.name })) };
    },
  );

  app.get(
    '/units',
    {
      config: { access: 'person' },
      schema: {
        tags: ['people'],
        summary: 'The units, parents first',
        response: { 200: Units, ...refusalAnswers },
      },
    },
    async (request) => {
      const units = await directory.current(sessionIn(request).directoryVersion);
      return { items: units.unitsTree().flatMap(withChildren) };
    },
  );

  app.get(
    '/guest/units',
    {
      config: { access: 'guest' },
      schema: {
        tags: ['guests'],
        summary: 'The units, for a form that asks somebody from outside for one',
        response: { 200: Units, ...refusalAnswers },
      },
    },
    async () => ({ items: (await directory.recent()).unitsTree().flatMap(withChildren) }),
  );
}

const withChildren = ({
  id,
  name,
  parentId,
  children,
}: UnitNode): { id: string; name: string; parent: string | null }[] => [
  { id, name, parent: parentId },
  ...children.flatMap(withChildren),
];
