import { FeelFailure } from '@yizhan/feel';
import { type FormData, maskForLists } from '@yizhan/forms';
import type { ServiceVersion } from '../services/catalogue.ts';

const longest = 120;

/**
 * The line that tells applications of a service apart, in lists that many read: secrets are masked in it. It is a
 * convenience: one that cannot be computed is empty.
 */
export function titleOf(version: ServiceVersion, data: FormData): string {
  try {
    const title = version.title.evaluate(maskForLists(version.form, data));
    return typeof title === 'string' ? title.slice(0, longest) : '';
  } catch (error) {
    if (error instanceof FeelFailure) return '';
    throw error;
  }
}
