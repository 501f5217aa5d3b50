import { isSla } from '@yizhan/feel';
import type { Approval, Mode, TaskAct } from '../program.ts';
import { compileActor } from './compile-actor.ts';
import { ballotOf } from './compile-ballot.ts';
import type { Compiling } from './compiling.ts';
import type { ApprovalElement, FlowElement } from './element.ts';
import { foreignActors } from './foreign/assignment.ts';

/** Reads `yizhan:approval` of a user task; every mistake is handed to `fault`. */
export function compileApproval(task: FlowElement, compiling: Compiling): Approval {
  const fault = (message: string) => compiling.fault(task.id ?? '', message);
  const [element, ...others]: readonly ApprovalElement[] =
    task.extensionElements?.values?.filter((value) => value.$type === 'yizhan:Approval') ?? [];
  if (element === undefined) return foreignApproval(task, compiling);
  if (!element.actors?.length) fault('yizhan:approval 中没有 yizhan:actor，不知道由谁办理');
  if (others.length > 0) fault('一个环节只能有一个 yizhan:approval');
  const lines = (element.actors ?? []).flatMap((actor) =>
    compileActor(actor, compiling, fault).map((rule) => ({ rule, voters: actor.voters ?? '' })),
  );
  const sla = element.sla;
  if (sla !== undefined && !isSla(sla)) fault(`时限“${sla}”无法识别，应如 1 workday、4 workhours`);
  const ballot = ballotOf(
    task,
    element,
    lines.map(({ voters }) => voters),
    fault,
  );
  const whenNobodyElse = ballot ? 'refuse' : 'administrator';
  return {
    mode: oneOf('mode', element.mode ?? 'single', modes, fault),
    rule: oneOf('rule', element.rule ?? 'veto', rules, fault),
    share: shareOf(element.share, fault),
    ...weightsOf(element.weights, fault),
    samePerson: oneOf('samePerson', element.samePerson ?? 'keep', samePerson, fault),
    applicantSigns: oneOf('applicantSigns', element.applicantSigns ?? 'keep', applicantSigns, fault),
    onTimeout: oneOf('onTimeout', element.onTimeout ?? 'nothing', onTimeout, fault),
    whenNobody: oneOf('whenNobody', element.whenNobody ?? whenNobodyElse, whenNobody, fault),
    acts: actsOf(element.acts ?? (ballot ? 'approve' : taskActs.join(' ')), fault),
    actors: lines.map(({ rule }) => rule),
    ...(ballot && { ballot }),
    ...(sla !== undefined && { sla }),
    ...(element.approveLabel !== undefined && { approveLabel: element.approveLabel }),
  };
}

function actsOf(text: string, fault: (message: string) => void): readonly TaskAct[] {
  const acts = text.split(/\s+/).filter(Boolean);
  for (const act of acts) if (!isOneOf(act, taskActs)) fault(`acts 中的“${act}”不是 ${taskActs.join('、')}`);
  if (!acts.includes('approve')) fault('acts 必须包含 approve');
  return acts.filter((act) => isOneOf(act, taskActs));
}

/** A user task of another engine: whoever it names; without a word about it, a person whom nothing names. */
function foreignApproval(task: FlowElement, compiling: Compiling): Approval {
  const id = task.id ?? '';
  const foreign = foreignActors(task, compiling);
  if (foreign === undefined) compiling.doubt(id, '缺少 yizhan:approval，不知道由谁办理');
  return {
    mode: foreign === undefined || foreign.isOne ? 'single' : 'orSign',
    rule: 'veto',
    share: 1,
    samePerson: 'keep',
    applicantSigns: 'keep',
    onTimeout: 'nothing',
    whenNobody: 'administrator',
    acts: taskActs,
    actors: foreign?.actors ?? [{ is: 'group', group: id }],
  };
}

/** `2/3`, `0.5` or `50%`. */
function shareOf(text: string | undefined, fault: (message: string) => void): number {
  if (text === undefined) return 0.5;
  const [, part = '', whole] = /^\s*(\d+(?:\.\d+)?)\s*(?:\/\s*(\d+)|%)?\s*$/.exec(text) ?? [];
  const share = Number(part) / (whole !== undefined ? Number(whole) : text.includes('%') ? 100 : 1);
  if (part !== '' && share > 0 && share <= 1) return share;
  fault(`share="${text}" 应是大于 0、不超过 1 的比例，如 2/3、50%`);
  return 1;
}

function weightsOf(
  text: string | undefined,
  fault: (message: string) => void,
): { readonly weights?: readonly number[] } {
  if (text === undefined) return {};
  const weights = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  if (weights.every((weight) => weight > 0 && weight <= 1000)) return { weights };
  fault(`weights="${text}" 应是一列正数，如 2 1 1`);
  return {};
}

const modes = [
  'single',
  'countersign',
  'orSign',
  'inTurn',
  'vote',
  'claim',
] as const satisfies readonly Mode[];
const rules = ['veto', 'majority'] as const;
const samePerson = ['keep', 'approve', 'neighbours'] as const;
const applicantSigns = ['keep', 'approve', 'leaveOut'] as const;
const onTimeout = ['nothing', 'remind', 'escalate', 'approve', 'sendBack', 'close'] as const;
const whenNobody = ['administrator', 'skip', 'refuse'] as const;
const taskActs = [
  'approve',
  'reject',
  'sendBack',
  'transfer',
  'delegate',
  'addSigner',
  'removeSigner',
  'takeBack',
] as const satisfies readonly TaskAct[];

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
