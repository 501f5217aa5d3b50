import type { FastifyReply } from 'fastify';
import Type from 'typebox';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Of routes that answer a file. */
export const Workbook = {
  description: 'The workbook',
  content: { [xlsx]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } },
} as const;

const listTypes = { xlsx, csv: 'text/csv; charset=utf-8' } as const;

/** Of routes that answer a list as a workbook or CSV. */
export const ListFile = {
  description: 'The list, as a workbook or CSV',
  content: Object.fromEntries(
    Object.values(listTypes).map((type) => [
      type,
      { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
    ]),
  ),
} as const;

interface NamedFile {
  readonly name: string;
  readonly content: Buffer;
}

export const sendWorkbook = (reply: FastifyReply, file: NamedFile) => sendList(reply, file, 'xlsx');

export const sendList = (reply: FastifyReply, { name, content }: NamedFile, format: keyof typeof listTypes) =>
  reply
    .type(listTypes[format])
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content);
