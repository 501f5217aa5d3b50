import { closestName } from '@yizhan/feel';
import { type ActorRule, type Relation, relations } from '../program.ts';
import type { Compiling } from './compiling.ts';
import type { ActorElement } from './element.ts';

/**
 * Reads one `yizhan:actor`; every mistake is handed to `fault`. The form's fields are looked at where they are known:
 * a field that isn't there would find nobody, in every application, without a word.
 */
export function compileActor(
  actor: ActorElement,
  compiling: Compiling,
  fault: (message: string) => void,
): readonly ActorRule[] {
  const { names } = compiling;
  const is = actor.is ?? '';
  if (is === 'expression' && actor.feel) {
    const expression = compiling.expression(actor.feel, '');
    return expression === undefined ? [] : [{ is: 'expression', expression }];
  }
  if (is === 'guest' && actor.name && (actor.email || actor.phone)) return guestRule(actor, compiling, fault);
  const rule = ruleOf(actor);
  if (rule === undefined) {
    fault(`办理人规则 is="${is}" 缺少属性或无法识别${hintFor(actor)}`);
    return [];
  }
  refuseOthers(actor, Object.keys(rule), fault);
  if (rule.is === 'headChain' && !(rule.levels >= 1 && rule.levels <= 20))
    fault('headChain 的 levels 应是 1 到 20 的整数');
  const [field] = 'field' in rule ? rule.field.split('.') : [];
  if (field !== undefined && names !== undefined && !names.includes(field))
    fault(
      `办理人规则 is="${rule.is}" 取自表单字段“${field}”，表单中没有它${orPerhaps(closestName(field, names))}`,
    );
  return [rule];
}

/** All three are FEEL, so that a name may be put together: `"经办人 " + contact`. */
function guestRule(
  actor: ActorElement,
  compiling: Compiling,
  fault: (message: string) => void,
): readonly ActorRule[] {
  const read = (text: string | undefined) => (text ? compiling.expression(text, '') : undefined);
  const name = read(actor.name);
  const [email, phone] = [read(actor.email), read(actor.phone)];
  refuseOthers(actor, ['name', 'email', 'phone'], fault);
  if (name === undefined) return [];
  return [{ is: 'guest', name, ...(email && { email }), ...(phone && { phone }) }];
}

function refuseOthers(actor: ActorElement, known: readonly string[], fault: (message: string) => void): void {
  for (const attribute of attributes)
    if (actor[attribute] !== undefined && !known.includes(attribute))
      fault(`办理人规则 is="${actor.is ?? ''}" 中的 ${attribute} 不起作用，请删除`);
}

const attributes = [
  'of',
  'field',
  'unit',
  'title',
  'relation',
  'group',
  'person',
  'levels',
  'feel',
  'name',
  'email',
  'phone',
] as const satisfies readonly (keyof ActorElement)[];

const ruleOf = (actor: ActorElement): ActorRule | undefined =>
  isKind(actor.is) ? kinds[actor.is].read(actor) : undefined;

/** Each kind: how it is read, and what it wants besides `is`, for whoever has left it out. */
const kinds: {
  readonly [Is in ActorRule['is']]: {
    readonly wants: string;
    readonly read: (actor: ActorElement) => (ActorRule & { readonly is: Is }) | undefined;
  };
} = {
  initiator: { wants: '', read: () => ({ is: 'initiator' }) },
  applicant: { wants: '', read: () => ({ is: 'applicant' }) },
  principal: { wants: '', read: () => ({ is: 'principal' }) },
  person: { wants: 'person', read: ({ person }) => (person ? { is: 'person', person } : undefined) },
  unitHead: {
    wants: 'of="applicant" 或 field',
    read({ of, field }) {
      if (of === 'applicant') return { is: 'unitHead', of };
      return field ? { is: 'unitHead', field } : undefined;
    },
  },
  post: {
    wants: 'title，以及 of="applicant"、unit 或 field 之一',
    read({ title, of, unit, field }) {
      if (!title) return undefined;
      if (of === 'applicant') return { is: 'post', title, of };
      if (unit) return { is: 'post', title, unit };
      return field ? { is: 'post', title, field } : undefined;
    },
  },
  relation: {
    wants: 'relation，以及 of="applicant" 或 field 之一',
    read({ relation, of, field }) {
      if (!isRelation(relation)) return undefined;
      if (of === 'applicant') return { is: 'relation', relation, of };
      return field ? { is: 'relation', relation, field } : undefined;
    },
  },
  dataOwner: { wants: 'field', read: ({ field }) => (field ? { is: 'dataOwner', field } : undefined) },
  group: { wants: 'group', read: ({ group }) => (group ? { is: 'group', group } : undefined) },
  field: { wants: 'field', read: ({ field }) => (field ? { is: 'field', field } : undefined) },
  headChain: { wants: '', read: ({ levels }) => ({ is: 'headChain', levels: Number(levels ?? 2) }) },
  chosen: { wants: '', read: () => ({ is: 'chosen' }) },
  guest: { wants: 'name，以及 email、phone 至少一个', read: () => undefined },
  expression: { wants: 'feel', read: () => undefined },
};

function hintFor({ is, of, relation }: ActorElement): string {
  if (!isKind(is)) return orPerhaps(closestName(is ?? '', Object.keys(kinds)));
  if (of !== undefined && of !== 'applicant') return `：of 只能是 applicant，不能是“${of}”`;
  if (is === 'relation' && relation && !isRelation(relation))
    return `：relation 只能是 ${relations.join('、')}，不能是“${relation}”`;
  return `：要写 ${kinds[is].wants}`;
}

const orPerhaps = (name: string | undefined): string => (name === undefined ? '' : `，是不是 ${name}？`);

const isKind = (is: string | undefined): is is ActorRule['is'] =>
  is !== undefined && Object.hasOwn(kinds, is);

const isRelation = (word: string | undefined): word is Relation =>
  (relations as readonly (string | undefined)[]).includes(word);
