export { type Accepted, acceptSubmission } from './accept-submission.ts';
export { accessAt, mayWrite } from './access.ts';
export type { Fault } from './check/faults.ts';
export { type CheckedDocument, checkDocument } from './check-document.ts';
export {
  type CompiledField,
  type CompiledForm,
  type CompiledSection,
  compileForm,
  type FormAt,
} from './compile-form.ts';
export type {
  Access,
  BookingValue,
  CascadeOption,
  Check,
  ColumnField,
  Field,
  FileValue,
  FormData,
  FormDocument,
  Option,
  ReferenceValue,
  Section,
  TableField,
} from './document.ts';
export { evaluateForm, type FieldView, type FormView } from './evaluate.ts';
export { formatValue, type NamesById } from './format-value.ts';
export { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
export { maskForLists } from './mask.ts';
export { type FileIn, filesOf, peopleOf, unitsOf } from './occurring.ts';
export {
  lockedData,
  type Origin,
  type Profile,
  peopleFollowed,
  prefillForm,
  prefillFrom,
} from './prefill.ts';
export type { FieldProblem } from './problem.ts';
export { projectDocument, projectForm, projectRows, projectSurroundings } from './project.ts';
export { type Picked, referencesOf, replaceReferences } from './references.ts';
export { reusableData } from './reuse.ts';
export type { FormContext, FormFailure, Me } from './settle.ts';
export { isBooking, occurrencesOf } from './types/booking.ts';
export type { ProblemCode } from './types/field-type.ts';
export { extensionOf, fileRulesOf, isFileField } from './types/file.ts';
export { showYuan } from './types/number.ts';
export { validateForm } from './validate.ts';
