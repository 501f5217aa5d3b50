import type { FileValue } from '@yizhan/forms';
import { text } from '../texts/index.ts';
import { isGuestPlace } from './guest-place.ts';
import { api } from './index.ts';
import { ProblemError, problemOf } from './problem-error.ts';

export interface Upload {
  done: Promise<FileValue>;
  cancel(): void;
}

export interface UploadPlace {
  service: string;
  application: string | undefined;
  field: string;
}

/** By XMLHttpRequest: `fetch` does not tell how far an upload is. */
export function upload(
  file: File,
  { service, application, field }: UploadPlace,
  progress: (share: number) => void,
): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<FileValue>((resolve, reject) => {
    const offline = () =>
      reject(new ProblemError({ status: 0, code: 'client/offline', detail: text('error.offline') }));
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) progress(loaded / total);
    };
    request.onerror = offline;
    request.ontimeout = offline;
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300)
        return resolve(JSON.parse(request.responseText) as FileValue);
      const response = new Response(request.responseText, { status: request.status || 500 });
      problemOf(response, text('error.unreadable')).then(reject, reject);
    };
    // A guest has one task, and the server knows which.
    const place = isGuestPlace() ? { field } : { service, field, ...(application && { application }) };
    request.open('POST', `${filesRoot()}?${new URLSearchParams(place)}`);
    for (const [name, value] of Object.entries(api.unsafeHeaders())) request.setRequestHeader(name, value);
    const body = new FormData();
    body.set('file', file);
    request.send(body);
  });
  return { done, cancel: () => request.abort() };
}

export const attachmentAddress = (id: string): string => `${filesRoot()}/${encodeURIComponent(id)}`;

const filesRoot = (): string => `/api/v1${isGuestPlace() ? '/guest' : ''}/attachments`;
