/** A file as it comes in and as it goes out, whoever brings it or takes it. */
import { Refused } from '@yizhan/contract';
import type { Hall } from '@yizhan/hall';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';

/** The one file of a form. What the parser cannot make out is the request's fault and not ours. */
export async function readFile(request: FastifyRequest): Promise<{ name: string; content: Uint8Array }> {
  if (!request.isMultipart())
    throw new Refused('request/unsupported-media-type', { expected: 'multipart/form-data' });
  try {
    const part = await request.file();
    if (part !== undefined) return { name: part.filename, content: await part.toBuffer() };
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    throw new Refused('request/invalid', { detail: 'multipart/form-data' });
  }
  throw new Refused('request/invalid', { detail: 'file' });
}

export const FileAnswer = {
  description: 'The file, as its own type',
  content: { '*/*': { schema: Type.Unsafe<NodeJS.ReadableStream>({ type: 'string', format: 'binary' }) } },
} as const;

/** Never shown inside the hall's own origin: whatever it holds, no script of it runs with our cookies (S33). */
export const sendFile = (
  reply: FastifyReply,
  { file, content }: Awaited<ReturnType<Hall['openAttachment']>>,
): FastifyReply =>
  reply
    .type(file.type)
    .header('content-length', file.size)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(content);
