import { OpinionAct, Opinions, OpinionsWish } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { viewerIn } from '../access.ts';
import type { App } from '../app.ts';
import { localeOf } from '../problem.ts';
import { refusalAnswers } from '../refusals.ts';

const Act = Type.Object({ act: OpinionAct });

/** 常用意见, everybody's own. */
export function opinionRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'person' } as const;
  const tags = ['opinions'];

  app.get(
    '/me/opinions',
    {
      config,
      schema: {
        tags,
        summary: 'What I often say, and what I said last',
        response: { 200: Opinions, ...refusalAnswers },
      },
    },
    async (request) => hall.readOpinions(viewerIn(request), localeOf(request)),
  );

  app.put(
    '/me/opinions/:act',
    {
      config,
      schema: {
        tags,
        summary: 'Keep these, in this order, instead of what I had',
        params: Act,
        body: OpinionsWish,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.changeOpinions(viewerIn(request), request.params.act, request.body.texts);
      return reply.status(204).send(null);
    },
  );

  app.delete(
    '/me/opinions/:act',
    {
      config,
      schema: {
        tags,
        summary: 'Back to those of the site',
        params: Act,
        response: { 204: Type.Null(), ...refusalAnswers },
      },
    },
    async (request, reply) => {
      await hall.resetOpinions(viewerIn(request), request.params.act);
      return reply.status(204).send(null);
    },
  );
}
