import type { FileValue } from '@yizhan/forms';
import { text } from '../texts/index.ts';
import { api } from './index.ts';
import { ProblemError, problemOf } from './problem-error.ts';
import type { Upload, UploadProgress } from './upload.ts';

/** A guest sends a file in one piece: he has one task, and the server knows which. */
export function uploadAtOnce(file: File, field: string, progress: (now: UploadProgress) => void): Upload {
  // `fetch` does not tell how far an upload is.
  const request = new XMLHttpRequest();
  const done = new Promise<FileValue>((resolve, reject) => {
    const offline = () =>
      reject(new ProblemError({ status: 0, code: 'client/offline', detail: text('error.offline') }));
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) progress({ share: loaded / total, waits: false });
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
    request.open('POST', `/api/v1/guest/attachments?${new URLSearchParams({ field })}`);
    for (const [name, value] of Object.entries(api.unsafeHeaders())) request.setRequestHeader(name, value);
    const body = new FormData();
    body.set('file', file);
    request.send(body);
  });
  return { done, cancel: () => request.abort() };
}
