import type { Transaction } from '@yizhan/database';
import type { FlowMessage, OutboxMessage } from '@yizhan/flow';
import { v7 as newId } from 'uuid';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import { insertNotification, type NewNotification, type NotificationKind } from './notifications.sql.ts';

/**
 * Turns what moved into messages in the hall: to those for whom a task has opened, and to the applicant when his
 * application came back or has ended. Nobody is told of what he did himself.
 */
export async function notify(room: Room, message: OutboxMessage, transaction: Transaction): Promise<void> {
  if (message.topic !== 'instance-moved') throw new Error(`nobody handles outbox topic ${message.topic}`);
  const moved = message.payload as FlowMessage;
  const instance = await room.flow.instance(moved.instance);
  const version = await versionOf(room, instance);
  const names = await openNameBook(room.database, await organisation(room), [moved.applicant]);
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
    more: { readonly node?: string; readonly comment?: string } = {},
  ): NewNotification => ({
    id: newId(),
    person,
    kind,
    application: moved.instance,
    link,
    parameters: { ...about, ...more },
  });
  const page = `/applications/${moved.instance}`;
  const waiting = moved.opened
    .filter((task) => task.kind === 'approval')
    .flatMap((task) =>
      task.people.map((person) =>
        to(person, 'task-opened', `/tasks/${task.task}`, {
          node: instance.definition.program.nodes.get(task.node)?.name ?? task.node,
        }),
      ),
    );
  const own = [...new Set([moved.initiator, moved.applicant])].flatMap((person) => {
    if (moved.sentBack) return [to(person, 'sent-back', page, moved.sentBack)];
    return moved.ended && (moved.status === 'approved' || moved.status === 'rejected')
      ? [to(person, moved.status, page)]
      : [];
  });
  for (const notification of [...waiting, ...own].filter(({ person }) => person !== moved.by)) {
    await transaction.query(insertNotification(notification, message.id, room.now()));
  }
}
