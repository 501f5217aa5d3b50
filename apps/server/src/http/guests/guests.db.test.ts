/** 校外人员: link, code, session; and everything that must not let anybody in. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { GuestApplication, GuestLinkActDone, GuestMe, GuestTask } from '@yizhan/contract';
import { type MailServer, openMailServer } from '@yizhan/hall/testing';
import type { Static } from 'typebox';
import { publish } from '../../testing/a-service.ts';
import { act, aPdf, type File, ok, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';
import { askGuest, codeIn, enterAsGuest, linkIn, publishGuestService } from '../../testing/guests.ts';

let mail: MailServer;
let campus: Campus;
let applicant: Person;
let other: Person;
let administrator: Person;
before(async () => {
  mail = await openMailServer();
  campus = await openCampus({ smtp: mail.settings });
  await publishGuestService(campus);
  [applicant, other, administrator] = await campus.signInAll(['T1106', 'T1131', 'T1056']);
});
after(async () => {
  await mail.close();
  await campus.close();
});

let count = 0;
const anAddress = () => `host${++count}@example.com`;
const codeOf = ({ status, body }: Answer<Refusal>): string => `${status} ${body.code}`;
const askCode = (link: string) => campus.visitor.post('/guest/codes', { link });
const tryToEnter = (link: string, code: string) =>
  campus.visitor.post<Refusal>('/guest/session', { link, code });
const guestsOf = async (id: string) => (await readApplication(applicant, id)).guests ?? [];
const onLink = async (person: Person, id: string, what: string) => {
  const [guest] = await guestsOf(id);
  return person.post<Static<typeof GuestLinkActDone> & Refusal>(
    `/applications/${id}/guests/${guest?.id}/acts`,
    { act: what },
  );
};
/** Somebody who was asked, with his link and one code. */
async function anAskedGuest() {
  const address = anAddress();
  const { id } = await askGuest(applicant, address);
  const link = linkIn(await mail.next(address));
  await askCode(link);
  return { id, address, link, code: codeIn(await mail.next(address, 1)) };
}
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a guest with link and code', () => {
  test('sees what his step sees, fills it in, adds a file, confirms; and the applicant reads by whom', async () => {
    const address = anAddress();
    const { id } = await askGuest(applicant, address);
    const guest = await enterAsGuest(campus, mail, address);
    const me = ok(await guest.get<Static<typeof GuestMe>>('/guest/session'));
    assert.deepEqual([me.name, me.address], ['刘建国', 'h***@example.com']);
    const task = ok(await guest.get<GuestTask>('/guest/task'));
    assert.deepEqual(task.data, { reason: '调研', hostName: '刘建国' });
    assert.deepEqual(
      task.acts.map((offered) => offered.act),
      ['approve', 'reject', 'sendBack'],
    );
    assert.equal(JSON.stringify(task).includes('八千'), false);
    assert.equal(JSON.stringify(task).includes('timeline'), false);

    const incomplete = await guest.post<Refusal>('/guest/task/acts', { act: 'approve' });
    assert.equal(codeOf(incomplete), '422 application/invalid');
    const form = new FormData();
    form.append('file', new Blob([aPdf]), '接待函.pdf');
    const letter = ok(await guest.send<File>('POST', '/guest/attachments?field=letter', { body: form }), 201);
    const hidden = new FormData();
    hidden.append('file', new Blob([aPdf]), 'a.pdf');
    assert.equal(
      codeOf(await guest.send<Refusal>('POST', '/guest/attachments?field=reason', { body: hidden })),
      '422 attachment/unknown-field',
    );
    const forged = await guest.post<Refusal>('/guest/task/acts', {
      act: 'approve',
      data: { answer: '派车接站', salary: '一万', reason: '改了' },
    });
    assert.equal(forged.status, 422);
    const data = { answer: '派车接站', letter: [letter] };
    const key = randomUUID();
    ok(await guest.post('/guest/task/acts', { act: 'approve', comment: '欢迎', data }, { key }), 204);
    ok(await guest.post('/guest/task/acts', { act: 'approve', comment: '欢迎', data }, { key }), 204);
    assert.equal(codeOf(await guest.get<Refusal>('/guest/task')), '410 guest/closed');
    assert.equal(codeOf(await guest.get<Refusal>(`/guest/attachments/${letter.id}`)), '410 guest/closed');
    const read = await readApplication(applicant, id);
    assert.equal(read.status, 'approved');
    assert.equal(read.data.answer, '派车接站');
    const said = read.timeline.find(({ what }) => what === 'approved');
    assert.deepEqual(
      [said?.person?.name, said?.person?.unit, said?.comment],
      ['刘建国', 'h***@example.com', '欢迎'],
    );
    assert.deepEqual(
      read.guests?.[0]?.events.map(({ what }) => what),
      ['acted', 'looked', 'entered', 'code-sent', 'link-sent'],
    );
    assert.equal(JSON.stringify(read).includes(address), true, 'the form that he wrote himself has it');
    assert.equal(JSON.stringify([read.timeline, read.guests, read.current]).includes(address), false);
  });

  test('sends back or rejects with a reason, and nothing else', async () => {
    const address = anAddress();
    const { id } = await askGuest(applicant, address);
    const guest = await enterAsGuest(campus, mail, address);
    const transfer = await guest.post<Refusal>('/guest/task/acts', { act: 'transfer', to: 'T1131' });
    assert.equal(codeOf(transfer), '400 request/invalid');
    const mute = await guest.post<Refusal>('/guest/task/acts', { act: 'sendBack' });
    assert.equal(codeOf(mute), '422 task/comment-required');
    ok(await guest.post('/guest/task/acts', { act: 'sendBack', comment: '日期不对' }), 204);
    assert.equal((await readApplication(applicant, id)).status, 'returned');
    // Submitted again, he is somebody new with a link of his own; the old one is dead.
    ok(await applicant.post(`/applications/${id}/acts`, { act: 'submit' }));
    const again = linkIn(await mail.next(address, 2));
    assert.equal(codeOf(await guest.get<Refusal>('/guest/task')), '410 guest/closed');
    await askCode(again);
    const second = await campus.visitor.enter(again, codeIn(await mail.next(address, 3)));
    ok(await second.post('/guest/task/acts', { act: 'reject', comment: '不接待' }), 204);
    assert.equal((await readApplication(applicant, id)).status, 'rejected');
  });

  test('finds no other door open, and his session none but his own', async () => {
    const [one, two] = [anAddress(), anAddress()];
    const first = await askGuest(applicant, one);
    await askGuest(applicant, two);
    const guest = await enterAsGuest(campus, mail, one);
    const neighbour = await enterAsGuest(campus, mail, two);
    for (const path of ['/me', '/tasks', `/applications/${first.id}`, '/people?q=张', '/units'])
      assert.equal(codeOf(await guest.get<Refusal>(path)), '401 session/required', path);
    const form = new FormData();
    form.append('file', new Blob([aPdf]), 'a.pdf');
    const { id } = ok(await guest.send<File>('POST', '/guest/attachments?field=letter', { body: form }), 201);
    ok(await guest.get(`/guest/attachments/${id}`));
    assert.equal(
      codeOf(await neighbour.get<Refusal>(`/guest/attachments/${id}`)),
      '404 attachment/not-found',
    );
    const bare = await campus.visitor.send<Refusal>('POST', '/guest/task/acts', {
      body: JSON.stringify({ act: 'reject', comment: 'x' }),
      headers: { cookie: guest.cookie, 'content-type': 'application/json' },
    });
    assert.equal(codeOf(bare), '403 session/csrf');
    assert.equal(codeOf(await applicant.get<Refusal>('/guest/task')), '401 guest/session-required');
    ok(await guest.delete('/guest/session'), 204);
    assert.equal(codeOf(await guest.get<Refusal>('/guest/task')), '401 guest/session-required');
  });

  test('is found by no search and is nobody’s colleague', async () => {
    await anAskedGuest();
    const { items } = ok(
      await applicant.get<{ items: unknown[] }>(`/people?q=${encodeURIComponent('刘建国')}`),
    );
    assert.deepEqual(items, []);
  });
});

describe('nobody gets in', () => {
  test('with a forged link or code: each is the same no, and a code is asked for in the same words', async () => {
    const { link, code } = await anAskedGuest();
    const forged = randomBytes(32).toString('base64url');
    const answers = await Promise.all([
      tryToEnter(forged, code),
      tryToEnter(`${link.slice(0, -2)}AA`, code),
      tryToEnter(link, wrongFor(code)),
    ]);
    for (const answer of answers) {
      assert.equal(codeOf(answer), '401 guest/wrong-code');
      assert.deepEqual(answer.body, answers[0]?.body);
      assert.deepEqual(answer.headers.getSetCookie(), []);
    }
    const [real, unknown] = await Promise.all([askCode(link), askCode(forged)]);
    assert.deepEqual([real.status, real.body], [unknown.status, unknown.body]);
  });

  test('after five wrong codes, however many come at once; the sixth is not even looked at', async () => {
    const { link, code, address } = await anAskedGuest();
    const wrong = await Promise.all(Array.from({ length: 5 }, () => tryToEnter(link, wrongFor(code))));
    assert.ok(wrong.every((answer) => answer.status === 401));
    assert.equal(codeOf(await tryToEnter(link, code)), '401 guest/wrong-code');
    // Another code is good again, but not at once.
    await askCode(link);
    assert.equal(mail.mails.filter(({ to }) => to === address).length, 2);
  });

  test('with a code that is used up, and of two tabs with the same one gets in', async () => {
    const { link, code } = await anAskedGuest();
    const tabs = await Promise.all([tryToEnter(link, code), tryToEnter(link, code)]);
    assert.deepEqual(tabs.map(({ status }) => status).sort(), [200, 401]);
    assert.equal(codeOf(await tryToEnter(link, code)), '401 guest/wrong-code');
  });

  test('once the link is revoked: neither link nor code nor session is good, until it is sent again', async () => {
    const { id, address, link, code } = await anAskedGuest();
    const guest = await campus.visitor.enter(link, code);
    assert.equal(codeOf(await onLink(other, id, 'revoke')), '404 guest/not-found');
    ok(await onLink(applicant, id, 'revoke'));
    assert.equal(codeOf(await guest.get<Refusal>('/guest/task')), '401 guest/session-required');
    await askCode(link);
    assert.equal(codeOf(await tryToEnter(link, code)), '401 guest/wrong-code');
    assert.equal((await guestsOf(id))[0]?.state, 'revoked');
    ok(await onLink(administrator, id, 'resend'));
    const again = linkIn(await mail.next(address, 2));
    assert.notEqual(again, link);
    assert.equal(codeOf(await tryToEnter(link, code)), '401 guest/wrong-code');
    assert.equal(codeOf(await onLink(applicant, id, 'resend')), '429 guest/too-soon');
    assert.equal(codeOf(await onLink(applicant, id, 'hand-over')), '409 guest/reachable');
    await askCode(again);
    await campus.visitor.enter(again, codeIn(await mail.next(address, 3)));
  });

  test('once the task is closed meanwhile, whatever he has', async () => {
    const { id, link, code } = await anAskedGuest();
    const guest = await campus.visitor.enter(link, code);
    ok(await applicant.post(`/applications/${id}/acts`, { act: 'withdraw' }));
    const late = await guest.post<Refusal>('/guest/task/acts', { act: 'reject', comment: '不' });
    assert.equal(codeOf(late), '410 guest/closed');
    assert.equal(codeOf(await tryToEnter(link, code)), '401 guest/wrong-code');
    assert.equal(codeOf(await onLink(applicant, id, 'resend')), '410 guest/closed');
  });
});

describe('without a mail server', () => {
  test('the link is handed over by whoever named him, with a code, and the record says so', async () => {
    const alone = await openCampus();
    try {
      await publishGuestService(alone);
      const person = await alone.signIn('T1106');
      const { id } = await askGuest(person, null, { hostPhone: '138 0000 1111' });
      await alone.settle();
      const [guest] = (await readApplication(person, id)).guests ?? [];
      assert.deepEqual(
        [guest?.state, guest?.reachable, guest?.address],
        ['to-hand-over', false, '138****1111'],
      );
      const acts = `/applications/${id}/guests/${guest?.id}/acts`;
      assert.equal(codeOf(await person.post<Refusal>(acts, { act: 'resend' })), '409 guest/unreachable');
      const { url, code } = ok(
        await person.post<Static<typeof GuestLinkActDone>>(acts, { act: 'hand-over' }),
      );
      const inside = await alone.visitor.enter(linkIn({ text: url ?? '' }), code ?? '');
      ok(await inside.post('/guest/task/acts', { act: 'approve', data: { answer: '来吧' } }), 204);
      const read = await readApplication(person, id);
      assert.equal(read.status, 'approved');
      assert.ok(read.guests?.[0]?.events.some(({ what, by }) => what === 'link-handed' && by !== undefined));
    } finally {
      await alone.close();
    }
  });
});

describe('somebody who begins', () => {
  const publicOne = 'departed-student-hukou-service';
  const invitedOne = 'by-invitation';
  before(async () => {
    await publish(campus, invitedOne, { settings: { audience: ['staff', 'guest'] } });
    await publish(campus, 'open-to-all', { settings: { audience: ['guest'], openToGuests: true } });
  });
  const askFor = (service: string, email: string, more = {}) =>
    campus.visitor.post<Refusal>(`/guest/services/${service}/codes`, { email, ...more });
  const come = (service: string, email: string, code: string, more = {}) =>
    campus.visitor.post<Refusal>(`/guest/services/${service}/session`, {
      email,
      name: '刘建国',
      code,
      ...more,
    });
  async function comeIn(service: string, typed: string, more = {}): Promise<Person> {
    const email = typed.toLowerCase();
    const seen = mail.mails.filter(({ to }) => to === email).length;
    assert.equal((await askFor(service, typed, more)).status, 202);
    const answer = await come(service, typed, codeIn(await mail.next(email, seen)), more);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return campus.visitor.as(answer);
  }

  test('with a public service: is told what it is, enters by address and code, submits, and sees where it stands', async () => {
    const guide = ok(await campus.visitor.post<{ name: { zh: string } }>(`/guest/services/${publicOne}`, {}));
    assert.equal(guide.name.zh, '已离校学生户籍业务申请表');
    const email = anAddress();
    const guest = await comeIn('open-to-all', email.toUpperCase());
    const me = ok(await guest.get<Static<typeof GuestMe>>('/guest/session'));
    assert.deepEqual([me.service, me.address], ['open-to-all', 'h***@example.com']);
    ok(await guest.get('/guest/form'));
    const { id, number } = ok(
      await guest.post<{ id: string; number: string }>('/guest/applications', { data: { reason: '迁出' } }),
      201,
    );
    const read = ok(await guest.get<GuestApplication>(`/guest/applications/${id}`));
    assert.equal(read.number, number);
    assert.deepEqual(
      read.current.map(({ node }) => node),
      ['单位负责人审批'],
    );
    const { current } = await campus.wiring.flow.instance(id).then(async ({ state }) => ({
      current: state.tasks.flatMap((task) => task.signers.map(({ person }) => person)),
    }));
    for (const secret of [...current, 'phone'])
      assert.equal(JSON.stringify(read.current).includes(secret), false);
    // The head of the unit that owns the service decides, and sees who it is.
    const head = await campus.signIn(current[0] ?? '');
    await act(head, id, 'sendBack', { comment: '请写清楚' });
    const back = ok(await guest.get<GuestApplication>(`/guest/applications/${id}`));
    assert.equal(back.history.find(({ what }) => what === 'sentBack')?.comment, '请写清楚');
    const { text } = await mail.next(email, 1);
    assert.ok(text.includes('请写清楚') && text.includes('/guest/services/open-to-all'), text);
    ok(
      await guest.post(`/guest/applications/${id}/acts`, { act: 'submit', data: { reason: '户口迁出' } }),
      204,
    );
    campus.putForward(2 / 1440);
    const again = await comeIn('open-to-all', email);
    const { items } = ok(await again.get<{ items: { id: string; status: string }[] }>('/guest/applications'));
    assert.deepEqual(
      items.map((item) => [item.id, item.status]),
      [[id, 'running']],
    );
    assert.equal(codeOf(await again.get<Refusal>('/guest/task')), '410 guest/closed');
    const stranger = await comeIn('open-to-all', anAddress());
    assert.equal(
      codeOf(await stranger.get<Refusal>(`/guest/applications/${id}`)),
      '404 application/not-found',
    );
  });

  test('by invitation: only with its link, for its address, once, and not after it has ended', async () => {
    const shut = await campus.visitor.post<Refusal>(`/guest/services/${invitedOne}`, {});
    assert.equal(codeOf(shut), '403 guest/invitation');
    const [meant, other1] = [anAddress(), anAddress()];
    const { url } = ok(
      await applicant.post<{ url: string }>('/invitations', { service: invitedOne, email: meant }),
      201,
    );
    const invitation = new URL(url).searchParams.get('invitation') ?? '';
    assert.equal((await askFor(invitedOne, other1, { invitation })).status, 202);
    const guest = await comeIn(invitedOne, meant, { invitation });
    ok(await guest.post('/guest/applications', { data: { reason: '来访' } }), 201);
    assert.equal(
      mail.mails.some(({ to }) => to === other1),
      false,
      'no code for another address',
    );
    const open = ok(
      await applicant.post<{ id: string; url: string }>('/invitations', { service: invitedOne, uses: 1 }),
      201,
    );
    const link = { invitation: new URL(open.url).searchParams.get('invitation') ?? '' };
    await comeIn(invitedOne, other1, link);
    const third = anAddress();
    await askFor(invitedOne, third, link);
    const late = await come(invitedOne, third, codeIn(await mail.next(third)), link);
    assert.equal(codeOf(late), '409 guest/invitation-used');
    const { items } = ok(
      await applicant.get<{ items: { id: string; used: number; state: string }[] }>('/invitations'),
    );
    assert.deepEqual(
      items.map(({ used, state }) => [used, state]),
      [
        [1, 'used'],
        [1, 'used'],
      ],
    );
    assert.equal(codeOf(await other.delete<Refusal>(`/invitations/${open.id}`)), '403 guest/invitation');
    ok(await applicant.delete(`/invitations/${open.id}`), 204);
    assert.equal(
      codeOf(await campus.visitor.post<Refusal>(`/guest/services/${invitedOne}`, link)),
      '403 guest/invitation',
    );
  });
});

/** Last: the clock goes forward for good. */
describe('in time', () => {
  test('a code is good for ten minutes, a session for half an hour of silence, a link for fourteen days', async () => {
    const { id, address, link, code } = await anAskedGuest();
    campus.putForward(11 / 1440);
    assert.equal(codeOf(await tryToEnter(link, code)), '401 guest/wrong-code');
    await askCode(link);
    const guest = await campus.visitor.enter(link, codeIn(await mail.next(address, 2)));
    campus.putForward(29 / 1440);
    ok(await guest.get('/guest/task'));
    campus.putForward(31 / 1440);
    assert.equal(codeOf(await guest.get<Refusal>('/guest/task')), '401 guest/session-required');
    campus.putForward(14);
    const letters = mail.mails.filter(({ to }) => to === address).length;
    await askCode(link);
    assert.equal((await guestsOf(id))[0]?.state, 'expired');
    assert.equal(mail.mails.filter(({ to }) => to === address).length, letters);
    // 催办 makes it good again, and sends it.
    ok(await applicant.post(`/applications/${id}/acts`, { act: 'remind' }));
    const again = linkIn(await mail.next(address, letters));
    await askCode(again);
    const back = await campus.visitor.enter(again, codeIn(await mail.next(address, letters + 1)));
    ok(await back.post('/guest/task/acts', { act: 'approve', data: { answer: '好' } }), 204);
    assert.equal((await readApplication(applicant, id)).status, 'approved');
  });

  test('codes are asked for at most ten times a day, and one a minute', async () => {
    const { address, link } = await anAskedGuest();
    await askCode(link);
    await campus.database.query({ text: 'update hall.guest_code set asked = 9 where asked = 1' });
    for (const _more of [10, 11]) {
      campus.putForward(61 / 86_400);
      await askCode(link);
    }
    await mail.next(address, 2);
    assert.equal(mail.mails.filter(({ to }) => to === address).length, 3);
  });
});
