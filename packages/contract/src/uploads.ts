import Type, { type Static } from 'typebox';
import { FileSummary, Id } from './values.ts';

/** A file that is sent in parts: where it breaks off, it goes on. */
export const UploadWish = Type.Object(
  {
    service: Id,
    field: Type.String({ minLength: 1, maxLength: 128 }),
    application: Type.Optional(Type.String({ maxLength: 64 })),
    name: Type.String({ minLength: 1, maxLength: 512 }),
    size: Type.Integer({ minimum: 0, description: 'bytes' }),
  },
  { additionalProperties: false },
);
export type UploadWish = Static<typeof UploadWish>;

export const UploadState = Type.Object({
  id: Type.String(),
  offset: Type.Integer({ description: 'how many bytes are kept: the next part begins there' }),
  size: Type.Integer(),
  part: Type.Integer({ description: 'how many bytes a part may have' }),
  file: Type.Optional(FileSummary),
});
export type UploadState = Static<typeof UploadState>;

export const UploadPart = Type.Object(
  { offset: Type.Integer({ minimum: 0, description: 'where in the file the part begins' }) },
  { additionalProperties: false },
);
