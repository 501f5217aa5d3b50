/**
 * Text messages through a gateway of the school: `POST {"id", "to", "text"}`, with a bearer token where one is set. What
 * providers want differs from one to the next; a gateway of ten lines in front of theirs is the school's own.
 */
import { type Channel, Undeliverable } from '@yizhan/hall';
import type { SmsSettings } from '../config.ts';

export const openSmsGateway = ({ url, token }: SmsSettings): Channel => ({
  async send({ id, to, text }) {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ id, to, text }),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    await response.body?.cancel();
    if (response.ok) return;
    const told = `短信网关答复 ${response.status}`;
    // It does not take this number or text; a wrong token of ours is for an administrator to mend.
    throw response.status === 400 || response.status === 422 ? new Undeliverable(told) : new Error(told);
  },
});
