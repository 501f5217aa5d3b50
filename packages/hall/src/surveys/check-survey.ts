import { type Program, stepsOf } from '@yizhan/engine';
import type { Field, FormDocument } from '@yizhan/forms';
import type { ServiceFault } from '../services/service-fault.ts';
import type { ServiceSettings } from '../services/settings.ts';

/** What an anonymous questionnaire may ask: nothing that names a person or carries a file with traces of one. */
const answerable: ReadonlySet<Field['type']> = new Set([
  'radio',
  'select',
  'multiselect',
  'rating',
  'boolean',
  'number',
  'text',
  'textarea',
  'note',
]);
const contacts: ReadonlySet<Field['type']> = new Set(['boolean', 'text', 'phone', 'email']);
const grouping: ReadonlySet<Field['type']> = new Set(['radio', 'select']);

/** What a survey's block, its form and its flow must agree on before it is published. */
export function checkSurvey(
  { survey, kind, window, initiation = 'self', principal, quota }: ServiceSettings,
  form: FormDocument,
  program: Program,
): readonly ServiceFault[] {
  if (survey === undefined) return [];
  const inSettings = (where: string, message: string) => ({ file: 'service.json', where, message });
  const fields = form.sections.flatMap((section) => section.fields);
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const contact = new Set(survey.contact ?? []);
  const question = survey.group && 'question' in survey.group ? survey.group.question : undefined;
  const asked = question === undefined ? undefined : byKey.get(question);
  return [
    ...(kind === 'survey' ? [] : [inSettings('survey', '只有 kind 是 survey 的服务才能写 survey')]),
    ...(window === undefined ? [inSettings('window', '调查要写开放时间：每段时间是一轮')] : []),
    ...(initiation === 'self' && principal === undefined
      ? []
      : [inSettings('initiation', '调查由每人自己填，不能代发起，也不用活动')]),
    ...(quota === undefined ? [] : [inSettings('quota', '调查每人每轮填一次，不用写名额')]),
    ...(question !== undefined && (asked === undefined || !grouping.has(asked.type))
      ? [inSettings('survey.group', `“${question}”不是问卷里的单选题`)]
      : []),
    ...[...contact].flatMap((key) => {
      const field = byKey.get(key);
      return field !== undefined && contacts.has(field.type)
        ? []
        : [inSettings('survey.contact', `“${key}”不是问卷里的联系方式（phone、email、text、boolean）`)];
    }),
    ...fields.flatMap((field) => faultOf(field, contact.has(field.key), form)),
    ...(stepsOf(program).length === 0
      ? []
      : [{ file: 'flow.bpmn', where: '', message: '调查没有办理环节：答卷不进流程' }]),
  ];
}

function faultOf(field: Field, isContact: boolean, form: FormDocument): readonly ServiceFault[] {
  const section = form.sections.findIndex(({ fields }) => fields.includes(field));
  const index = form.sections[section]?.fields.indexOf(field) ?? 0;
  const where = `sections[${section}].fields[${index}]`;
  const fault = (message: string) => [{ file: 'form.json', where, message }];
  if (isContact) return field.prefill === undefined ? [] : fault('联系方式由本人自愿填写，不能预填');
  if (!answerable.has(field.type)) return fault(`匿名问卷不能问 ${field.type}`);
  if (field.prefill !== undefined || field.secret) return fault('匿名问卷的题目不能预填，也不用 secret');
  if ((field.type === 'text' || field.type === 'textarea') && (field.maxLength ?? 1001) > 1000)
    return fault('匿名问卷的文字题要写 maxLength，最多 1000：所有答卷补到一样长，才不会按长短认出人');
  return [];
}
