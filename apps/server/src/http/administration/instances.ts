import {
  AdministrationSummary,
  ApplicationDiagram,
  Id,
  InstanceAct,
  InstanceActDone,
  InstanceDetail,
  InstanceQuery,
  InstanceSummary,
  JumpTargetQuery,
  JumpTargets,
  Pending,
  PendingQuery,
  page,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { localeOf } from '../problem.ts';
import { refusalAnswers } from '../refusals.ts';
import { presentIncident } from './present-incident.ts';

const InstanceId = Type.Object({ id: Id });

/** Running processes, as those look at them who keep them running. */
export function instanceRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'administrator' } as const;
  const tags = ['administration'];

  app.get(
    '/admin/summary',
    {
      config,
      schema: {
        tags,
        summary: 'What wants an administrator, and the services I look after',
        response: { 200: AdministrationSummary, ...refusalAnswers },
      },
    },
    async (request) => hall.administrationSummary(administratorIn(request)),
  );

  app.get(
    '/admin/instances',
    {
      config,
      schema: {
        tags,
        summary: 'The instances I look after, newest first; never drafts',
        querystring: InstanceQuery,
        response: { 200: page(InstanceSummary), ...refusalAnswers },
      },
    },
    async (request) => {
      const { service, status, q, stuckHours, suspended, incident, limit = 20, cursor } = request.query;
      const asked = { service, status, q, stuckHours, suspended, incident, limit, cursor };
      return hall.listInstances(administratorIn(request), asked);
    },
  );

  app.get(
    '/admin/instances/:id',
    {
      config,
      schema: {
        tags,
        summary: 'How a process stands; nothing of its form',
        params: InstanceId,
        response: { 200: InstanceDetail, ...refusalAnswers },
      },
    },
    async (request) => {
      const { openIncidents, ...instance } = await hall.readInstance(
        administratorIn(request),
        request.params.id,
      );
      const locale = localeOf(request);
      return {
        ...instance,
        openIncidents: openIncidents.map((incident) => presentIncident(incident, locale)),
      };
    },
  );

  app.get(
    '/admin/instances/:id/diagram',
    {
      config,
      schema: {
        tags,
        summary: 'Where a process stands on the drawing of its flow',
        params: InstanceId,
        response: { 200: ApplicationDiagram, ...refusalAnswers },
      },
    },
    async (request) => hall.readInstanceDiagram(administratorIn(request), request.params.id),
  );

  app.get(
    '/admin/instances/:id/jump-targets',
    {
      config,
      schema: {
        tags,
        summary: 'Where something may be put (跳转), and what that would cancel',
        params: InstanceId,
        querystring: JumpTargetQuery,
        response: { 200: JumpTargets, ...refusalAnswers },
      },
    },
    async (request) => hall.listJumpTargets(administratorIn(request), request.params.id, request.query.from),
  );

  app.post(
    '/admin/instances/:id/acts',
    {
      config,
      schema: {
        tags,
        summary: 'Suspend, resume, terminate, jump, fire a timer, hand a task over; each with its reason',
        params: InstanceId,
        headers: IdempotencyHeaders,
        body: InstanceAct,
        response: { 200: InstanceActDone, ...refusalAnswers },
      },
    },
    async (request) => {
      const { instance: id, status } = await hall.actOnInstance(
        administratorIn(request),
        request.params.id,
        request.body,
        idempotencyOf(request),
      );
      return { id, status };
    },
  );

  app.get(
    '/admin/pending',
    {
      config,
      schema: {
        tags,
        summary: 'Timers, deadlines and work outside, what is due first',
        querystring: PendingQuery,
        response: { 200: page(Pending), ...refusalAnswers },
      },
    },
    async (request) => {
      const { kind, service, overdue = false, limit = 20, cursor } = request.query;
      return hall.listPending(administratorIn(request), { kind, service, overdue, limit, cursor });
    },
  );
}
