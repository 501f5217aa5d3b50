import { Id, Refused } from '@yizhan/contract';
import { NotGenuine } from '@yizhan/payments';
import Type from 'typebox';
import type { Wiring } from '../../wiring.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';

/**
 * 支付通知. The signature stands over the bytes as they came, so the body is not read as JSON before it is verified. Answered
 * when it is written down; whatever else is to be done, workers do.
 */
export function paymentNotificationRoutes(app: App, { hall }: Wiring): void {
  void app.register(async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: 64 * 1024 },
      (_request, body, done) => done(null, body),
    );
    (raw as App).post(
      '/payments/notifications/:platform',
      {
        config: { access: 'public', rateLimit: { max: 3000, timeWindow: '1 minute' } },
        schema: {
          tags: ['payments'],
          summary: 'For the payment platform: money has come in; signed by it',
          security: [],
          params: Type.Object({ platform: Id }),
          body: Type.Unsafe<string>({}),
          response: { 204: Type.Null(), ...refusalAnswers },
        },
      },
      async (request, reply) => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value[0] : value,
          ]),
        );
        try {
          await hall.takePaymentNotification(request.params.platform, String(request.body ?? ''), headers);
        } catch (error) {
          if (!(error instanceof NotGenuine)) throw error;
          request.log.warn({ reason: error.message }, 'a payment notification was refused');
          throw new Refused('payment/not-genuine');
        }
        return reply.status(204).send(null);
      },
    );
  });
}
