import {
  ActDone,
  BallotPaper,
  BoxServices,
  Id,
  page,
  TaskAct,
  TaskBox,
  TaskDetail,
  TaskQuery,
  TaskSummary,
  TasksAct,
  TasksActed,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyFor, idempotencyOf } from '../idempotency.ts';
import { reportedProblem } from '../problem.ts';
import { refusalAnswers } from '../refusals.ts';

const TaskId = Type.Object({ id: Id });

/** What waits for me (待办), what I have done (已办), what was copied to me (抄送). */
export function taskRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['tasks'];

  app.get(
    '/tasks',
    {
      config,
      schema: {
        tags,
        summary: 'My tasks',
        querystring: TaskQuery,
        response: { 200: page(TaskSummary), ...refusalAnswers },
      },
    },
    async (request) => {
      const { box = 'open', service, q, from, to, limit = 20, cursor } = request.query;
      return hall.listTasks(viewerIn(request), { box, service, q, from, to, limit, cursor });
    },
  );

  app.get(
    '/tasks/services',
    {
      config,
      schema: {
        tags,
        summary: 'Services of which there is something in a box',
        querystring: TaskBox,
        response: { 200: BoxServices, ...refusalAnswers },
      },
    },
    async (request) => hall.servicesOfTasks(viewerIn(request), request.query.box ?? 'open'),
  );

  app.get(
    '/tasks/:id',
    {
      config,
      schema: {
        tags,
        summary: 'A task with its form',
        params: TaskId,
        response: { 200: TaskDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readTask(viewerIn(request), request.params.id),
  );

  app.post(
    '/tasks/acts',
    {
      config,
      schema: {
        tags,
        summary: 'Approve or reject several tasks with one opinion (批量办理), each by itself',
        headers: IdempotencyHeaders,
        body: TasksAct,
        response: { 200: TasksActed, ...refusalAnswers },
      },
    },
    async (request) => {
      const acted = await hall.actOnTasks(viewerIn(request), request.body, idempotencyFor(request));
      return {
        items: acted.map(({ id, fault }) =>
          fault === undefined
            ? { id, ok: true }
            : { id, ok: false, problem: reportedProblem(fault, request) },
        ),
      };
    },
  );

  app.post(
    '/tasks/:id/acts',
    {
      config,
      schema: {
        tags,
        summary: 'Approve (同意), reject (驳回) or send back (退回)',
        params: TaskId,
        headers: IdempotencyHeaders,
        body: TaskAct,
        response: { 200: ActDone, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.presentOutcome(
        await hall.actOnTask(viewerIn(request), request.params.id, request.body, idempotencyOf(request)),
      ),
  );

  app.post(
    '/tasks/:id/ballot',
    {
      config,
      schema: {
        tags,
        summary: 'Cast a ballot (无记名投票): once, and nobody can tell afterwards which one is whose',
        params: TaskId,
        headers: IdempotencyHeaders,
        body: BallotPaper,
        response: { 200: ActDone, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.presentOutcome(
        await hall.castBallot(
          viewerIn(request),
          request.params.id,
          request.body.answers,
          idempotencyOf(request, 'without body'),
        ),
      ),
  );
}
