import { GuestLinkAct, GuestLinkActDone, Id } from '@yizhan/contract';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import { administratorIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

/** What whoever named a guest does about his link. */
export function guestLinkRoutes(app: App, { hall }: Wiring): void {
  app.post(
    '/applications/:id/guests/:guest/acts',
    {
      config: { access: 'person', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags: ['guests'],
        summary: 'Send a guest’s link again, hand it over (where no channel reaches him), or end it',
        params: Type.Object({ id: Id, guest: Id }),
        body: GuestLinkAct,
        response: { 200: GuestLinkActDone, ...refusalAnswers },
      },
    },
    async (request) =>
      hall.actOnGuestLink(
        administratorIn(request),
        request.params.id,
        request.params.guest,
        request.body.act,
      ),
  );
}
