import { Refused } from '@yizhan/contract';
import {
  acceptSubmission,
  type CompiledForm,
  type FormContext,
  type FormData,
  filesOf,
  mayWrite,
  peopleOf,
  unitsOf,
  validateForm,
} from '@yizhan/forms';
import { withResources } from '../bookings/wanted.ts';
import { unknownReferences, withReferences } from '../references/known-references.ts';
import type { Known } from './known.ts';
import { peopleIn } from './people-in.ts';

export interface Judging {
  readonly form: CompiledForm;
  readonly step: string;
  /** The data as they are, with what the server itself puts in. */
  readonly stored: FormData;
  readonly submitted: FormData;
  readonly known: Known;
  readonly context: FormContext;
  readonly mode: 'draft' | 'submit';
}

/**
 * The form's data after a submission, or a refusal: what the step may not write is dropped first, forgeries are
 * refused, the rest is checked by the same rules as in the browser. Files, people and units are looked up besides,
 * which only the server can do.
 * @throws Refused `application/forged-fields`, `application/invalid`
 */
export function judge({ form, step, stored, submitted, known, context, mode }: Judging): FormData {
  const picked = withReferences(form, step, stored, submitted, known.references);
  const anew = withResources(form, step, picked, known.site);
  const { data, forged, rows } = acceptSubmission(form, step, stored, anew, context);
  if (forged.length > 0) throw new Refused('application/forged-fields', { fields: forged.join('、') });
  const problems = [
    ...validateForm(form, step, data, { ...context, rows }, mode),
    ...unknownFiles(form, data, stored, known),
    ...gonePeople({ form, step, stored, known, mode }, data),
    ...unknownUnits(form, data, stored, known),
    ...unknownReferences(form, data, stored, known.references).map(({ path, value }) =>
      problem(
        path,
        value.label,
        'unknown-reference',
        `没有找到“${value.label}”，或您不能选它，请重新选择`,
        `There is no "${value.label}" that you may pick; choose again`,
      ),
    ),
  ];
  if (problems.length > 0) throw new Refused('application/invalid', { count: problems.length, problems });
  return { ...ofTheFlow(form, stored), ...data };
}

/** What decisions, scripts and workers of the flow have set, which no form shows and no submission changes. */
const ofTheFlow = (form: CompiledForm, stored: FormData): FormData =>
  Object.fromEntries(Object.entries(stored).filter(([key]) => !form.fields.has(key)));

/**
 * People who are not there, or no longer: those that the submission brings in, and those whom the applicant chose in
 * a draft long ago and may still change. Later steps are not held up by somebody who has left meanwhile.
 */
function gonePeople(
  { form, step, stored, known, mode }: Pick<Judging, 'form' | 'step' | 'stored' | 'known' | 'mode'>,
  data: FormData,
): readonly ReferenceProblem[] {
  const before = new Set(peopleOf(form, stored));
  const { access } = form.at(step);
  return peopleIn(form, data)
    .filter(({ person, field }) => {
      const isOld = before.has(person) && !(mode === 'submit' && step === 'apply' && mayWrite(access(field)));
      return !isOld && !known.isActive(person);
    })
    .map(({ person, path, label }) => {
      const name = known.leftAs(person);
      return name === undefined
        ? problem(
            path,
            label,
            'unknown-person',
            `没有找到人员 ${person}，请重新选择`,
            `There is no person ${person}; choose again`,
          )
        : problem(
            path,
            label,
            'inactive-person',
            `${name} 已不在册，请另选一人`,
            `${name} has left; choose somebody else`,
          );
    });
}

/** Units that the submission brings in; those that were stored already were looked up when they came. */
function unknownUnits(
  form: CompiledForm,
  data: FormData,
  stored: FormData,
  known: Known,
): readonly ReferenceProblem[] {
  const before = new Set(unitsOf(form, stored));
  return unitsOf(form, data)
    .filter((unit) => !before.has(unit) && !known.isUnit(unit))
    .map((unit) =>
      problem(
        '',
        '部门',
        'unknown-unit',
        `没有找到部门 ${unit}，请重新选择`,
        `There is no unit ${unit}; choose again`,
      ),
    );
}

/** A file must have been uploaded for this field by whoever submits it, or have been there before. */
function unknownFiles(
  form: CompiledForm,
  data: FormData,
  stored: FormData,
  known: Known,
): readonly ReferenceProblem[] {
  const before = new Set(filesOf(form, stored).map(({ file }) => file.id));
  return filesOf(form, data)
    .filter(({ file, path }) => {
      if (before.has(file.id)) return false;
      const uploaded = known.files.get(file.id);
      return (
        uploaded === undefined ||
        uploaded.field !== fieldPath(path) ||
        uploaded.name !== file.name ||
        uploaded.size !== file.size ||
        uploaded.type !== file.type
      );
    })
    .map(({ path, file }) =>
      problem(
        path,
        file.name,
        'unknown-file',
        `附件“${file.name}”不存在，请重新上传`,
        `The file "${file.name}" is not there; upload it again`,
      ),
    );
}

/** Of a cell's path (`docs[1].file`), the column's (`docs.file`). */
const fieldPath = (path: string): string => path.replace(/\[\d+\]/g, '');

/** Shaped like the problems that the forms room finds. */
interface ReferenceProblem {
  readonly path: string;
  readonly label: string;
  readonly code: 'unknown-person' | 'inactive-person' | 'unknown-unit' | 'unknown-file' | 'unknown-reference';
  readonly message: string;
  readonly messageEn: string;
}

const problem = (
  path: string,
  label: string,
  code: ReferenceProblem['code'],
  message: string,
  messageEn: string,
): ReferenceProblem => ({ path, label, code, message, messageEn });
