import { Incident, IncidentQuery, IncidentRetry, page, Results } from '@yizhan/contract';
import type { Wiring } from '../../wiring.ts';
import { administratorIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { localeOf } from '../problem.ts';
import { refusalAnswers } from '../refusals.ts';
import { presentIncident } from './present-incident.ts';
import { presentResults } from './present-results.ts';

/** What cannot go on without somebody who mends it. */
export function incidentRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'administrator' } as const;
  const tags = ['administration'];

  app.get(
    '/admin/incidents',
    {
      config,
      schema: {
        tags,
        summary: 'Incidents, the latest first',
        querystring: IncidentQuery,
        response: { 200: page(Incident), ...refusalAnswers },
      },
    },
    async (request) => {
      const { state = 'open', service, code, limit = 20, cursor } = request.query;
      const asked = { state, service, code, limit, cursor };
      const { items, ...rest } = await hall.listIncidents(administratorIn(request), asked);
      const locale = localeOf(request);
      return { items: items.map((incident) => presentIncident(incident, locale)), ...rest };
    },
  );

  app.post(
    '/admin/incidents/retry',
    {
      config,
      schema: {
        tags,
        summary: 'What failed has been mended: try it again',
        headers: IdempotencyHeaders,
        body: IncidentRetry,
        response: { 200: Results, ...refusalAnswers },
      },
    },
    async (request) => {
      const { incidents, reason } = request.body;
      const results = await hall.retryIncidents(
        administratorIn(request),
        incidents,
        reason,
        idempotencyOf(request),
      );
      return presentResults(results, localeOf(request));
    },
  );
}
