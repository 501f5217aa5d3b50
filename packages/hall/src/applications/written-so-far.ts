import { type CompiledForm, type FormContext, type FormData, mayWrite, projectForm } from '@yizhan/forms';

/**
 * What a person leaves as it is when he sends only what he changed: the fields of his step with their present values.
 * No others: sent back, a field that he does not see would count as forged, and a computed one as wrong once he
 * changes what it is made of.
 */
export function writtenSoFar(
  form: CompiledForm,
  step: string,
  stored: FormData,
  context: FormContext,
): FormData {
  const { access } = form.at(step);
  const seen = Object.entries(projectForm(form, step, stored, context));
  return Object.fromEntries(seen.filter(([key]) => mayWrite(access(key))));
}

/** Whether the step fills in anything at all. One that only reads leaves the data as they were judged last. */
export function writesAnything(form: CompiledForm, step: string): boolean {
  const { access } = form.at(step);
  return [...form.fields.keys()].some((path) => mayWrite(access(path)));
}
