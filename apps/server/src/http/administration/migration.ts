import {
  Id,
  MigrationCheck,
  MigrationQuery,
  MigrationRequest,
  Refused,
  Results,
  ServiceVersions,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { localeOf, problemOf } from '../problem.ts';
import { refusalAnswers } from '../refusals.ts';
import { presentResults } from './present-results.ts';

const ServiceId = Type.Object({ id: Id });

/** 迁移: applications under way go over to another version of their service. */
export function migrationRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'administrator' } as const;
  const tags = ['administration'];

  app.get(
    '/admin/services/:id/versions',
    {
      config,
      schema: {
        tags,
        summary: 'The versions of a service, and what runs on each',
        params: ServiceId,
        response: { 200: ServiceVersions, ...refusalAnswers },
      },
    },
    async (request) => hall.listVersions(administratorIn(request), request.params.id),
  );

  app.get(
    '/admin/services/:id/migration',
    {
      config,
      schema: {
        tags,
        summary: 'Which applications could go over (迁移) to another version, and why others could not',
        params: ServiceId,
        querystring: MigrationQuery,
        response: { 200: MigrationCheck, ...refusalAnswers },
      },
    },
    async (request) => {
      const rows = await hall.checkMigration(administratorIn(request), request.params.id, request.query);
      const locale = localeOf(request);
      return {
        items: rows.map(({ instance, businessKey, outcome, steps, refusal }) => {
          const problem = refusal && problemOf(new Refused(refusal.code, refusal.parameters), locale);
          return {
            id: instance,
            number: businessKey,
            possible: outcome === 'possible',
            steps: steps.map(({ to, name }) => ({ id: to, name })),
            ...(problem && { code: problem.code, detail: problem.detail }),
          };
        }),
      };
    },
  );

  app.post(
    '/admin/services/:id/migrate',
    {
      config,
      schema: {
        tags,
        summary: 'Put applications on another version (迁移); a result for each',
        params: ServiceId,
        headers: IdempotencyHeaders,
        body: MigrationRequest,
        response: { 200: Results, ...refusalAnswers },
      },
    },
    async (request) => {
      const results = await hall.migrateApplications(
        administratorIn(request),
        request.params.id,
        request.body,
        idempotencyOf(request),
      );
      return presentResults(results, localeOf(request));
    },
  );
}
