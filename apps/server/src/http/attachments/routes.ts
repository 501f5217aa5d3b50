import { FileSummary, Id, Refused } from '@yizhan/contract';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

const UploadQuery = Type.Object(
  {
    service: Id,
    field: Type.String({ minLength: 1, maxLength: 128 }),
    application: Type.Optional(
      Type.String({
        maxLength: 64,
        description: 'the application that it is for, if it has been saved already',
      }),
    ),
  },
  { additionalProperties: false },
);

const Download = {
  description: 'The file, as its own type',
  content: { '*/*': { schema: Type.Unsafe<NodeJS.ReadableStream>({ type: 'string', format: 'binary' }) } },
} as const;

/** Files of forms. */
export function attachmentRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['attachments'];

  app.post(
    '/attachments',
    {
      config,
      schema: {
        tags,
        summary: 'Upload a file for a field of a service (multipart/form-data, one part `file`)',
        consumes: ['multipart/form-data'],
        querystring: UploadQuery,
        response: { 201: FileSummary, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      if (!request.isMultipart())
        throw new Refused('request/unsupported-media-type', { expected: 'multipart/form-data' });
      const file = await hall.storeAttachment(viewerIn(request), {
        ...request.query,
        ...(await readFile(request)),
      });
      return reply.status(201).send(file);
    },
  );

  app.get(
    '/attachments/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Download a file that I may see',
        params: Type.Object({ id: Id }),
        response: { 200: Download, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { file, content } = await hall.openAttachment(viewerIn(request), request.params.id);
      // Never shown inside the hall's own origin: whatever it holds, no script of it runs with our cookies (S33).
      return reply
        .type(file.type)
        .header('content-length', file.size)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(content);
    },
  );
}

/** The one file of a form. What the parser cannot make out is the request's fault and not ours. */
async function readFile(request: FastifyRequest): Promise<{ name: string; content: Uint8Array }> {
  try {
    const part = await request.file();
    if (part !== undefined) return { name: part.filename, content: await part.toBuffer() };
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    throw new Refused('request/invalid', { detail: 'multipart/form-data' });
  }
  throw new Refused('request/invalid', { detail: 'file' });
}
