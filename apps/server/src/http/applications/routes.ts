import {
  ActDone,
  ApplicationAct,
  ApplicationCreated,
  ApplicationDetail,
  ApplicationDiagram,
  ApplicationQuery,
  ApplicationSummary,
  BoxServices,
  DraftChange,
  Id,
  NewApplication,
  page,
  ReferenceQuery,
  ReferenceRows,
} from '@yizhan/contract';
import { isNoteAct } from '@yizhan/hall';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { presentRows } from '../references.ts';
import { refusalAnswers } from '../refusals.ts';

const ApplicationId = Type.Object({ id: Id });

/** Applications, as their applicants deal with them. */
export function applicationRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['applications'];

  app.post(
    '/applications',
    {
      config,
      schema: {
        tags,
        summary: 'Apply, or keep a draft',
        headers: IdempotencyHeaders,
        body: NewApplication,
        response: { 201: ApplicationCreated, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { service, data, draft = false, onBehalfOf } = request.body;
      const outcome = await hall.createApplication(
        viewerIn(request),
        { service, data, draft, ...(onBehalfOf !== undefined && { onBehalfOf }) },
        idempotencyOf(request),
      );
      const { instance: id, businessKey: number, status, revision } = outcome;
      return reply
        .status(201)
        .header('location', `/api/v1/applications/${id}`)
        .send({ id, number, status, revision });
    },
  );

  app.get(
    '/applications',
    {
      config,
      schema: {
        tags,
        summary: 'My applications',
        querystring: ApplicationQuery,
        response: { 200: page(ApplicationSummary), ...refusalAnswers },
      },
    },
    async (request) => {
      const { box = 'mine', status, service, q, limit = 20, cursor } = request.query;
      return hall.listApplications(viewerIn(request), { box, status, service, q, limit, cursor });
    },
  );

  app.get(
    '/applications/services',
    {
      config,
      schema: {
        tags,
        summary: 'Services that I have applied for',
        response: { 200: BoxServices, ...refusalAnswers },
      },
    },
    async (request) => hall.servicesOfOwn(viewerIn(request)),
  );

  app.get(
    '/applications/:id',
    {
      config,
      schema: {
        tags,
        summary: 'An application, as I may see it',
        params: ApplicationId,
        response: { 200: ApplicationDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readApplication(viewerIn(request), request.params.id),
  );

  app.get(
    '/applications/:id/diagram',
    {
      config,
      schema: {
        tags,
        summary: 'Where an application stands on the drawing of its flow (流程图)',
        params: ApplicationId,
        response: { 200: ApplicationDiagram, ...refusalAnswers },
      },
    },
    async (request) => hall.readDiagram(viewerIn(request), request.params.id),
  );

  app.get(
    '/applications/:id/references/:field',
    {
      config,
      schema: {
        tags,
        summary: 'Rows to pick for a field that I fill in now',
        params: Type.Object({ id: Id, field: Type.String({ minLength: 1, maxLength: 128 }) }),
        querystring: ReferenceQuery,
        response: { 200: ReferenceRows, ...refusalAnswers },
      },
    },
    async (request) => {
      const { id: application, field } = request.params;
      const { q: words = '', limit = 20, cursor } = request.query;
      const wanted = { of: { application }, field, words, limit, cursor };
      return presentRows(await hall.searchReferences(viewerIn(request), wanted));
    },
  );

  app.patch(
    '/applications/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Keep what I have typed so far',
        params: ApplicationId,
        headers: IdempotencyHeaders,
        body: DraftChange,
        response: { 200: ApplicationCreated, ...refusalAnswers },
      },
    },
    async (request) => {
      const { instance, businessKey, status, revision } = await hall.saveDraft(
        viewerIn(request),
        request.params.id,
        request.body,
        idempotencyOf(request),
      );
      return { id: instance, number: businessKey, status, revision };
    },
  );

  app.delete(
    '/applications/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Throw a draft away',
        params: ApplicationId,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.deleteDraft(viewerIn(request), request.params.id);
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/applications/:id/acts',
    {
      config,
      schema: {
        tags,
        summary:
          'Submit, withdraw (撤回) or cancel (撤销) mine, or ask for its end (申请撤销); remind (催办), copy (抄送), comment (留言)',
        params: ApplicationId,
        headers: IdempotencyHeaders,
        body: ApplicationAct,
        response: { 200: ActDone, ...refusalAnswers },
      },
    },
    async (request) => {
      const { act, comment, data, walk, people } = request.body;
      if (isNoteAct(act)) {
        const note = { act, ...(comment && { comment }), ...(people && { people }) };
        return hall.presentOutcome(
          await hall.noteOnApplication(viewerIn(request), request.params.id, note, idempotencyOf(request)),
        );
      }
      const wanted =
        act === 'submit'
          ? { act, ...(data && { data }), ...(walk && { walk }) }
          : { act, ...(comment && { comment }) };
      const outcome = await hall.actOnApplication(
        viewerIn(request),
        request.params.id,
        wanted,
        idempotencyOf(request),
      );
      return hall.presentOutcome(outcome);
    },
  );
}
