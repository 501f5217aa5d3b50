import type { CompiledForm } from '@yizhan/forms';

/**
 * The form's step `owner`: what the owner of the service sees of the forms of its applications, in lists that he takes
 * away. Without it he sees none of it, and looks after processes only.
 */
export const ownerStep = 'owner';

export const hasOwnerStep = ({ document }: CompiledForm): boolean => Object.hasOwn(document.steps, ownerStep);

/**
 * Opinions are about what the form says: the owner reads those of a step that sees no more of it than he does himself,
 * in no more rows.
 */
export function ownerReadsOpinionsOf(form: CompiledForm, step: string): boolean {
  if (!hasOwnerStep(form) || form.document.rows?.[ownerStep] !== undefined) return false;
  const [owner, signer] = [form.at(ownerStep), form.at(step)];
  return [...form.fields.keys()].every(
    (path) =>
      signer.access(path) === 'hidden' ||
      (owner.access(path) !== 'hidden' && (!owner.isMasked(path) || signer.isMasked(path))),
  );
}
