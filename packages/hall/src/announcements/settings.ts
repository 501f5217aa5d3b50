import Type, { type Static } from 'typebox';
import { BilingualText, closed, Figure, oneOf, Word } from '../services/words.ts';

const fates = ['kept', 'masked', 'removed'] as const;

/** A field of the form, and what of it is shown while it is announced and afterwards. */
const AnnouncedField = closed({
  field: Word,
  /** 脱敏: of a name the surname; of other texts the ends. */
  mask: Type.Optional(oneOf(['name', 'part'])),
  /** After the end. Absent: names are masked, all else is kept. */
  afterwards: Type.Optional(oneOf(fates)),
});
export type AnnouncedField = Static<typeof AnnouncedField>;

/** 公示: what the work `publish` puts up. */
export const AnnouncementSettings = closed({
  title: BilingualText,
  text: Type.Optional(BilingualText),
  fields: Type.Array(AnnouncedField, { minItems: 1, maxItems: 40 }),
  /** `public`: without signing in. `unit`: the applicant's college or department and all below it. */
  audience: oneOf(['public', 'signedIn', 'unit']),
  workdays: Figure,
  /** Whether objections are taken, and whether somebody may stay unnamed. */
  objections: oneOf(['none', 'named', 'anonymous']),
  /** The steps whose people see the objections and answer them. */
  handledAt: Type.Optional(Type.Array(Word, { minItems: 1 })),
});
export type AnnouncementSettings = Static<typeof AnnouncementSettings>;
