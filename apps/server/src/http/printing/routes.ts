import { Id, Verification } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { Paper, sendPaper } from '../paper.ts';
import { refusalAnswers } from '../refusals.ts';

/** 打印 and 核验: an application on paper, and what the paper's code tells whoever holds it. */
export function printingRoutes(app: App, { hall, config }: Wiring): void {
  app.get(
    '/applications/:id/print',
    {
      // Drawing keeps the processor for as long as dozens of other requests.
      config: { access: 'person', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags: ['applications'],
        summary: 'An application as a paper of the school (PDF), as I may see it',
        params: Type.Object({ id: Id }),
        response: { 200: Paper, ...refusalAnswers },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      return sendPaper(reply, await hall.printApplication(viewerIn(request), id, config.publicUrl));
    },
  );

  app.get(
    '/verify/:code',
    {
      config: { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        tags: ['verification'],
        summary: 'What a printed application is, and whether it holds now',
        security: [],
        params: Type.Object({ code: Type.String({ maxLength: 64 }) }),
        response: { 200: Verification, ...refusalAnswers },
      },
    },
    async (request) => hall.verify(request.params.code),
  );
}
