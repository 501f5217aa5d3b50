import { Readable } from 'node:stream';
import { ExportEntry, ExportGiven, ExportOffer, ExportQuery, ExportWish, Id, page } from '@yizhan/contract';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn } from '../access.ts';
import type { App } from '../app.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';
import { Workbook } from '../workbook.ts';

const zip = 'application/zip';
const Zip = {
  description: 'The files',
  content: { [zip]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } },
} as const;

/** 导出 of lists of applications. Asked for with a POST, which is written down; fetched with a GET, which streams. */
export function exportRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'administrator' } as const;
  const tags = ['exports'];
  const params = Type.Object({ id: Id });

  app.get(
    '/admin/services/:id/columns',
    {
      config,
      schema: {
        tags,
        summary: 'The columns that a list of its applications may have',
        params,
        response: { 200: ExportOffer, ...refusalAnswers },
      },
    },
    async (request) => hall.offerExport(administratorIn(request), request.params.id),
  );

  app.get(
    '/admin/exports',
    {
      config,
      schema: {
        tags,
        summary: 'Who has taken lists away of the services I look after, the latest first',
        querystring: ExportQuery,
        response: { 200: page(ExportEntry), ...refusalAnswers },
      },
    },
    async (request) => {
      const { service, limit = 20, cursor } = request.query;
      return hall.listExports(administratorIn(request), { service, limit, cursor });
    },
  );

  app.post(
    '/admin/exports',
    {
      config,
      schema: {
        tags,
        summary: 'Ask for a list of applications; who, what and why is kept',
        headers: IdempotencyHeaders,
        body: ExportWish,
        response: { 201: ExportGiven, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      reply
        .status(201)
        .send(await hall.askForExport(administratorIn(request), request.body, idempotencyOf(request))),
  );

  app.get(
    '/admin/exports/:id/list',
    {
      config,
      schema: {
        tags,
        summary: 'The list that I have asked for (xlsx)',
        params,
        response: { 200: Workbook, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const written = await hall.writeExport(administratorIn(request), request.params.id);
      return stream(reply, Object.keys(Workbook.content)[0] ?? '', written);
    },
  );

  app.get(
    '/admin/exports/:id/files',
    {
      config,
      schema: {
        tags,
        summary: 'The files of the list that I have asked for (zip)',
        params,
        response: { 200: Zip, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      stream(reply, zip, await hall.packExportedFiles(administratorIn(request), request.params.id)),
  );
}

const stream = (
  reply: FastifyReply,
  type: string,
  { name, content }: { readonly name: string; readonly content: AsyncGenerator<Uint8Array> },
) =>
  reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(Readable.from(content));
