import type { FastifyReply } from 'fastify';
import Type from 'typebox';

const pdf = 'application/pdf';

/** Of routes that answer a paper. */
export const Paper = {
  description: 'The paper',
  content: { [pdf]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } },
} as const;

export const sendPaper = (
  reply: FastifyReply,
  { name, content }: { readonly name: string; readonly content: Buffer },
) =>
  reply
    .type(pdf)
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content);
