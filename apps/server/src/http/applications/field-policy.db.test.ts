/**
 * What a step does not see must not leave the server on any way (S13, S17): marked values are put into the fields of
 * a sick leave, and everything that each person can get is searched for them as the application goes its way.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { act, aLeave, aMeeting, apply, ok, openTask, uploaded, workday } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';
import { behindAllDoors } from '../../testing/doors.ts';

let campus: Campus;
before(async () => {
  campus = await openCampus({ isThrottled: false });
});
after(() => campus.close());

const mark = (field: string) => `canary-${field}`;

/** What a person gets to read of it at each moment, also of tasks and files that are not his. */
async function everythingFor(person: Person, application: string, files: readonly string[]): Promise<string> {
  const { tasks } = await tasksOf(application);
  const paths = [
    '/me',
    '/categories',
    '/services',
    '/services/staff-leave-and-return',
    ...['mine', 'draft', 'all'].map((box) => `/applications?box=${box}&limit=100`),
    `/applications/${application}`,
    ...['open', 'done'].flatMap((box) => [`/tasks?box=${box}&limit=100`, `/tasks?box=${box}&q=canary`]),
    ...tasks.map((task) => `/tasks/${task}`),
    ...files.map((file) => `/attachments/${file}`),
    '/notifications?limit=100',
    '/people?q=canary',
    '/units',
  ];
  const seen: string[] = [];
  for (const path of paths) {
    const { headers, body } = await person.get(path);
    seen.push(decodeURIComponent(headers.get('content-disposition') ?? ''), JSON.stringify(body));
  }
  // What is refused must not tell either: guesses at a hidden value, right and wrong.
  for (const task of tasks) {
    for (const guess of [mark('reason'), 'wrong']) {
      const body = { act: 'reject', data: { reason: guess, salaryImpact: guess, proof: [] } };
      const answer = await person.post<Refusal>(`/tasks/${task}/acts`, body);
      seen.push(JSON.stringify(answer.body).replaceAll(guess, ''));
    }
  }
  return seen.join('\n');
}

async function tasksOf(application: string): Promise<{ readonly tasks: readonly string[] }> {
  const rows = await campus.database.query<{ task: string }>({
    text: `
      select event.value -> 'task' ->> 'id' as task
      from flow.history, jsonb_array_elements(events) as event
      where instance_id = $1 and event.value ->> 'type' = 'task-opened'`,
    values: [application],
  });
  return { tasks: rows.map((row) => row.task) };
}

const marked = ['course', 'destination', 'opinion', 'proof', 'reason', 'recovery'];
const seenIn = (text: string): string[] => marked.filter((field) => text.includes(mark(field)));

describe('a sick leave with certificates', () => {
  const all = ['course', 'destination', 'proof', 'reason'];
  const withoutProof = ['course', 'destination', 'reason'];

  test('shows each person the fields of his step, while he has it and afterwards, and others nothing', async () => {
    const numbers = [
      'T1106',
      'T1109',
      'T1107',
      'T1103',
      'T1100',
      'T1031',
      'T1032',
      'T1022',
      'T1023',
    ] as const;
    const [chu, ai, bai, ying, chen, fang, bi, qi, bo] = await campus.signInAll(numbers);
    const [mi, rong, admin, lin] = await campus.signInAll(['T1102', 'T1130', 'T1056', 'S24010101']);
    const proof = await uploaded(chu, 'staff-leave-and-return', 'proof', `${mark('proof')}.pdf`);
    const sick = aLeave(campus, {
      leaveType: '病假',
      period: { start: workday(campus, 5), end: workday(campus, 25) },
      reason: mark('reason'),
      leaveCity: true,
      destination: mark('destination'),
      proof: [proof],
      substitute: 'T1109',
      courseAffected: [{ cover: '代课', courseName: mark('course'), when: '周三', substitute: 'T1107' }],
    });
    const { id } = await apply(chu, sick);
    const files = [proof.id];
    const nobodyElse = { mi, rong, admin, lin };
    const look = async (expected: Readonly<Record<string, readonly string[]>>, when: string) => {
      await campus.settle();
      const people = { chu, ai, bai, ying, chen, fang, bi, qi, bo, ...nobodyElse };
      for (const [name, person] of Object.entries(people)) {
        const seen = seenIn(await everythingFor(person, id, files));
        assert.deepEqual(seen, expected[name] ?? [], `${name} ${when}`);
      }
    };

    await look({ chu: all }, 'while the deputy has it');
    await act(ai, id);
    await look({ chu: all, bai: ['course'] }, 'while the substitute has it');
    await act(bai, id);
    await look({ chu: all, bai: ['course'], ying: withoutProof }, 'while the section head has it');
    await act(ying, id);
    await look({ chu: all, bai: ['course'], ying: withoutProof, chen: all }, 'while the dean has it');
    await act(chen, id);
    const desks = { fang: ['course'], bi: ['course'], qi: all, bo: all };
    const before = { chu: all, bai: ['course'], ying: withoutProof, chen: all };
    await look({ ...before, ...desks }, 'while two desks have it');
    await act(fang, id);
    await act(qi, id);
    const recovery = await uploaded(chu, 'staff-leave-and-return', 'sickCert', `${mark('recovery')}.pdf`);
    files.push(recovery.id);
    await act(chu, id, 'approve', { data: { actualReturn: workday(campus, 26), sickCert: [recovery] } });
    const done = { ...before, fang: ['course'], qi: all, chu: [...all, 'recovery'] };
    await look(done, 'when it is over, and who did not act sees it no more');
    const { tasks } = await tasksOf(id);
    const services = ['staff-leave-and-return'];
    const ids = { applications: [id], instances: [id], tasks, attachments: files, services };
    for (const [name, person] of Object.entries({ chu, bai, bi, mi, admin, lin })) {
      const others = [id, ...tasks, ...files, ...services, person.number];
      const seen = seenIn(await behindAllDoors(campus, person, { ...ids, others }, 'canary'));
      assert.deepEqual(seen, (done as Record<string, readonly string[]>)[name] ?? [], `${name} at all doors`);
    }
  });

  test('shows opinions to those who read the application, and to nobody else', async () => {
    const [chu, ying, chen, rong] = await campus.signInAll(['T1106', 'T1103', 'T1100', 'T1130']);
    const { id } = await apply(chu, aLeave(campus));
    await act(ying, id, 'approve', { comment: mark('opinion') });
    await campus.settle();
    for (const [person, expected] of [
      [chu, ['opinion']],
      [chen, ['opinion']],
      [rong, []],
    ] as const) {
      assert.deepEqual(seenIn(await everythingFor(person, id, [])), expected);
    }
  });
});

describe('a meeting', () => {
  test('that is internal does not show its name in lists and messages', async () => {
    const [lou, rong, zhong] = await campus.signInAll(['T1131', 'T1130', 'T1015']);
    const { id } = await apply(lou, aMeeting(campus, { meetingName: mark('reason'), internal: true }));
    await act(rong, id);
    await campus.settle();
    for (const path of ['/tasks?limit=100', '/notifications', '/applications?box=all']) {
      for (const person of [lou, rong, zhong])
        assert.deepEqual(seenIn(JSON.stringify(ok(await person.get(path)))), [], path);
    }
  });

  test('asks a desk for its own fields, and refuses what belongs to the other desk', async () => {
    const [lou, rong, zhong, time, miao] = await campus.signInAll([
      'T1131',
      'T1130',
      'T1015',
      'T1057',
      'T1061',
    ]);
    const { id } = await apply(lou, aMeeting(campus, { equipment: ['录音录像'], service: ['茶水'] }));
    await act(rong, id);
    await act(zhong, id);
    const [forTechnician, forService] = [await openTask(time, id), await openTask(miao, id)];
    assert.notEqual(forTechnician, forService);
    const wrongDesk = await miao.post<Refusal>(`/tasks/${forTechnician}/acts`, {
      act: 'approve',
      data: { techStaff: 'T1058' },
    });
    assert.equal(wrongDesk.status, 404);
    const wrongField = await miao.post<Refusal>(`/tasks/${forService}/acts`, {
      act: 'approve',
      data: { techStaff: 'T1058' },
    });
    assert.deepEqual([wrongField.status, wrongField.body.parameters.fields], [422, 'techStaff']);
    await act(miao, id, 'approve', { data: { remark: '加两壶茶' } });
    assert.equal((await act(time, id, 'approve', { data: { techStaff: 'T1058' } })).status, 'approved');
  });
});
