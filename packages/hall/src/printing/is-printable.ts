import type { Instance } from '@yizhan/flow';
import type { ServiceSettings } from '../services/settings.ts';

/** Where the service says so (`print`), and not before it has been submitted: a draft is nobody's paper. */
export const isPrintable = (
  { print }: Pick<ServiceSettings, 'print'>,
  { submitted_at }: Pick<Instance['row'], 'submitted_at'>,
): boolean => Boolean(print) && Boolean(submitted_at);
