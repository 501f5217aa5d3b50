import {
  CampaignAct,
  CampaignActDone,
  CampaignDetail,
  CampaignMade,
  CampaignQuery,
  CampaignServices,
  CampaignSummary,
  CampaignWish,
  CaseExportQuery,
  CasePage,
  CaseQuery,
  Id,
  OwnCases,
  page,
  RosterPreview,
  RosterQuestion,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn, viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';
import { ListFile, sendList } from '../workbook.ts';

/** 活动, for those who look after their services. */
export function campaignRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'administrator' } as const;
  const tags = ['campaigns'];
  const params = Type.Object({ id: Id });
  const headers = IdempotencyHeaders;

  app.get(
    '/campaigns',
    {
      config,
      schema: {
        tags,
        summary: 'The campaigns of the services I look after, newest first',
        querystring: CampaignQuery,
        response: { 200: page(CampaignSummary), ...refusalAnswers },
      },
    },
    async (request) => {
      const { state, q, limit = 20, cursor } = request.query;
      return hall.listCampaigns(administratorIn(request), { state, q, limit, cursor });
    },
  );

  app.get(
    '/campaigns/services',
    {
      config,
      schema: {
        tags,
        summary: 'The services for which I may make a campaign',
        response: { 200: CampaignServices, ...refusalAnswers },
      },
    },
    async (request) => hall.listCampaignServices(administratorIn(request)),
  );

  app.get(
    '/campaigns/mine',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'What campaigns ask me for and I have not submitted',
        response: { 200: OwnCases, ...refusalAnswers },
      },
    },
    async (request) => hall.listOwnCases(viewerIn(request)),
  );

  app.post(
    '/campaigns/roster',
    {
      config,
      schema: {
        tags,
        summary: 'Whom a roster would mean; nothing is kept',
        body: RosterQuestion,
        response: { 200: RosterPreview, ...refusalAnswers },
      },
    },
    async (request) => {
      const { service, roster } = request.body;
      return hall.previewRoster(administratorIn(request), service, roster);
    },
  );

  app.post(
    '/campaigns',
    {
      config,
      schema: {
        tags,
        summary: 'Prepare a campaign, to be opened later',
        headers,
        body: CampaignWish,
        response: { 201: CampaignMade, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      reply
        .status(201)
        .send(await hall.createCampaign(administratorIn(request), request.body, idempotencyOf(request))),
  );

  app.get(
    '/campaigns/:id',
    {
      config,
      schema: {
        tags,
        summary: 'A campaign, how far its cases are, and what was done to it',
        params,
        response: { 200: CampaignDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readCampaign(administratorIn(request), request.params.id),
  );

  app.patch(
    '/campaigns/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Change a campaign that has not been opened',
        params,
        body: CampaignWish,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.updateCampaign(administratorIn(request), request.params.id, request.body);
      return reply.status(204).send(null);
    },
  );

  app.delete(
    '/campaigns/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Delete a campaign that has not been opened',
        params,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.removeCampaign(administratorIn(request), request.params.id);
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/campaigns/:id/copy',
    {
      config,
      schema: {
        tags,
        summary: 'Prepare the same campaign for the next year',
        params,
        headers,
        response: { 201: CampaignMade, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      reply
        .status(201)
        .send(await hall.copyCampaign(administratorIn(request), request.params.id, idempotencyOf(request))),
  );

  app.post(
    '/campaigns/:id/acts',
    {
      config,
      schema: {
        tags,
        summary: 'Open, extend, close, remind (催填), add, remove',
        params,
        headers,
        body: CampaignAct,
        response: { 200: CampaignActDone, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.actOnCampaign(administratorIn(request), request.params.id, request.body, idempotencyOf(request)),
  );

  app.get(
    '/campaigns/:id/cases',
    {
      config,
      schema: {
        tags,
        summary: 'Its cases by unit and number; nothing of their forms',
        params,
        querystring: CaseQuery,
        response: { 200: CasePage, ...refusalAnswers },
      },
    },
    async (request) => {
      const { state, unit, q, limit = 20, cursor } = request.query;
      return hall.listCases(administratorIn(request), request.params.id, { state, unit, q, limit, cursor });
    },
  );

  app.get(
    '/campaigns/:id/export',
    {
      config,
      schema: {
        tags,
        summary: 'The same list as a file (xlsx or csv)',
        params,
        querystring: CaseExportQuery,
        response: { 200: ListFile, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { state, unit, q, format = 'xlsx' } = request.query;
      const file = await hall.exportCases(administratorIn(request), request.params.id, {
        state,
        unit,
        q,
        format,
      });
      return sendList(reply, file, format);
    },
  );
}
