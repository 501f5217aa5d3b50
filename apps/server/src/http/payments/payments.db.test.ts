/** 缴费 from the order to the receipt, over HTTP with the sandbox platform that signs as the real one does. */
import assert from 'node:assert/strict';
import { createCipheriv, createSign, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type {
  ApplicationDetail,
  Payment,
  PaymentDetail,
  PaymentPage,
  ReconciliationDetail,
  TransferPage,
  Verification,
} from '@yizhan/contract';
import { startSandbox } from '@yizhan/payments';
import { publish, work } from '../../testing/a-service.ts';
import { act, apply, ok, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';
import { textOfPdf } from '../../testing/pdf-text.ts';
import { addressToPay, choose, orderOf, until } from '../../testing/sandbox-pay.ts';

let campus: Campus;
let teacher: Person;
let colleague: Person;
let dean: Person;
let cashier: Person;
let keeper: Person;
let stranger: Person;
before(async () => {
  campus = await openCampus({ pays: true });
  [teacher, colleague, dean, stranger] = await campus.signInAll(['T1106', 'T1107', 'T1100', 'T1131']);
  [cashier, keeper] = await Promise.all([
    somebodyOf('finance').then(campus.signIn),
    somebodyOf('school-office').then(campus.signIn),
  ]);
  await publish(campus, 'fee', { fields, tasks: [payFor('PT30M')] });
  const again = `<bpmn:userTask id="again" name="经办"><bpmn:extensionElements>
    <yizhan:approval acts="approve reject sendBack"><yizhan:actor is="unitHead" of="applicant" /></yizhan:approval>
  </bpmn:extensionElements></bpmn:userTask>`;
  await publish(campus, 'fee-then-head', { fields, tasks: [payFor('PT30M'), again] });
  await publish(campus, 'moving', {
    fields: [
      { key: 'card', type: 'reference', label: '经费卡', from: 'cards:own' },
      { key: 'sum', type: 'money', label: '金额' },
      { key: 'voucher', type: 'text', label: '凭证号', maxLength: 40 },
    ],
    tasks: [
      work(
        'move',
        'is="transfer" from="card.id" to="&quot;trial-b&quot;" amount="sum" subject="&quot;试转&quot;" data="{ voucher: transfer.voucher }"',
      ) + caught('move'),
    ],
  });
  await campus.wiring.hall.keepCards([
    aCard('trial-a', 'A-1', 100_000),
    aCard('trial-b', 'B-1', 0),
    aCard('trial-other', 'C-1', 100_000, 'finance'),
  ]);
});
after(() => campus.close());

const fields = [
  { key: 'sum', type: 'money', label: '金额' },
  { key: 'receipt', type: 'text', label: '收据号', maxLength: 40 },
];

/** Whatever goes wrong leads to the end. */
const caught = (id: string): string =>
  `<bpmn:boundaryEvent id="${id}-failed" name="没有成" attachedToRef="${id}"><bpmn:errorEventDefinition id="${id}-error" /></bpmn:boundaryEvent>
  <bpmn:sequenceFlow id="${id}-out" sourceRef="${id}-failed" targetRef="end" />`;

const payFor = (within: string): string =>
  work(
    'pay',
    `is="pay" amount="sum" subject="&quot;试办费&quot;" within="${within}" data="{ receipt: payment.receipt }"`,
  ) + caught('pay');

const aCard = (id: string, number: string, balance: number, unit = 'dept-software') => ({
  id,
  number,
  name: `试用卡 ${number}`,
  unit_id: unit,
  leader: id === 'trial-other' ? null : 'T1106',
  purposes: [],
  balance,
});

async function somebodyOf(unit: string): Promise<string> {
  const [post] = await campus.database.query<{ number: string }>({
    text: `select person.number from identity.post join identity.person on person.id = post.person_id
      where post.unit_id = $1 and person.active order by person.number limit 1`,
    values: [unit],
  });
  return post?.number ?? '';
}

const applyFor = async (person: Person, sum = 700, service = 'fee'): Promise<string> =>
  (await apply(person, { service, data: { sum } })).id;

const becomes = (person: Person, id: string, status: string): Promise<ApplicationDetail> =>
  until(
    () => readApplication(person, id),
    (application) => application.status === status,
  );

const detailOf = async (order: string): Promise<PaymentDetail> =>
  ok(await cashier.get<PaymentDetail>(`/payments/${order}`));

const settled = (order: string, holds: (detail: PaymentDetail) => boolean): Promise<PaymentDetail> =>
  until(() => detailOf(order), holds);

/** What came in is what was kept and what went back. */
function assertConserved({ money, state, amount, refunds }: PaymentDetail): void {
  const settling = money.filter(({ verdict }) => verdict === 'settles');
  assert.ok(settling.length <= 1);
  assert.equal(state === 'paid', settling.length === 1);
  for (const each of settling) assert.equal(each.amount, amount);
  for (const each of money.filter(({ verdict }) => verdict !== 'settles'))
    assert.equal(each.refunded, each.amount);
  const back = refunds.reduce((sum, each) => sum + each.amount, 0);
  assert.equal(
    back,
    money.reduce((sum, each) => sum + each.refunded, 0),
  );
}

async function paid(person: Person, sum = 700): Promise<{ id: string; order: Payment }> {
  const id = await applyFor(person, sum);
  const order = await orderOf(person, id);
  await choose(await addressToPay(person, order.id), 'paid');
  await becomes(person, id, 'approved');
  return { id, order };
}

describe('an order', () => {
  test('is opened when the flow comes to it, told to whoever pays, and closes the step when it is paid', async () => {
    const id = await applyFor(teacher);
    const order = await orderOf(teacher, id);
    assert.equal(order.amount, 700);
    assert.equal(order.capital, '柒元整');
    assert.equal(order.mine, true);
    const { items: waiting } = ok(await teacher.get<{ items: Payment[] }>('/payments/mine'));
    assert.deepEqual(
      waiting.map((each) => each.id),
      [order.id],
    );
    const { items: told } = ok(await teacher.get<{ items: { link: string }[] }>('/notifications'));
    assert.equal(told.filter(({ link }) => link === `/pay/${order.id}`).length, 1);
    const address = await addressToPay(teacher, order.id);
    assert.equal(await addressToPay(teacher, order.id), address, 'asking twice opens nothing twice');
    assert.notEqual(await addressToPay(teacher, order.id, 'qr'), address);
    await choose(address, 'paid');
    const { data, payments } = await becomes(teacher, id, 'approved');
    assert.equal(payments?.[0]?.state, 'paid');
    assert.match(String(data.receipt), /^PJ\d{4}-\d{8}$/);
    assert.equal(data.receipt, payments?.[0]?.receipt?.number);
    const refused = await teacher.post<Refusal>(`/payments/mine/${order.id}/pay`, { way: 'qr' });
    assert.equal(refused.body.code, 'payment/already-paid');
    assertConserved(await detailOf(order.id));
  });

  test('of nothing is not opened, and the flow goes on', async () => {
    const id = await applyFor(teacher, 0);
    const { payments } = await becomes(teacher, id, 'approved');
    assert.equal(payments, undefined);
  });

  test('that is paid twice keeps the one and gives back the other', async () => {
    const id = await applyFor(teacher);
    const order = await orderOf(teacher, id);
    await choose(await addressToPay(teacher, order.id), 'doubled');
    await becomes(teacher, id, 'approved');
    const detail = await settled(order.id, ({ refunds }) => refunds[0]?.state === 'done');
    assert.deepEqual(detail.money.map(({ verdict }) => verdict).sort(), ['doubled', 'settles']);
    assert.equal(detail.refunds[0]?.cause, 'doubled');
    assert.equal(detail.refunded, 0);
    assertConserved(detail);
  });

  test('for which another sum comes in stays open, alarms, and gives that back', async () => {
    const id = await applyFor(teacher);
    const order = await orderOf(teacher, id);
    await choose(await addressToPay(teacher, order.id), 'wrong-amount');
    const detail = await settled(order.id, ({ refunds }) => refunds[0]?.state === 'done');
    assert.equal(detail.state, 'open');
    assert.equal(detail.money[0]?.amount, 699);
    assert.equal(detail.refunds[0]?.cause, 'wrong-amount');
    await choose(await addressToPay(teacher, order.id, 'qr'), 'paid');
    await becomes(teacher, id, 'approved');
    assertConserved(await detailOf(order.id));
  });

  test('that nobody pays is closed when its time is over, at the platform too; what comes later goes back', async () => {
    const [never, late] = [await applyFor(teacher), await applyFor(colleague)];
    const [unpaid, tooLate] = [await orderOf(teacher, never), await orderOf(colleague, late)];
    const addresses = [await addressToPay(teacher, unpaid.id), await addressToPay(colleague, tooLate.id)];
    await choose(addresses[0] ?? '', 'never');
    await choose(addresses[1] ?? '', 'late');
    await campus.database.query({
      text: `update payment."order" set due_at = $1, look_at = $1 where id = any ($2::uuid[])`,
      values: [campus.now(), [unpaid.id, tooLate.id]],
    });
    await becomes(teacher, never, 'approved');
    const refused = await teacher.post<Refusal>(`/payments/mine/${unpaid.id}/pay`, { way: 'qr' });
    assert.equal(refused.body.code, 'payment/closed');
    assert.match(await (await fetch(addresses[0] ?? '')).text(), /已支付或已关闭/);
    const detail = await settled(tooLate.id, ({ refunds }) => refunds[0]?.state === 'done');
    assert.equal(detail.state, 'closed');
    assert.equal(detail.refunds[0]?.cause, 'late');
    assertConserved(detail);
    assertConserved(await detailOf(unpaid.id));
  });

  test('is found paid by asking, should the notification never come', async () => {
    const id = await applyFor(teacher);
    const order = await orderOf(teacher, id);
    campus.paying?.listensAt('http://127.0.0.1:9');
    const address = await addressToPay(teacher, order.id);
    campus.paying?.listensAt(campus.address);
    await choose(address, 'paid');
    await campus.database.query({
      text: `update payment."order" set look_at = $2 where id = $1`,
      values: [order.id, campus.now()],
    });
    await becomes(teacher, id, 'approved');
    const [payment] = await campus.database.query<{ via: string }>({
      text: 'select via from payment.payment where order_id = $1',
      values: [order.id],
    });
    assert.equal(payment?.via, 'query');
  });

  test('goes with its application: withdrawn it is closed, and what was paid for nothing goes back', async () => {
    const id = await applyFor(teacher);
    const order = await orderOf(teacher, id);
    ok(await teacher.post(`/applications/${id}/acts`, { act: 'withdraw' }));
    const { payments } = await readApplication(teacher, id);
    assert.equal(payments?.[0]?.state, 'closed');
    const refused = await teacher.post<Refusal>(`/payments/mine/${order.id}/pay`, { way: 'qr' });
    assert.equal(refused.body.code, 'payment/closed');
    const other = await applyFor(colleague);
    const paidFor = await orderOf(colleague, other);
    const address = await addressToPay(colleague, paidFor.id);
    ok(await colleague.post(`/applications/${other}/acts`, { act: 'withdraw' }));
    await choose(address, 'paid');
    const detail = await settled(paidFor.id, ({ refunds }) => refunds[0]?.state === 'done');
    assert.ok(['abandoned', 'late'].includes(detail.refunds[0]?.cause ?? ''), detail.refunds[0]?.cause);
  });

  test('is not asked for twice where the application is sent back and comes again; another sum is', async () => {
    const id = await applyFor(teacher, 500, 'fee-then-head');
    const order = await orderOf(teacher, id);
    await choose(await addressToPay(teacher, order.id), 'paid');
    await until(
      () => readApplication(dean, id).catch(() => undefined),
      (found) => (found?.current.length ?? 0) > 0,
    );
    await act(dean, id, 'sendBack', { to: 'apply' });
    ok(await teacher.post(`/applications/${id}/acts`, { act: 'submit', data: { sum: 500 } }));
    await until(
      () => readApplication(teacher, id),
      ({ current }) => current.length > 0,
    );
    assert.equal((await readApplication(teacher, id)).payments?.length, 1);
    await act(dean, id, 'sendBack', { to: 'apply' });
    ok(await teacher.post(`/applications/${id}/acts`, { act: 'submit', data: { sum: 600 } }));
    const second = await orderOf(teacher, id);
    assert.equal(second.amount, 600);
    const first = await settled(order.id, ({ refunds }) => refunds[0]?.state === 'done');
    assert.equal(first.refunds[0]?.cause, 'changed');
  });

  test('keeps its amount in the database too', async () => {
    const order = await orderOf(teacher, await applyFor(teacher));
    await assert.rejects(
      campus.database.query({
        text: `update payment."order" set amount = 1 where id = $1`,
        values: [order.id],
      }),
    );
  });
});

interface Told {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** As the platform makes them, with its own keys; written once more here, so that a slip in one does not hide in the other. */
function signed(
  success: { orderNumber: string; channelNumber: string; amount: number; paidAt: string },
  id: string,
  key?: string,
): Told {
  const keys = JSON.parse(
    readFileSync(path.join(campus.wiring.config.data, 'sandbox-pay/keys.json'), 'utf8'),
  ) as { platformPrivate: string; apiV3Key: string };
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', keys.apiV3Key, nonce);
  cipher.setAAD(Buffer.from('transaction'));
  const sealed = Buffer.concat([
    cipher.update(
      JSON.stringify({
        appid: 'sandbox-app',
        mchid: 'sandbox-merchant',
        out_trade_no: success.orderNumber,
        transaction_id: success.channelNumber,
        trade_state: 'SUCCESS',
        success_time: success.paidAt,
        amount: { total: success.amount, currency: 'CNY' },
      }),
    ),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const body = JSON.stringify({
    id,
    event_type: 'TRANSACTION.SUCCESS',
    resource: {
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: sealed.toString('base64'),
      nonce,
      associated_data: 'transaction',
    },
  });
  const timestamp = String(Math.floor(Date.parse(campus.now()) / 1000));
  const signature = createSign('RSA-SHA256')
    .update(`${timestamp}\n${nonce}\n${body}\n`)
    .sign(key ?? keys.platformPrivate, 'base64');
  return {
    body,
    headers: {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': 'SANDBOXPLATFORM01',
      'wechatpay-signature': signature,
    },
  };
}

async function send({ body, headers }: Told): Promise<number> {
  const answer = await fetch(`${campus.address}/api/v1/payments/notifications/sandbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await answer.text();
  return answer.status;
}

describe('a notification', () => {
  test('that is repeated, or comes many times at once, counts once', async () => {
    const id = await applyFor(teacher);
    const order = await orderOf(teacher, id);
    await choose(await addressToPay(teacher, order.id), 'paid');
    await becomes(teacher, id, 'approved');
    const channelNumber = (await detailOf(order.id)).money[0]?.channelNumber ?? '';
    const success = {
      orderNumber: `${order.number}M`,
      channelNumber,
      amount: 700,
      paidAt: campus.now(),
    };
    const bodies = Array.from({ length: 6 }, () => signed(success, 'same-one'));
    const answers = await Promise.all(bodies.map(send));
    assert.deepEqual(answers, Array(6).fill(204));
    const detail = await detailOf(order.id);
    assert.equal(detail.money.length, 1);
    assert.equal(detail.refunds.length, 0);
  });

  test('of two payments at once settles by one and gives the other back', async () => {
    const id = await applyFor(teacher);
    const order = await orderOf(teacher, id);
    const [first, second] = [
      await addressToPay(teacher, order.id),
      await addressToPay(teacher, order.id, 'qr'),
    ];
    await Promise.all([choose(first, 'paid'), choose(second, 'paid')]);
    await becomes(teacher, id, 'approved');
    const detail = await settled(order.id, ({ refunds }) => refunds[0]?.state === 'done');
    assert.deepEqual(detail.money.map(({ verdict }) => verdict).sort(), ['doubled', 'settles']);
    assertConserved(detail);
  });

  test('that is forged, unsigned or for nobody is refused and leaves nothing; no secret is logged', async () => {
    const id = await applyFor(teacher);
    const order = await orderOf(teacher, id);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const success = {
      orderNumber: `${order.number}M`,
      channelNumber: 'forged',
      amount: 700,
      paidAt: campus.now(),
    };
    const forged = signed(
      success,
      randomUUID(),
      privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    assert.equal(await send(forged), 401);
    assert.equal(await send({ ...signed(success, randomUUID()), headers: {} }), 401);
    assert.equal(await send({ body: 'no JSON', headers: {} }), 401);
    const changed = signed(success, randomUUID());
    assert.equal(await send({ ...changed, body: changed.body.replace('TRANSACTION', 'TRANSACTIOM') }), 401);
    assert.equal((await detailOf(order.id)).money.length, 0);
    assert.equal(await send(signed({ ...success, orderNumber: 'somebody-else' }, randomUUID())), 204);
    const { settings } = campus.paying?.sandbox ?? assert.fail();
    for (const secret of [settings.apiV3Key, settings.privateKey.split('\n')[3] ?? ''])
      assert.ok(!campus.log().includes(secret));
  });
});

describe('a receipt', () => {
  test('has the next number without gaps, however many are paid at once', async () => {
    const people = [teacher, colleague, teacher, colleague, teacher, colleague];
    const ids = await Promise.all(people.map((person) => applyFor(person)));
    const orders = await Promise.all(ids.map((id, index) => orderOf(people[index] ?? teacher, id)));
    const addresses = await Promise.all(
      orders.map((order, index) => addressToPay(people[index] ?? teacher, order.id)),
    );
    await Promise.all(addresses.map((address) => choose(address, 'paid')));
    await Promise.all(ids.map((id, index) => becomes(people[index] ?? teacher, id, 'approved')));
    const rows = await campus.database.query<{ number: string }>({
      text: 'select number from payment.receipt order by number',
    });
    const numbers = rows.map(({ number }) => Number(number.slice(-8)));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });

  test('is a paper for whoever paid, and its code tells everybody whether it holds', async () => {
    const { order } = await paid(teacher, 123_456);
    const { body, headers } = await paper(teacher, order.id);
    assert.equal(headers.get('content-type'), 'application/pdf');
    const { text } = await textOfPdf(new Uint8Array(body));
    for (const word of ['电子收据', '壹仟贰佰叁拾肆元伍角陆分', '¥1234.56', order.number])
      assert.ok(text.includes(word), word);
    const code = /verify\/([0-9a-f]{32})/.exec(text)?.[1] ?? '';
    const { body: verification } = await campus.visitor.get<Verification>(`/verify/${code}`);
    assert.equal(verification.validity, 'valid');
    assert.equal(verification.receipt?.amount, 123_456);
    assert.equal((await paper(stranger, order.id)).status, 404);
    assert.equal((await paper(cashier, order.id)).status, 200);
    const refund = { amount: 123_456, reason: '重复收取' };
    ok(await cashier.post(`/payments/${order.id}/refunds`, refund));
    const later = await campus.visitor.get<Verification>(`/verify/${code}`);
    assert.equal(later.body.validity, 'void');
  });
});

async function paper(person: Person, order: string) {
  const answer = await fetch(`${campus.address}/api/v1/payments/${order}/receipt`, {
    headers: { cookie: person.cookie },
  });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
}

describe('those who look after payments', () => {
  test('are the finance office, and the owner of a service for its orders, to look at', async () => {
    const { order } = await paid(teacher);
    const all = ok(await cashier.get<PaymentPage>('/payments?limit=100'));
    assert.equal(all.scope, 'finance');
    assert.ok(all.items.some(({ id }) => id === order.id));
    assert.equal(all.platform?.id, 'sandbox');
    const owners = ok(await keeper.get<PaymentPage>('/payments'));
    assert.equal(owners.scope, 'owner');
    assert.equal(
      (await keeper.post(`/payments/${order.id}/refunds`, { amount: 1, reason: '试' })).status,
      403,
    );
    assert.equal((await stranger.get('/payments')).status, 403);
    assert.equal((await stranger.get(`/payments/mine/${order.id}`)).status, 404);
    assert.equal((await stranger.post(`/payments/mine/${order.id}/pay`, { way: 'qr' })).status, 404);
    assert.equal((await stranger.get('/payments/reconciliations')).status, 403);
  });

  test('filter, search, page and take away; sums go over all of it', async () => {
    const { order } = await paid(teacher, 901);
    const byNumber = ok(await cashier.get<PaymentPage>(`/payments?q=${order.number}`));
    assert.deepEqual(
      byNumber.items.map(({ id }) => id),
      [order.id],
    );
    assert.deepEqual(byNumber.sums, { orders: 1, paid: 901, refunded: 0 });
    const byName = ok(
      await cashier.get<PaymentPage>(`/payments?q=${encodeURIComponent('褚')}&state=paid&service=fee`),
    );
    assert.ok(byName.items.length > 0);
    const one = ok(await cashier.get<PaymentPage>('/payments?limit=1'));
    const next = ok(await cashier.get<PaymentPage>(`/payments?limit=1&cursor=${one.next}`));
    assert.notEqual(one.items[0]?.id, next.items[0]?.id);
    assert.ok(ok(await cashier.get<PaymentPage>('/payments?state=refunded')).items.length > 0);
    assert.equal(ok(await cashier.get<PaymentPage>('/payments?state=attention')).items.length, 0);
    const tomorrow = campus.day(1);
    assert.equal(ok(await cashier.get<PaymentPage>(`/payments?from=${tomorrow}`)).items.length, 0);
    const file = await fetch(`${campus.address}/api/v1/payments/export?state=paid`, {
      headers: { cookie: cashier.cookie },
    });
    assert.equal(file.status, 200);
  });

  test('give back some or all, once for each press, and never more than came in', async () => {
    const { order } = await paid(teacher, 1000);
    const give = (amount: number, key = randomUUID()) =>
      cashier.post<Refusal & PaymentDetail>(
        `/payments/${order.id}/refunds`,
        { amount, reason: '多收' },
        { key },
      );
    const key = randomUUID();
    await Promise.all([give(300, key), give(300, key), give(300, key)]);
    assert.equal((await detailOf(order.id)).refunded, 300);
    assert.equal((await give(701)).body.code, 'payment/nothing-to-refund');
    const two = await Promise.all([give(400), give(400)]);
    assert.deepEqual(two.map(({ status }) => status).sort(), [200, 422]);
    ok(await give(300));
    const detail = await settled(order.id, ({ refunds }) => refunds.every(({ state }) => state === 'done'));
    assert.equal(detail.refunded, 1000);
    assert.equal(detail.refunds.length, 3);
    assertConserved(detail);
    assert.equal((await cashier.post(`/payments/refunds/${detail.refunds[0]?.id}/retry`)).status, 409);
  });

  test('reconcile a day and see what differs in its four kinds', async () => {
    await paid(teacher);
    const same = ok(
      await cashier.post<ReconciliationDetail>('/payments/reconciliations', { day: campus.day() }),
    );
    assert.equal(same.source, 'fetched');
    assert.deepEqual(
      same.differences.filter(({ kind }) => kind !== 'doubled'),
      [],
      JSON.stringify(same.differences),
    );
    assert.equal(same.theirs.amount, same.ours.amount);
    const { items } = ok(await cashier.get<PaymentPage>('/payments?state=paid&limit=100'));
    const [one, other] = items.filter(({ money }) => money.length === 1);
    const heads = '交易时间,微信订单号,商户订单号,交易状态,应结订单金额,微信退款单号,商户退款单号,退款金额';
    const row = (channel: string, number: string, sum: string) =>
      `\`x,\`${channel},\`${number},\`SUCCESS,\`${sum},\`,\`,\`0.00`;
    const file = [
      heads,
      row(one?.money[0]?.channelNumber ?? '', `${one?.number}M`, '0.01'),
      row(other?.money[0]?.channelNumber ?? '', `${other?.number}M`, ((other?.amount ?? 0) / 100).toFixed(2)),
      row('unheard-of', `${other?.number}Q`, '7.00'),
    ].join('\n');
    const differing = ok(
      await cashier.post<ReconciliationDetail>('/payments/reconciliations', { day: campus.day(), file }),
    );
    const kinds = new Set(differing.differences.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), ['amount-differs', 'doubled', 'missing-here', 'missing-there']);
    const [difference] = differing.differences;
    const seen = ok(
      await cashier.post<ReconciliationDetail>(`/payments/differences/${difference?.id}/acts`, {
        act: 'settle',
        note: '已与平台核实',
      }),
    );
    assert.equal(seen.differences.find(({ id }) => id === difference?.id)?.note, '已与平台核实');
    assert.equal(seen.settled, 1);
    const unread = await cashier.post<Refusal>('/payments/reconciliations', {
      day: campus.day(),
      file: 'a,b',
    });
    assert.equal(unread.body.code, 'payment/no-bill');
    const ahead = await cashier.post<Refusal>('/payments/reconciliations', { day: campus.day(2) });
    assert.equal(ahead.body.code, 'payment/day-not-over');
    const { items: days } = ok(await cashier.get<{ items: unknown[] }>('/payments/reconciliations'));
    assert.equal(days.length, 1);
  });
});

describe('a transfer between cost cards', () => {
  const balanceOf = async (id: string): Promise<number> => {
    const [row] = await campus.database.query<{ balance: number }>({
      text: 'select balance from payment.card where id = $1',
      values: [id],
    });
    return row?.balance ?? -1;
  };
  const moving = async (sum: number, card = 'trial-a') =>
    (await apply(teacher, { service: 'moving', data: { sum, card: { id: card, label: 'x' } } })).id;

  test('moves both legs at once, once, with a voucher; too much is refused and moves nothing', async () => {
    const id = await moving(40_000);
    const { data } = await becomes(teacher, id, 'approved');
    assert.match(String(data.voucher), /^NZ\d{4}-00000001$/);
    assert.deepEqual([await balanceOf('trial-a'), await balanceOf('trial-b')], [60_000, 40_000]);
    const much = await moving(60_001);
    const { data: none } = await becomes(teacher, much, 'approved');
    assert.equal(none.voucher ?? undefined, undefined);
    assert.deepEqual([await balanceOf('trial-a'), await balanceOf('trial-b')], [60_000, 40_000]);
    const { items } = ok(await cashier.get<TransferPage>('/payments/transfers'));
    assert.equal(items.length, 1);
    assert.deepEqual(
      items[0]?.entries.map(({ amount }) => amount),
      [-40_000, 40_000],
    );
  });

  test('of many at once never takes a card below nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => moving(25_000)));
    await Promise.all(ids.map((id) => becomes(teacher, id, 'approved')));
    assert.deepEqual([await balanceOf('trial-a'), await balanceOf('trial-b')], [10_000, 90_000]);
  });

  test('begins with one’s own cards only, whose balance the form has from the books', async () => {
    const answer = await teacher.post<Refusal>('/applications', {
      service: 'moving',
      data: { sum: 1, card: { id: 'trial-other', label: 'x' } },
    });
    assert.equal(answer.status, 422);
    const { items } = ok(await teacher.get<{ items: { id: string }[] }>('/services/moving/references/card'));
    assert.ok(items.some(({ id }) => id === 'trial-a') && !items.some(({ id }) => id === 'trial-other'));
  });
});

test('the sandbox refuses to start in production', async () => {
  await assert.rejects(
    startSandbox({ isProduction: true, folder: '/tmp/none', host: '127.0.0.1', port: 0, now: campus.now }),
    /production/,
  );
});
