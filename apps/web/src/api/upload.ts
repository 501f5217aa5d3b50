/**
 * Uploads in parts: where the line breaks off, the browser waits until it is there again, asks how much has arrived, and
 * goes on from there. Nobody has to press anything.
 */
import type { UploadState } from '@yizhan/contract';
import type { FileValue } from '@yizhan/forms';
import { text } from '../texts/index.ts';
import { isGuestPlace } from './guest-place.ts';
import { api } from './index.ts';
import { ProblemError, problemOf } from './problem-error.ts';
import { uploadAtOnce } from './upload-at-once.ts';

export interface Upload {
  done: Promise<FileValue>;
  cancel(): void;
}

export interface UploadPlace {
  service: string;
  application: string | undefined;
  field: string;
}

export interface UploadProgress {
  /** Of the whole, from 0 to 1. */
  share: number;
  /** The line is broken; it goes on by itself. */
  waits: boolean;
}

/** After each failure in a row it waits longer, unless the browser says before that it is online again. */
const pauses = [1000, 2000, 5000, 10_000, 20_000];

export function upload(
  file: File,
  { service, application, field }: UploadPlace,
  progress: (now: UploadProgress) => void,
): Upload {
  if (isGuestPlace()) return uploadAtOnce(file, field, progress);
  const stop = new AbortController();
  const wish = { service, field, name: file.name, size: file.size, ...(application && { application }) };
  let id: string | undefined;

  const run = async (): Promise<FileValue> => {
    let state = await persistently(() => api.send<UploadState>('POST', '/uploads', { body: wish }));
    id = state.id;
    const place = `/uploads/${encodeURIComponent(id)}`;
    const ask = () => api.get<UploadState>(place, stop.signal);
    while (state.file === undefined) {
      const { offset, part } = state;
      const share = (sent: number) => progress({ share: (offset + sent) / file.size, waits: false });
      share(0);
      try {
        state = await sendPart(`/api/v1${place}?offset=${offset}`, file.slice(offset, offset + part), share);
      } catch (error) {
        if (!isPassing(error) && !isCode(error, 'attachment/offset') && !isCode(error, 'session/csrf'))
          throw error;
        // A csrf token that another tab has made old is taken anew with the question after this one.
        if (isCode(error, 'session/csrf')) api.setCsrf((await api.get<{ csrf: string }>('/me')).csrf);
        state = await persistently(ask);
      }
    }
    return state.file;
  };

  /** Until it gets through; what the server refuses is thrown. */
  const persistently = async <Answer>(request: () => Promise<Answer>): Promise<Answer> => {
    for (let failures = 0; ; failures += 1) {
      stop.signal.throwIfAborted();
      try {
        return await request();
      } catch (error) {
        if (!isPassing(error)) throw error;
        progress({ share: Number.NaN, waits: true });
        await backOnline(pauses[Math.min(failures, pauses.length - 1)] ?? 0, stop.signal);
      }
    }
  };

  const sendPart = (address: string, part: Blob, sent: (bytes: number) => void): Promise<UploadState> =>
    new Promise((resolve, reject) => {
      // `fetch` does not tell how far it is.
      const request = new XMLHttpRequest();
      const offline = () =>
        reject(new ProblemError({ status: 0, code: 'client/offline', detail: text('error.offline') }));
      const abort = () => request.abort();
      stop.signal.addEventListener('abort', abort);
      request.upload.onprogress = ({ loaded }) => sent(loaded);
      request.onerror = offline;
      request.ontimeout = offline;
      request.onabort = () => reject(stop.signal.reason);
      request.onloadend = () => stop.signal.removeEventListener('abort', abort);
      request.onload = () => {
        if (request.status === 200) return resolve(JSON.parse(request.responseText) as UploadState);
        const response = new Response(request.responseText, { status: request.status || 500 });
        problemOf(response, text('error.unreadable')).then(reject, reject);
      };
      request.open('PATCH', address);
      request.timeout = 120_000;
      request.setRequestHeader('content-type', 'application/offset+octet-stream');
      for (const [name, value] of Object.entries(api.unsafeHeaders())) request.setRequestHeader(name, value);
      request.send(part);
    });

  return {
    done: run(),
    cancel() {
      stop.abort(new DOMException('cancelled', 'AbortError'));
      if (id !== undefined)
        void api.send('DELETE', `/uploads/${encodeURIComponent(id)}`).catch(() => undefined);
    },
  };
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof ProblemError && error.code === code;

/** No line, or a server that is coming up again. */
const isPassing = (error: unknown): boolean =>
  error instanceof ProblemError &&
  (error.code === 'client/offline' || [502, 503, 504].includes(error.status));

const backOnline = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      removeEventListener('online', settle);
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(settle, milliseconds);
    addEventListener('online', settle);
    signal.addEventListener('abort', settle);
  });

export const attachmentAddress = (id: string): string =>
  `/api/v1${isGuestPlace() ? '/guest' : ''}/attachments/${encodeURIComponent(id)}`;
