import type { Transaction } from '@yizhan/database';
import { type FlowMessage, type OutboxMessage, schoolDay } from '@yizhan/flow';
import type { Directory } from '@yizhan/identity';
import { v7 as newId } from 'uuid';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { isGuest } from '../guests/guest.ts';
import { inviteGuests, remindGuests } from '../guests/invite-guests.ts';
import { tellGuests } from '../guests/tell-guests.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import { insertNotification, type NewNotification, type NotificationKind } from './notifications.sql.ts';

/**
 * Turns what moved into messages in the hall: to those for whom a task has opened, who are reminded or got a copy; to
 * the applicant when his application came back or has ended; of a comment to him and to those who hold it. Nobody is told
 * of what he did himself.
 */
export async function notify(room: Room, message: OutboxMessage, transaction: Transaction): Promise<void> {
  if (message.topic !== 'instance-moved') throw new Error(`nobody handles outbox topic ${message.topic}`);
  const moved = message.payload as FlowMessage;
  const instance = await room.flow.instance(moved.instance);
  const version = await versionOf(room, instance);
  await inviteGuests(room, moved, instance, transaction);
  await remindGuests(room, moved, transaction);
  const directory = await organisation(room);
  const names = await openNameBook(room.database, directory, [moved.applicant, moved.by]);
  const about = {
    service: nameOf(version),
    title: instance.row.title,
    number: instance.row.business_key,
    applicant: names.person(moved.applicant).name,
  };
  const to = (
    person: string,
    kind: NotificationKind,
    link: string,
    more: { readonly node?: string; readonly comment?: string; readonly by?: string } = {},
  ): NewNotification => ({
    id: newId(),
    person,
    kind,
    application: moved.instance,
    link,
    parameters: { ...about, ...more },
  });
  const nodeName = (node: string) => instance.definition.program.nodes.get(node)?.name ?? node;
  const page = `/applications/${moved.instance}`;
  const waiting = moved.opened
    .filter((task) => task.kind === 'approval')
    .flatMap((task) =>
      withProxies(directory, task.people, instance.row, room.now()).map((person) =>
        to(person, 'task-opened', `/tasks/${task.task}`, {
          node: nodeName(task.node),
        }),
      ),
    );
  const said = ({ by, comment }: { readonly by: string; readonly comment?: string }) => ({
    ...(by !== '' && by !== 'system' && { by: names.person(by).name }),
    ...(comment !== undefined && { comment }),
  });
  const own = [...new Set([moved.initiator, moved.applicant])].flatMap((person) => {
    if (moved.sentBack) return [to(person, 'sent-back', page, moved.sentBack)];
    if (moved.cancelDeclined) return [to(person, 'cancel-declined', page, said(moved.cancelDeclined))];
    return moved.ended && toldEnds.has(moved.status)
      ? [to(person, moved.status as 'approved' | 'rejected' | 'cancelled', page)]
      : [];
  });
  const reminders = (moved.reminded ?? []).flatMap(({ task, node, people, ...rest }) =>
    people.map((person) => to(person, 'reminded', `/tasks/${task}`, { node: nodeName(node), ...said(rest) })),
  );
  const { cancelAsked } = moved;
  const asked = (cancelAsked?.tasks ?? []).flatMap(({ task, people }) =>
    people.map((person) => to(person, 'cancel-asked', `/tasks/${task}`, cancelAsked && said(cancelAsked))),
  );
  const notes = (moved.noted ?? []).flatMap(({ act, people, ...rest }) => {
    const hearers = act === 'cc' ? people : [...people, moved.initiator, moved.applicant];
    return [...new Set(hearers)].map((person) =>
      to(person, act === 'cc' ? 'copied' : 'commented', page, said(rest)),
    );
  });
  const told = [...waiting, ...own, ...reminders, ...asked, ...notes].filter(
    ({ person }) => person !== moved.by,
  );
  for (const notification of told.filter(({ person }) => !isGuest(person)))
    await transaction.query(insertNotification(notification, message.id, room.now()));
  for (const letter of await tellGuests(room, told)) await transaction.query(letter);
}

const toldEnds: ReadonlySet<FlowMessage['status']> = new Set(['approved', 'rejected', 'cancelled']);

/** 代理: whoever may do the task for them hears of it too, but for those whose own errand it is. */
function withProxies(
  directory: Directory,
  people: readonly string[],
  {
    key,
    applicant,
    initiator,
  }: { readonly key: string; readonly applicant: string; readonly initiator: string },
  now: string,
): readonly string[] {
  const proxies = people
    .flatMap((person) => directory.proxiesOf(person, key, schoolDay(now)))
    .filter((proxy) => proxy !== applicant && proxy !== initiator);
  return [...new Set([...people, ...proxies])];
}
