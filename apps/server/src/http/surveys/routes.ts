import {
  Id,
  OwedSurveys,
  SurveyAnswered,
  SurveyAnswers,
  SurveyDetail,
  SurveyList,
  SurveyReminded,
  SurveyResults,
  SurveyRoundQuery,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn, viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';
import { sendWorkbook, Workbook } from '../workbook.ts';

/** 调查: answering without a name, and looking at what may be told of the answers. */
export function surveyRoutes(app: App, { hall }: Wiring): void {
  const tags = ['surveys'];
  const params = Type.Object({ service: Id });
  const headers = IdempotencyHeaders;

  app.get(
    '/surveys',
    {
      config: { access: 'administrator' },
      schema: {
        tags,
        summary: 'The surveys that I look after, with their rounds',
        response: { 200: SurveyList, ...refusalAnswers },
      },
    },
    async (request) => hall.listSurveys(administratorIn(request)),
  );

  app.get(
    '/surveys/mine',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'What surveys ask of me and I have not answered',
        response: { 200: OwedSurveys, ...refusalAnswers },
      },
    },
    async (request) => hall.listOwedSurveys(viewerIn(request)),
  );

  app.get(
    '/surveys/:service',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'A questionnaire, as long as I can answer it',
        params,
        response: { 200: SurveyDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readSurvey(viewerIn(request), request.params.service),
  );

  app.post(
    '/surveys/:service/answers',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Answer it, once; that I did is kept, and what I said apart from it',
        params,
        headers,
        body: SurveyAnswers,
        response: { 200: SurveyAnswered, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.answerSurvey(
        viewerIn(request),
        request.params.service,
        request.body.answers,
        idempotencyOf(request, 'without body'),
      ),
  );

  app.post(
    '/surveys/:service/reminders',
    {
      config: { access: 'administrator' },
      schema: {
        tags,
        summary: 'Remind those who have not answered (催填), once a day',
        params,
        headers,
        response: { 200: SurveyReminded, ...refusalAnswers },
      },
    },
    async (request) => hall.remindOfSurvey(administratorIn(request), request.params.service),
  );

  app.get(
    '/surveys/:service/results',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'The charts of a round, the newest where none is named',
        params,
        querystring: SurveyRoundQuery,
        response: { 200: SurveyResults, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.readSurveyResults(administratorIn(request), request.params.service, request.query.round),
  );

  app.get(
    '/surveys/:service/results/export',
    {
      config: { access: 'administrator' },
      schema: {
        tags,
        summary: 'The same figures as a workbook (xlsx)',
        params,
        querystring: SurveyRoundQuery,
        response: { 200: Workbook, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      sendWorkbook(
        reply,
        await hall.exportSurveyResults(administratorIn(request), request.params.service, request.query.round),
      ),
  );
}
