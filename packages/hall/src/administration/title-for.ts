import { accessAt, type Field } from '@yizhan/forms';
import { hasOwnerStep, ownerStep } from '../exports/owner-access.ts';
import type { ServiceVersion } from '../services/catalogue.ts';

/**
 * An administrator sees that a process runs, not what is written in its form. Its title may tell what is: where it
 * reads a secret, or a field that the form hides from some step of its own, it is kept from him too. Where the form says
 * what its owner sees, that goes.
 */
export function titleFor(version: ServiceVersion, title: string): string | null {
  const { document } = version.form;
  const isHidden = ({ key }: Field) =>
    (hasOwnerStep(version.form) ? [ownerStep] : Object.keys(document.steps)).some(
      (step) => accessAt(document, step)(key) === 'hidden',
    );
  const read = document.sections
    .flatMap((section) => section.fields)
    .filter((field) => version.title.names.includes(field.key));
  return read.some((field) => isSecret(field) || isHidden(field)) ? null : title;
}

const isSecret = (field: Field): boolean =>
  field.type === 'table' ? field.items.some(isSecret) : field.type !== 'note' && field.secret === true;
