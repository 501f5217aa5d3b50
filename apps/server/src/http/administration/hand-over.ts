import { HandOver, Id, People, PeopleQuery, Results, TasksOfPerson } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { localeOf } from '../problem.ts';
import { refusalAnswers } from '../refusals.ts';
import { presentResults } from './present-results.ts';

const PersonId = Type.Object({ id: Id });

/** 交接: what waits for somebody who leaves goes to his successor. */
export function handOverRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'administrator' } as const;
  const tags = ['administration'];

  app.get(
    '/admin/people',
    {
      config: { ...config, rateLimit: { max: 120, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Find staff, those who have left among them; never phones',
        querystring: PeopleQuery,
        response: { 200: People, ...refusalAnswers },
      },
    },
    async (request) => hall.findHolders(administratorIn(request), request.query.q),
  );

  app.get(
    '/admin/people/:id/tasks',
    {
      config,
      schema: {
        tags,
        summary: 'What waits for a person, of the services I look after',
        params: PersonId,
        response: { 200: TasksOfPerson, ...refusalAnswers },
      },
    },
    async (request) => hall.listTasksOfPerson(administratorIn(request), request.params.id),
  );

  app.post(
    '/admin/people/:id/hand-over',
    {
      config,
      schema: {
        tags,
        summary: 'Hand over (交接) all open tasks of a person, or some; a result for each',
        params: PersonId,
        headers: IdempotencyHeaders,
        body: HandOver,
        response: { 200: Results, ...refusalAnswers },
      },
    },
    async (request) => {
      const results = await hall.handOver(
        administratorIn(request),
        request.params.id,
        request.body,
        idempotencyOf(request),
      );
      return presentResults(results, localeOf(request));
    },
  );
}
