import type { FastifyReply } from 'fastify';
import Type from 'typebox';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Of routes that answer a file. */
export const Workbook = {
  description: 'The workbook',
  content: { [xlsx]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } },
} as const;

export const sendWorkbook = (
  reply: FastifyReply,
  { name, content }: { readonly name: string; readonly content: Buffer },
) =>
  reply
    .type(xlsx)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content);
