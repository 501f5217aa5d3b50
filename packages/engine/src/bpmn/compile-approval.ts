import { closestName, isSla } from '@yizhan/feel';
import type { ActorRule, Approval, Mode, TaskAct } from '../program.ts';
import type { ActorElement, ApprovalElement, FlowElement } from './element.ts';

/**
 * Reads `yizhan:approval` of a user task; every mistake is handed to `fault`. `names` are the form's fields, where
 * they are known: a field that isn't there would find nobody, in every application, without a word.
 */
export function compileApproval(
  task: FlowElement,
  names: readonly string[] | undefined,
  fault: (message: string) => void,
): Approval {
  const [element, ...others]: readonly ApprovalElement[] =
    task.extensionElements?.values?.filter((value) => value.$type === 'yizhan:Approval') ?? [];
  if (element === undefined) fault('缺少 yizhan:approval，不知道由谁办理');
  else if (!element.actors?.length) fault('yizhan:approval 中没有 yizhan:actor，不知道由谁办理');
  if (others.length > 0) fault('一个环节只能有一个 yizhan:approval');
  const actors = (element?.actors ?? []).flatMap((actor) => compileActor(actor, names, fault));
  const sla = element?.sla;
  if (sla !== undefined && !isSla(sla)) fault(`时限“${sla}”无法识别，应如 1 workday、4 workhours`);
  const acts = (element?.acts ?? 'approve reject sendBack').split(/\s+/).filter(Boolean);
  for (const act of acts) if (!isOneOf(act, taskActs)) fault(`acts 中的“${act}”不是 ${taskActs.join('、')}`);
  if (!acts.includes('approve')) fault('acts 必须包含 approve');
  return {
    mode: oneOf('mode', element?.mode ?? 'single', modes, fault),
    whenNobody: oneOf('whenNobody', element?.whenNobody ?? 'administrator', whenNobody, fault),
    acts: acts.filter((act) => isOneOf(act, taskActs)),
    actors,
    ...(sla !== undefined && { sla }),
    ...(element?.approveLabel !== undefined && {
      approveLabel: element.approveLabel,
    }),
  };
}

const modes = ['single', 'countersign', 'orSign'] as const satisfies readonly Mode[];
const whenNobody = ['administrator', 'skip', 'refuse'] as const;
const taskActs = ['approve', 'reject', 'sendBack'] as const satisfies readonly TaskAct[];

const isOneOf = <Word extends string>(value: string, words: readonly Word[]): value is Word =>
  (words as readonly string[]).includes(value);

function oneOf<Word extends string>(
  name: string,
  value: string,
  words: readonly [Word, ...Word[]],
  fault: (message: string) => void,
): Word {
  if (isOneOf(value, words)) return value;
  fault(`${name}="${value}" 不是 ${words.join('、')} 之一`);
  return words[0];
}

function compileActor(
  actor: ActorElement,
  names: readonly string[] | undefined,
  fault: (message: string) => void,
): readonly ActorRule[] {
  const rule = ruleOf(actor);
  if (rule === undefined) {
    fault(`办理人规则 is="${actor.is ?? ''}" 缺少属性或无法识别，见 docs/reference/flow.md`);
    return [];
  }
  const needless = (['of', 'field', 'unit', 'title', 'group', 'person'] as const).filter(
    (attribute) => actor[attribute] !== undefined && !Object.hasOwn(rule, attribute),
  );
  for (const attribute of needless) fault(`办理人规则 is="${rule.is}" 中的 ${attribute} 不起作用，请删除`);
  const [field] = 'field' in rule ? rule.field.split('.') : [];
  if (field !== undefined && names !== undefined && !names.includes(field)) {
    const closest = closestName(field, names);
    fault(
      `办理人规则 is="${rule.is}" 取自表单字段“${field}”，表单中没有它${closest ? `，是不是 ${closest}？` : ''}`,
    );
  }
  return [rule];
}

function ruleOf({ is, of, field, unit, title, group, person }: ActorElement): ActorRule | undefined {
  if (is === 'initiator' || is === 'applicant') return { is };
  if (is === 'person' && person) return { is, person };
  if (is === 'group' && group) return { is, group };
  if (is === 'field' && field) return { is, field };
  if (is === 'unitHead' && of === 'applicant') return { is, of };
  if (is === 'unitHead' && field) return { is, field };
  if (is === 'post' && title && unit) return { is, title, unit };
  if (is === 'post' && title && field) return { is, title, field };
  return undefined;
}
