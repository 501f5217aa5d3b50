import {
  FileSummary,
  GuestAct,
  GuestCodeWish,
  GuestEntering,
  GuestMe,
  GuestTask,
  Id,
  SignedIn,
} from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { guestCookieName, guestIn } from '../access.ts';
import type { App } from '../app.ts';
import { FileAnswer, readFile, sendFile } from '../attachments/file.ts';
import { IdempotencyHeaders, idempotencyOf } from '../idempotency.ts';
import { refusalAnswers } from '../refusals.ts';
import { guestCookie, setGuestCookie } from './cookie.ts';

/** People without an account (校外人员): in by link and code, and to their one task. No other route knows their session. */
export function guestRoutes(app: App, { config: { publicUrl }, hall }: Wiring): void {
  const name = guestCookieName(publicUrl);
  const tags = ['guests'];
  const anybody = { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } as const;
  const guest = { access: 'guest' } as const;

  app.post(
    '/guest/codes',
    {
      config: anybody,
      schema: {
        tags,
        summary: 'Have a code sent to the address behind a link; the answer is the same where there is none',
        security: [],
        body: GuestCodeWish,
        response: { 202: Type.Object({}), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.askCodeOfLink(request.body.link);
      return reply.status(202).send({});
    },
  );

  app.post(
    '/guest/session',
    {
      config: anybody,
      schema: {
        tags,
        summary: 'Enter with the link and the code',
        security: [],
        body: GuestEntering,
        response: { 200: SignedIn, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { token, csrf } = await hall.enterByLink({
        link: request.body.link,
        code: request.body.code.trim(),
        client: { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' },
      });
      setGuestCookie(reply, publicUrl, token);
      return { csrf };
    },
  );

  app.get(
    '/guest/session',
    {
      config: guest,
      schema: { tags, summary: 'Who this guest is', response: { 200: GuestMe, ...refusalAnswers } },
    },
    async (request) => hall.presentGuest(guestIn(request)),
  );

  app.delete(
    '/guest/session',
    {
      config: guest,
      schema: { tags, summary: 'Leave', response: { 204: Type.Null(), ...refusalAnswers } },
    },
    async (request, reply) => {
      await hall.leaveAsGuest(request.cookies[name] ?? '');
      reply.clearCookie(name, guestCookie(publicUrl));
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/guest/task',
    {
      config: guest,
      schema: {
        tags,
        summary: 'The task that the link is for',
        response: { 200: GuestTask, ...refusalAnswers },
      },
    },
    async (request) => hall.readGuestTask(guestIn(request)),
  );

  app.post(
    '/guest/task/acts',
    {
      config: guest,
      schema: {
        tags,
        summary: 'Approve (同意), reject (驳回) or send back (退回), as the step offers it',
        headers: IdempotencyHeaders,
        body: GuestAct,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.actAsGuest(guestIn(request), request.body, idempotencyOf(request));
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/guest/attachments',
    {
      config: guest,
      schema: {
        tags,
        summary: 'Upload a file for a field of the task (multipart/form-data, one part `file`)',
        consumes: ['multipart/form-data'],
        querystring: Type.Object(
          { field: Type.String({ minLength: 1, maxLength: 128 }) },
          { additionalProperties: false },
        ),
        response: { 201: FileSummary, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const upload = { field: request.query.field, ...(await readFile(request)) };
      return reply.status(201).send(await hall.storeGuestFile(guestIn(request), upload));
    },
  );

  app.get(
    '/guest/attachments/:id',
    {
      config: guest,
      schema: {
        tags,
        summary: 'A file of the task',
        params: Type.Object({ id: Id }),
        response: { 200: FileAnswer, ...refusalAnswers },
      },
    },
    async (request, reply) => sendFile(reply, await hall.openGuestFile(guestIn(request), request.params.id)),
  );
}
