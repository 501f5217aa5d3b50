import type { OrderRow } from '@yizhan/payments';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { isGuest } from '../guests/guest.ts';
import { openNameBook } from '../names.ts';
import { insertNotificationOnce } from '../notifications/notifications.sql.ts';
import { organisation, type Room } from '../room.ts';

/** Whoever is to pay hears of it once: the order's id is the message's. */
export async function tellToPay(room: Room, order: OrderRow, node: string): Promise<void> {
  if (isGuest(order.payer)) return;
  const instance = await room.flow.instance(order.application_id);
  const names = await openNameBook(room.database, await organisation(room), [instance.row.applicant]);
  await room.database.query(
    insertNotificationOnce(
      {
        id: order.id,
        person: order.payer,
        kind: 'payment-asked',
        application: order.application_id,
        link: `/pay/${order.id}`,
        parameters: {
          service: nameOf(await versionOf(room, instance)),
          title: order.subject,
          number: instance.row.business_key,
          applicant: names.person(instance.row.applicant).name,
          node: instance.definition.program.nodes.get(node)?.name ?? node,
          amount: (order.amount / 100).toFixed(2),
        },
      },
      order.opened_at,
    ),
  );
}
