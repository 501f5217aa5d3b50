/**
 * The one way to the server. GETs are tried again when the way there fails; everything else is sent once and
 * carries an `Idempotency-Key` where the caller gives one, so that a person may press the button again after a
 * failure without doing the act twice.
 */
import { ProblemError, problemOf } from './problem-error.ts';

export interface ClientPorts {
  fetch(url: string, init: RequestInit): Promise<Response>;
  wait(milliseconds: number): Promise<void>;
  /** What `Accept-Language` says: texts of refusals come in it. */
  language(): string;
  text(key: 'offline' | 'unreadable'): string;
  /** Where the session tells its token. */
  session(): string;
}

export interface Send {
  body?: unknown;
  key?: string;
  /** Lets the request outlive the page, for the last save of a draft (at most 64 KB in all). */
  keepalive?: boolean;
}

export interface Client {
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  send<Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, send?: Send): Promise<Answer>;
  /** Headers for a request that the client does not send itself (uploads with progress). */
  unsafeHeaders(): Record<string, string>;
  setCsrf(token: string): void;
}

const root = '/api/v1';
const pauses = [300, 1200];
const passing = new Set([502, 503, 504]);

export function createClient(ports: ClientPorts): Client {
  let csrf = '';

  const attempt = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await ports.fetch(root + path, { credentials: 'same-origin', ...init });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ProblemError({ status: 0, code: 'client/offline', detail: ports.text('offline') });
    }
  };

  const answerOf = async <Answer>(response: Response): Promise<Answer> => {
    if (!response.ok) throw await problemOf(response, ports.text('unreadable'));
    if (response.status === 204) return undefined as Answer;
    return (await response.json()) as Answer;
  };

  const get = async <Answer>(path: string, signal?: AbortSignal): Promise<Answer> => {
    const init = {
      headers: { accept: 'application/json', 'accept-language': ports.language() },
      ...(signal && { signal }),
    };
    for (const pause of pauses) {
      const response = await attempt(path, init).catch((error: unknown) => {
        if (error instanceof ProblemError) return undefined;
        throw error;
      });
      if (response && !passing.has(response.status)) return answerOf<Answer>(response);
      await ports.wait(pause);
    }
    return answerOf<Answer>(await attempt(path, init));
  };

  const unsafeHeaders = (): Record<string, string> => ({
    accept: 'application/json',
    'accept-language': ports.language(),
    'x-csrf-token': csrf,
  });

  const sendOnce = (method: string, path: string, { body, key, keepalive }: Send): Promise<Response> =>
    attempt(path, {
      method,
      headers: {
        ...unsafeHeaders(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(keepalive && { keepalive }),
    });

  return {
    get,
    unsafeHeaders,
    setCsrf: (token) => {
      csrf = token;
    },
    async send<Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, send: Send = {}) {
      try {
        return await answerOf<Answer>(await sendOnce(method, path, send));
      } catch (error) {
        // After signing in again in another tab the token of this one is old: take the new one and try once more.
        if (!(error instanceof ProblemError && error.code === 'session/csrf')) throw error;
        csrf = (await get<{ csrf: string }>(ports.session())).csrf;
        return answerOf<Answer>(await sendOnce(method, path, send));
      }
    },
  };
}
