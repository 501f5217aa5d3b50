import { FileSummary, Id } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';
import { FileAnswer, readFile, sendFile } from './file.ts';

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
        response: { 200: FileAnswer, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      sendFile(reply, await hall.openAttachment(viewerIn(request), request.params.id)),
  );
}
