/** What the acts of a task look like on its page, and what they say to the server. */
import type { CurrentStep, TaskAct, TaskDetail } from '@yizhan/contract';
import type { FormData } from '@yizhan/forms';
import type { ButtonKind } from '../../ui/button.tsx';

export type Act = Offered['act'];
export type How = NonNullable<TaskAct['how']>;
type Offered = TaskDetail['acts'][number];

/** What somebody says with an act. */
export interface Answer {
  readonly comment: string;
  /** A step for 退回, a person for 转办 and 委派. */
  readonly to?: string | undefined;
  /** For 加签 and 减签. */
  readonly people?: readonly string[] | undefined;
  readonly how?: How | undefined;
}

/** The acts of the bar as they stand from left to right; what decides stands last, under the thumb. */
const onBar: readonly Act[] = ['sendBack', 'reject', 'approve', 'takeBack', 'resolve', 'claim'];
const inMenu: readonly Act[] = ['transfer', 'delegate', 'addSigner', 'removeSigner', 'release'];

/** Which acts stand on the bar and which in its menu. One that this page does not know is left out. */
export function layOut(acts: readonly Offered[]): { bar: readonly Offered[]; more: readonly Offered[] } {
  const among = (order: readonly Act[]) => order.flatMap((act) => acts.find((one) => one.act === act) ?? []);
  const bar = among(onBar);
  const more = among(inMenu);
  // A menu of one line would only hide it.
  return bar.length === 0 && more.length === 1 ? { bar: more, more: bar } : { bar, more };
}

/** Acts that settle what the task asks of the person; of them one is offered at a time. */
const main: readonly Act[] = ['approve', 'claim', 'resolve', 'takeBack'];
export const isMain = (act: Act): boolean => main.includes(act);

export const kindOf = (act: Act): ButtonKind => {
  if (act === 'reject') return 'danger';
  return isMain(act) ? 'primary' : 'plain';
};

/** A no needs its reason, and 回复意见 is nothing but the opinion. */
export const needsOpinion = (act: Act): boolean =>
  act === 'reject' || act === 'sendBack' || act === 'resolve';

/** Whether one gives an opinion with it, or at most a reason. */
export const isVoice = (act: Act): boolean => act === 'approve' || needsOpinion(act);

/** After these the task is no longer mine, and the next one is shown; after the others its page is read again. */
export const leavesMe = (act: Act): boolean => isVoice(act) || act === 'transfer';

/** The server takes the form along with a voice on the application only. */
const carriesForm = (act: Act): boolean => act === 'approve' || act === 'reject';

export function bodyOf(
  act: Act,
  { comment, to, people, how }: Answer,
  written: (() => FormData) | undefined,
): TaskAct {
  return {
    act,
    ...(comment && { comment }),
    ...(to !== undefined && { to }),
    ...(people && { people: [...people] }),
    ...(how && { how }),
    ...(written && carriesForm(act) && { data: written() }),
  };
}

type Standing = Pick<TaskDetail, 'id' | 'acts' | 'done' | 'current'>;

const silentIn = ({ id, current }: Pick<Standing, 'id' | 'current'>): CurrentStep['people'] =>
  current.filter(({ task }) => task === id).flatMap(({ people }) => people.filter(({ voice }) => !voice));

/** Whom 减签 may name. Who was added by whom is not told here: the server refuses those who were not by me. */
export const removable = (task: Standing, me: string | undefined): CurrentStep['people'] =>
  silentIn(task).filter(({ id }) => id !== me);

/** 催办, 抄送, 留言 stand at the timeline; they decide nothing. */
const isNote = (act: Act): boolean => act === 'remind' || act === 'cc' || act === 'comment';

/** Why nothing is to be decided: I have; it is mine, but others have the word first; it has left me. */
export function restingOf(task: Standing, me: string | undefined): 'done' | 'waiting' | 'closed' | undefined {
  if (task.done) return 'done';
  if (task.acts.some(({ act }) => isMain(act))) return undefined;
  if (silentIn(task).some(({ id }) => id === me)) return 'waiting';
  return task.acts.every(({ act }) => isNote(act)) ? 'closed' : undefined;
}

/** The task in which a step stands open again: 拿回 opens a new one. */
export const reopened = (current: readonly CurrentStep[], step: string, me: string | undefined) =>
  current.find(({ node, people }) => node.id === step && people.some(({ id }) => id === me))?.task;
