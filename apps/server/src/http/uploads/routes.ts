import { Id, Refused, UploadPart, UploadState, UploadWish } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

const UploadId = Type.Object({ id: Id });
/** That of tus, whose parts these are alike. */
const partType = 'application/offset+octet-stream';
const largestPart = 1024 * 1024;

/** Files of forms in parts, which go on where they broke off. */
export function uploadRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['attachments'];

  app.addContentTypeParser(partType, { parseAs: 'buffer', bodyLimit: largestPart }, (_request, body, done) =>
    done(null, body),
  );

  app.post(
    '/uploads',
    {
      config,
      schema: {
        tags,
        summary: 'Begin to upload a file for a field of a service; refused here if it is too large',
        body: UploadWish,
        response: { 201: UploadState, ...refusalAnswers },
      },
    },
    async (request, reply) => reply.status(201).send(await hall.beginUpload(viewerIn(request), request.body)),
  );

  app.get(
    '/uploads/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Where an upload of mine goes on, or the file once it is whole',
        params: UploadId,
        response: { 200: UploadState, ...refusalAnswers },
      },
    },
    async (request) => hall.readUpload(viewerIn(request), request.params.id),
  );

  app.patch(
    '/uploads/:id',
    {
      config,
      schema: {
        tags,
        summary: 'The next part of the file; with the last one it becomes an attachment',
        consumes: [partType],
        params: UploadId,
        querystring: UploadPart,
        response: { 200: UploadState, ...refusalAnswers },
      },
    },
    async (request) => {
      const content: unknown = request.body;
      if (!Buffer.isBuffer(content))
        throw new Refused('request/unsupported-media-type', { expected: partType });
      const part = { offset: request.query.offset, content };
      return hall.addPart(viewerIn(request), request.params.id, part);
    },
  );

  app.delete(
    '/uploads/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Give an upload up',
        params: UploadId,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.cancelUpload(viewerIn(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}
