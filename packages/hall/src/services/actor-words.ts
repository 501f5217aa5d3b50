import type { ActorRule, Relation } from '@yizhan/engine';
import type { FormDocument } from '@yizhan/forms';
import type { Directory } from '@yizhan/identity';

/** Who acts at a step, in words, for the guide: before anything is started there are rules and no people. */
export function actorWords(rules: readonly ActorRule[], form: FormDocument, directory: Directory): string {
  return rules.map((rule) => wordsOf(rule, form, directory)).join('、');
}

function wordsOf(rule: ActorRule, form: FormDocument, directory: Directory): string {
  const unit = (id: string) => directory.unit(id)?.name ?? id;
  switch (rule.is) {
    case 'initiator':
      return '发起人';
    case 'applicant':
      return '申请人';
    case 'principal':
      return '申请人（由他人代发起时）';
    case 'person':
      return '指定人员';
    case 'unitHead':
      return 'of' in rule ? '所在单位负责人' : `${labelOf(form, rule.field)}负责人`;
    case 'post':
      if ('of' in rule) return `所在单位${rule.title}`;
      return 'unit' in rule ? `${unit(rule.unit)}${rule.title}` : `${labelOf(form, rule.field)}${rule.title}`;
    case 'relation':
      return `${'of' in rule ? '' : `${labelOf(form, rule.field)}的`}${relationWords[rule.relation]}`;
    case 'dataOwner':
      return `${labelOf(form, rule.field)}的归口部门`;
    case 'group': {
      const group = directory.group(rule.group);
      return group === undefined ? rule.group : `${unit(group.unitId)}${group.name}`;
    }
    case 'headChain':
      return `所在单位起逐级 ${rule.levels} 级负责人`;
    case 'chosen':
      return '申请人或前面环节选定的人';
    case 'guest':
      return '校外人员（凭一次性链接）';
    case 'expression':
      return '按表单内容确定的人';
    case 'field':
      return labelOf(form, rule.field);
  }
}

const relationWords: Readonly<Record<Relation, string>> = {
  counsellor: '辅导员',
  supervisor: '导师',
  lineManager: '直接上级',
  leaderInCharge: '分管校领导',
};

function labelOf(form: FormDocument, path: string): string {
  const [key, column] = path.split('.');
  const field = form.sections.flatMap((section) => section.fields).find((candidate) => candidate.key === key);
  if (field?.type === 'table' && column !== undefined)
    return field.items.find((item) => item.key === column)?.label ?? path;
  return field?.label ?? path;
}
