import {
  FreeResources,
  Id,
  QueryExportQuery,
  QueryFreeQuery,
  QueryRows,
  QueryRowsQuery,
  QueryView,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';
import { sendWorkbook, Workbook } from '../workbook.ts';

/** 查询: services that are not applied for but answer at once. */
export function queryRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['hall'];
  const params = Type.Object({ id: Id });

  app.get(
    '/services/:id/query',
    {
      config,
      schema: {
        tags,
        summary: 'What a query (查询) asks for and shows',
        params,
        response: { 200: QueryView, ...refusalAnswers },
      },
    },
    async (request) => hall.readQuery(viewerIn(request), request.params.id),
  );

  app.get(
    '/services/:id/query/rows',
    {
      config,
      schema: {
        tags,
        summary: 'The rows that a query finds; of registers about persons my own',
        params,
        querystring: QueryRowsQuery,
        response: { 200: QueryRows, ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, ...query } = request.query;
      return hall.findRows(viewerIn(request), request.params.id, { ...query, limit });
    },
  );

  app.get(
    '/services/:id/query/free',
    {
      config,
      schema: {
        tags,
        summary: 'What a query finds free at a time, on a day or on several',
        params,
        querystring: QueryFreeQuery,
        response: { 200: FreeResources, ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, ...query } = request.query;
      return hall.findFree(viewerIn(request), request.params.id, { ...query, limit });
    },
  );

  app.get(
    '/services/:id/query/export',
    {
      config,
      schema: {
        tags,
        summary: 'What a query finds, as a workbook (xlsx)',
        params,
        querystring: QueryExportQuery,
        response: { 200: Workbook, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      sendWorkbook(reply, await hall.exportQuery(viewerIn(request), request.params.id, request.query)),
  );
}
