import { language, text } from '../texts/index.ts';
import { createClient } from './client.ts';
import { isGuestPlace } from './guest-place.ts';

/** The client of this page. */
export const api = createClient({
  fetch: (url, init) => fetch(url, init),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  language,
  text: (key) => text(`error.${key}`),
  session: () => (isGuestPlace() ? '/guest/session' : '/me'),
});
