import {
  Id,
  RegisterExportQuery,
  RegisterPage,
  RegisterQuery,
  RegisterRowDetail,
  RegisterRowParams,
  RegisterSummary,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';
import { sendWorkbook, Workbook } from '../workbook.ts';

/** 台账: what services have registered, for the unit that owns it and for those whom it is about. */
export function registerRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['registers'];
  const params = Type.Object({ id: Id });

  app.get(
    '/registers',
    {
      config,
      schema: {
        tags,
        summary: 'The registers that I may read, wholly or what is about me',
        response: { 200: Type.Object({ items: Type.Array(RegisterSummary) }), ...refusalAnswers },
      },
    },
    async (request) => ({ items: await hall.listRegisters(viewerIn(request)) }),
  );

  app.get(
    '/registers/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Rows of a register, the newest first',
        params,
        querystring: RegisterQuery,
        response: { 200: RegisterPage, ...refusalAnswers },
      },
    },
    async (request) => {
      const { limit = 20, ...query } = request.query;
      return hall.readRegister(viewerIn(request), request.params.id, { ...query, limit });
    },
  );

  app.get(
    '/registers/:id/rows/:row',
    {
      config,
      schema: {
        tags,
        summary: 'A row and its history',
        params: RegisterRowParams,
        response: { 200: RegisterRowDetail, ...refusalAnswers },
      },
    },
    async (request) => hall.readRegisterRow(viewerIn(request), request.params.id, request.params.row),
  );

  app.get(
    '/registers/:id/export',
    {
      config,
      schema: {
        tags,
        summary: 'The rows as a workbook (xlsx)',
        params,
        querystring: RegisterExportQuery,
        response: { 200: Workbook, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const register = await hall.exportRegister(viewerIn(request), request.params.id, request.query);
      return sendWorkbook(reply, register);
    },
  );
}
