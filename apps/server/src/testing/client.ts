import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SignedIn } from '@yizhan/contract';
import type { Static } from 'typebox';
import type { ApiJudge } from './openapi-judge.ts';

/** What came back. The body is JSON where it is JSON, else text. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Refusal {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly problems?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a POST; without one each request has its own. */
  readonly key?: string;
}

export interface FileToSend {
  readonly service: string;
  readonly field: string;
  readonly application?: string;
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer> | string;
}

/** Somebody at a browser. Every answer is held against openapi.json on the way. */
export interface Visitor {
  /** Under /api/v1 unless the path says otherwise with a leading `//`. */
  get<Body>(path: string, options?: RequestOptions): Promise<Answer<Body>>;
  post<Body>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<Body>>;
  patch<Body>(path: string, body: unknown, options?: RequestOptions): Promise<Answer<Body>>;
  put<Body>(path: string, body?: unknown): Promise<Answer<Body>>;
  delete<Body>(path: string, options?: RequestOptions): Promise<Answer<Body>>;
  upload<Body>(file: FileToSend): Promise<Answer<Body>>;
  /** As it stands: nothing is added but the session. */
  send<Body>(method: string, path: string, init?: RequestInit): Promise<Answer<Body>>;
  signIn(number: string, password: string): Promise<Person>;
  /** Whoever an answer that opens a session has let in. */
  as(answer: Answer<unknown>): Person;
  /** 校外人员: in by link and code. */
  enter(link: string, code: string): Promise<Person>;
}

export interface Person extends Visitor {
  readonly number: string;
  readonly cookie: string;
  readonly csrf: string;
}

export function openClient(address: string, judge: ApiJudge): Visitor {
  return clientOf(address, judge, {});
}

function clientOf(address: string, judge: ApiJudge, identity: Readonly<Record<string, string>>): Visitor {
  const send = async <Body>(method: string, path: string, init: RequestInit = {}): Promise<Answer<Body>> => {
    const place = path.startsWith('//') ? path.slice(1) : `/api/v1${path}`;
    const response = await fetch(address + place, {
      redirect: 'manual',
      ...init,
      method,
      headers: { ...identity, ...(init.headers as Readonly<Record<string, string>>) },
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    judge.check(method, new URL(response.url).pathname, response.status, body);
    return { status: response.status, headers: response.headers, body: body as Body };
  };
  const guestOf = ({ headers, body }: Answer<unknown>): Person => {
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { csrf } = body as Static<typeof SignedIn>;
    return {
      ...clientOf(address, judge, { cookie, 'x-csrf-token': csrf }),
      number: 'guest',
      cookie,
      csrf,
    };
  };
  const withBody =
    (method: string) =>
    <Body>(path: string, body: unknown = {}, { headers, key }: RequestOptions = {}) =>
      send<Body>(method, path, {
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key ?? randomUUID(),
          ...headers,
        },
      });
  const withoutBody =
    (method: string) =>
    <Body>(path: string, { headers = {} }: RequestOptions = {}) =>
      send<Body>(method, path, { headers });
  return {
    send,
    get: withoutBody('GET'),
    put: <Body>(path: string, body?: unknown) =>
      body === undefined ? withoutBody('PUT')<Body>(path) : withBody('PUT')<Body>(path, body),
    delete: withoutBody('DELETE'),
    post: withBody('POST'),
    patch: withBody('PATCH'),
    upload<Body>({ name, content, ...place }: FileToSend) {
      const form = new FormData();
      form.append('file', new Blob([content]), name);
      return send<Body>('POST', `/attachments?${new URLSearchParams(place)}`, { body: form });
    },
    async signIn(number, password) {
      const { status, headers, body } = await send<Static<typeof SignedIn>>('POST', '/session', {
        body: JSON.stringify({ login: number, password }),
        headers: { 'content-type': 'application/json' },
      });
      assert.equal(status, 200, `${number} signs in: ${JSON.stringify(body)}`);
      const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const { csrf } = body;
      const headersOfHis = { cookie, 'x-csrf-token': csrf };
      return { ...clientOf(address, judge, headersOfHis), number, cookie, csrf };
    },
    async enter(link, code) {
      const answer = await send('POST', '/guest/session', {
        body: JSON.stringify({ link, code }),
        headers: { 'content-type': 'application/json' },
      });
      assert.equal(answer.status, 200, `a guest enters: ${JSON.stringify(answer.body)}`);
      return guestOf(answer);
    },
    as: guestOf,
  };
}
