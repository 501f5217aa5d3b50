import type { ExportOffer, Text } from '@yizhan/contract';
import { type Field, isFileField } from '@yizhan/forms';
import type { ServiceVersion } from '../services/catalogue.ts';
import { hasOwnerStep, ownerStep } from './owner-access.ts';

/** What is known of every application without its form. */
export const processColumns = {
  '@number': { zh: '流水号', en: 'Number' },
  '@title': { zh: '标题', en: 'Title' },
  '@applicant': { zh: '申请人', en: 'Applicant' },
  '@applicantNumber': { zh: '工号/学号', en: 'Staff or student number' },
  '@unit': { zh: '单位', en: 'Unit' },
  '@initiator': { zh: '发起人', en: 'Initiator' },
  '@status': { zh: '状态', en: 'Status' },
  '@steps': { zh: '当前环节', en: 'Current steps' },
  '@submitted': { zh: '提交时间', en: 'Submitted' },
  '@ended': { zh: '办结时间', en: 'Ended' },
} as const satisfies Readonly<Record<string, Text>>;
export type ProcessColumn = keyof typeof processColumns;

export const isProcessColumn = (key: string): key is ProcessColumn => Object.hasOwn(processColumns, key);

/** The fields that the form's step `owner` shows. Without that step there are none. */
function ownerFields({ form }: Pick<ServiceVersion, 'form'>): readonly Field[] {
  if (!hasOwnerStep(form)) return [];
  const { access } = form.at(ownerStep);
  return form.document.sections
    .flatMap(({ fields }) => fields)
    .filter(({ key, type }) => type !== 'note' && access(key) !== 'hidden');
}

export const columnsOffered = (version: ServiceVersion): ExportOffer['columns'] => [
  ...Object.entries(processColumns).map(([key, label]) => ({ key, label, masked: false, files: false })),
  ...ownerFields(version).map((field) => ({
    key: field.key,
    label: { zh: field.label, ...(field.labelEn !== undefined && { en: field.labelEn }) },
    masked: field.type === 'idcard' || (field.type !== 'note' && field.secret === true),
    files: holdsFiles(field),
  })),
];

const holdsFiles = (field: Field): boolean => {
  if (field.type === 'table') return field.items.some(holdsFiles);
  return isFileField(field) && field.secret !== true;
};
