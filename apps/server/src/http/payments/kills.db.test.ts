/** kill -9 in the middle of paying: the notification is written down, and the workers die again and again before the flow has gone on. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { publish, work } from '../../testing/a-service.ts';
import { apply, readApplication } from '../../testing/applications.ts';
import { openCampus } from '../../testing/campus.ts';
import { openSlot } from '../../testing/faults/parts.ts';
import { addressToPay, choose, orderOf, until } from '../../testing/sandbox-pay.ts';

const deaths = 5;

test('nothing is lost, doubled or half done', async () => {
  const data = await mkdtemp(path.join(tmpdir(), 'yizhan-pay-kills-'));
  const campus = await openCampus({ pays: true, workers: false });
  const options = { databaseUrl: campus.databaseUrl, data, outside: '', part: 'workers', port: 0 } as const;
  const slot = openSlot(options, path.join(data, 'compiled'));
  try {
    const caught = `<bpmn:boundaryEvent id="late" name="到时" attachedToRef="pay"><bpmn:errorEventDefinition id="error" /></bpmn:boundaryEvent>
      <bpmn:sequenceFlow id="out" sourceRef="late" targetRef="end" />`;
    await publish(campus, 'killed', {
      fields: [{ key: 'receipt', type: 'text', label: '收据号', maxLength: 40 }],
      tasks: [
        work(
          'pay',
          'is="pay" amount="700" subject="&quot;试办费&quot;" data="{ receipt: payment.receipt }"',
        ) + caught,
      ],
    });
    const teacher = await campus.signIn('T1106');
    const ids = await Promise.all(
      Array.from({ length: 8 }, async () => (await apply(teacher, { service: 'killed', data: {} })).id),
    );
    const addresses = await Promise.all(
      ids.map(async (id) => addressToPay(teacher, (await orderOf(teacher, id)).id)),
    );
    const paying = (async () => {
      for (const address of addresses) {
        await choose(address, 'paid');
        await pause(200);
      }
    })();
    for (let death = 0; death < deaths; death++) {
      await until(async () => slot.mayBeKilled(), Boolean, 30);
      await pause(Math.random() * 150);
      await slot.kill();
    }
    await paying;
    for (const id of ids)
      await until(
        () => readApplication(teacher, id),
        ({ status }) => status === 'approved',
        30,
      );
    const [counts] = await campus.database.query<Record<string, number>>({
      text: `select
        (select count(*)::int from payment."order" where status = 'paid') as orders,
        (select count(*)::int from payment.payment where verdict = 'settles') as settled,
        (select count(*)::int from payment.receipt) as receipts,
        (select max(right(number, 8)::int) from payment.receipt) as highest,
        (select count(*)::int from payment.refund) as refunds`,
    });
    assert.deepEqual(counts, { orders: 8, settled: 8, receipts: 8, highest: 8, refunds: 0 });
    for (const id of ids) assert.match(String((await readApplication(teacher, id)).data.receipt), /^PJ/);
  } finally {
    await slot.stop();
    await campus.close();
    await rm(data, { recursive: true, force: true });
  }
});
