import type { FormDocument } from '@yizhan/forms';

/** The names that an expression outside the form (a condition, the title) may read. */
export const fieldNames = (form: FormDocument): readonly string[] =>
  form.sections.flatMap((section) =>
    section.fields.filter((field) => field.type !== 'note').map((field) => field.key),
  );

/** What conditions, works and quotas read besides: who applies, and the service's parameters. */
export const givenNames = ['applicant', 'parameters'] as const;

/** What the highest number of a campaign's quota may read. */
export const quotaNames = ['roster', 'parameters'] as const;
