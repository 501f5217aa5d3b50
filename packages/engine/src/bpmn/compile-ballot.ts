import type { Ballot } from '../program.ts';
import type { ApprovalElement, FlowElement } from './element.ts';

/**
 * 无记名投票 of a `yizhan:approval`. Whatever would give somebody a voice without a paper, or hand a vote on, is a mistake:
 * a voice that counts by itself, an administrator in nobody's place, 转办 and 加签, a reason to reject.
 */
export function ballotOf(
  task: FlowElement,
  element: ApprovalElement,
  voters: readonly string[],
  fault: (message: string) => void,
): Ballot | undefined {
  const { ballot: id, ballotByProxy = 'false' } = element;
  if (id === undefined) {
    if (element.ballotByProxy !== undefined) fault('ballotByProxy 只用于有 ballot 的环节');
    if (element.onTimeout === 'close') fault('onTimeout="close" 只用于有 ballot 的环节');
    if (voters.some(Boolean)) fault('yizhan:actor 的 voters 只用于有 ballot 的环节');
    return undefined;
  }
  if (id.trim() === '') fault('ballot 应是 service.json 的 ballots 中的一个');
  if (element.weights !== undefined)
    fault('选票的权重按参评人类别写在 service.json 的 ballots 中，不用 weights');
  if (task.loopCharacteristics !== undefined) fault('选票环节不能多实例：一次投票由全体参评人各投一票');
  if (element.actors?.some(({ is }) => is === 'guest')) fault('选票环节不能请校外人员（is="guest"）投票');
  for (const [name, words, why] of rules) {
    const value = element[name] ?? (name === 'mode' ? 'single' : undefined);
    if (value !== undefined && !value.split(/\s+/).every((word) => words.includes(word)))
      fault(`选票环节的 ${name} 只能是 ${words.join('、')}：${why}`);
  }
  return { id, byProxy: ballotByProxy === 'true', voters };
}

const rules: readonly (readonly [Rule, readonly string[], string])[] = [
  ['mode', ['countersign', 'vote'], '每位参评人一票'],
  ['acts', ['approve'], '选票不能转办、加签、委派，也没有驳回、退回'],
  ['samePerson', ['keep'], '选票不能自动投出'],
  ['applicantSigns', ['keep', 'leaveOut'], '选票不能自动投出'],
  ['onTimeout', ['nothing', 'remind', 'sendBack', 'close'], '选票不能自动投出'],
  ['whenNobody', ['skip', 'refuse'], '不能由管理员代投'],
  ['ballotByProxy', ['true', 'false'], '代理人能否代投'],
];

type Rule = 'mode' | 'acts' | 'samePerson' | 'applicantSigns' | 'onTimeout' | 'whenNobody' | 'ballotByProxy';
