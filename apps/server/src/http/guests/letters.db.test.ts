/** Mail over real SMTP, to a server that takes, refuses, fails, loses and stalls. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Incident } from '@yizhan/contract';
import { type MailServer, openMailServer } from '@yizhan/hall/testing';
import type { Static } from 'typebox';
import { openSmtp } from '../../channels/smtp.ts';
import { ok, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person } from '../../testing/client.ts';
import { askGuest, linkIn, publishGuestService } from '../../testing/guests.ts';

let mail: MailServer;
let campus: Campus;
let applicant: Person;
let administrator: Person;
before(async () => {
  mail = await openMailServer();
  campus = await openCampus({ smtp: mail.settings });
  await publishGuestService(campus);
  [applicant, administrator] = await campus.signInAll(['T1106', 'T1056']);
});
after(async () => {
  // The server first: a letter that it keeps waiting would keep the worker.
  await mail.close();
  await campus.close();
});
beforeEach(() => {
  mail.mood = 'takes';
});

let count = 0;
const anAddress = () => `host${++count}@example.com`;

interface Waiting {
  readonly id: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly in_seconds: number;
  readonly failed: boolean;
}
const letterTo = async (address: string): Promise<Waiting | undefined> =>
  (
    await campus.database.query<Waiting>({
      text: `
        select id, attempts, error, failed_at is not null as failed,
          extract(epoch from due_at - now())::float8 as in_seconds
        from hall.letter
        where address = $1`,
      values: [address],
    })
  )[0];

async function until<Found>(find: () => Promise<Found | undefined | false>): Promise<Found> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    assert.ok(Date.now() < deadline, 'it did not come to that within 15 s');
    await pause(20);
  }
}
const isGone = async (address: string) => (await letterTo(address)) === undefined;
const makeDue = (address: string) =>
  campus.database.query({
    text: 'update hall.letter set due_at = now() where address = $1',
    values: [address],
  });

describe('a letter', () => {
  test('leaves after the step has opened, says who asks for what, and carries a link that is stored nowhere', async () => {
    const address = anAddress();
    await askGuest(applicant, address, { hostName: '刘建国\r\nBcc: all@example.com' });
    const { subject, text, id } = await mail.next(address);
    assert.equal(
      subject,
      '请您办理：外出调研 · 示例大学'.replace('示例大学', campus.wiring.hall.site.institution),
    );
    for (const part of ['接待单位确认', 'Field trip', 'http://127.0.0.1/g/'])
      assert.ok(text.includes(part), part);
    assert.match(id, /^<[0-9a-f-]{36}@example\.edu\.cn>$/);
    const dump = await campus.database.query({
      text: `select (select json_agg(letter) from hall.letter) as a, (select json_agg(guest_link) from hall.guest_link) as b,
        (select json_agg(guest) from hall.guest) as c, (select json_agg(outbox) from flow.outbox) as d`,
    });
    assert.equal(JSON.stringify(dump).includes(linkIn({ text })), false);
    assert.equal(
      mail.mails.some(({ to }) => to === 'all@example.com'),
      false,
    );
    assert.equal(text.includes('八千'), false);
  });

  test('that was taken although the sender was told otherwise comes again under the same Message-ID, and both links open', async () => {
    const address = anAddress();
    mail.mood = 'loses';
    await askGuest(applicant, address);
    const first = await mail.next(address);
    mail.mood = 'takes';
    await makeDue(address);
    const second = await mail.next(address, 1);
    assert.equal(first.id, second.id);
    assert.notEqual(linkIn(first), linkIn(second));
    await until(() => isGone(address));
    for (const link of [linkIn(first), linkIn(second)]) {
      const before = await campus.wiring.hall.askCodeOfLink(link);
      assert.equal(before, undefined);
    }
    await mail.next(address, 2);
  });

  test('that fails for now is tried again later and later', async () => {
    const address = anAddress();
    mail.mood = 'fails';
    await askGuest(applicant, address);
    const once = await until(async () => {
      const letter = await letterTo(address);
      return letter?.attempts === 1 && letter;
    });
    assert.ok(once.in_seconds > 0.5 && once.in_seconds <= 2, `${once.in_seconds}`);
    assert.match(once.error ?? '', /try again later/);
    await makeDue(address);
    const twice = await until(async () => {
      const letter = await letterTo(address);
      return letter?.attempts === 2 && letter;
    });
    assert.ok(twice.in_seconds > 2, `${twice.in_seconds}`);
    mail.mood = 'takes';
    await makeDue(address);
    await mail.next(address);
    await until(() => isGone(address));
  });

  test('that is refused for good becomes an incident, which an administrator mends and has sent again', async () => {
    const address = anAddress();
    mail.mood = 'refuses';
    const { id, number } = await askGuest(applicant, address);
    await until(async () => (await letterTo(address))?.failed);
    const open = async () =>
      ok(await administrator.get<{ items: Static<typeof Incident>[] }>('/admin/incidents')).items.filter(
        (incident) => incident.application?.id === id,
      );
    const [incident] = await open();
    assert.ok(incident);
    assert.equal(incident.application?.number, number);
    assert.equal(incident.code, 'letter/undelivered');
    assert.match(incident.message, /no such user/);
    mail.mood = 'takes';
    const { items } = ok(
      await administrator.post<{ items: { done: boolean }[] }>('/admin/incidents/retry', {
        incidents: [incident.id],
        reason: '邮箱已恢复',
      }),
    );
    assert.deepEqual(
      items.map((item) => item.done),
      [true],
    );
    await mail.next(address);
    await until(() => isGone(address));
    assert.deepEqual(await open(), []);
  });

  test('that the server keeps waiting holds up neither the hall’s messages nor other letters', async () => {
    const [stuck, other] = [anAddress(), anAddress()];
    mail.mood = 'stalls';
    await askGuest(applicant, stuck);
    await pause(1500);
    mail.mood = 'takes';
    const { id } = await askGuest(applicant, other);
    await mail.next(other);
    await campus.settle();
    assert.equal((await readApplication(applicant, id)).guests?.[0]?.state, 'sent');
    assert.equal((await readApplication(applicant, id)).guests?.[0]?.address, 'h***@example.com');
  });

  test('is not sent any more once the task is closed', async () => {
    const address = anAddress();
    mail.mood = 'fails';
    const { id } = await askGuest(applicant, address);
    await until(async () => (await letterTo(address))?.attempts === 1);
    ok(await applicant.post(`/applications/${id}/acts`, { act: 'withdraw' }));
    mail.mood = 'takes';
    await makeDue(address);
    await until(() => isGone(address));
    assert.equal(
      mail.mails.some(({ to }) => to === address),
      false,
    );
  });
});

test('a mail server is looked at without sending anything, and a wrong password is told', async () => {
  await openSmtp({ ...mail.settings, user: 'hall', password: 'right' }, '').verify();
  await assert.rejects(
    openSmtp({ ...mail.settings, user: 'hall', password: 'wrong' }, '').verify(),
    /535|password/,
  );
  await assert.rejects(openSmtp({ ...mail.settings, port: 1 }, '').verify(), /ECONNREFUSED/);
});
