/** The three services of the demo campus, from the application to the end, by the people who would do it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  act,
  aLeave,
  aMeeting,
  apply,
  aRoom,
  aSealUse,
  ok,
  openTask,
  readApplication,
  type Task,
  uploaded,
  workday,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';

let campus: Campus;
before(async () => {
  campus = await openCampus();
});
after(() => campus.close());

/** Steps and people who hold the application now, in words. */
const holders = (current: Awaited<ReturnType<typeof act>>['current']): string[] =>
  current.map(({ node, people }) => `${node.name}: ${people.map((person) => person.name).join(' ')}`);

describe('请假: five days of a teacher with classes', () => {
  test('deputy, both substitutes, section head, dean, teaching office agree, and 销假 ends it', async () => {
    const [chu, bai, shan, ai, ying, chen, fang] = await campus.signInAll([
      'T1106',
      'T1107',
      'T1108',
      'T1109',
      'T1103',
      'T1100',
      'T1031',
    ]);
    const classes = { cover: '代课', when: '第 3–4 节' };
    const { id, number } = await apply(
      chu,
      aLeave(campus, {
        period: { start: workday(campus, 5), end: workday(campus, 9) },
        substitute: 'T1109',
        courseAffected: [
          { ...classes, courseName: '编译原理', substitute: 'T1107' },
          { ...classes, courseName: '操作系统', substitute: 'T1108' },
        ],
      }),
    );
    assert.match(number, /^QXJ-\d{4}-000001$/);
    const begun = await readApplication(chu, id);
    assert.equal(begun.data.days, 5);
    assert.match(begun.title, /^请假：\d{4}-\d\d-\d\d 至 \d{4}-\d\d-\d\d$/);
    assert.deepEqual(holders(begun.current), ['工作代理人确认: 艾力·吐尔逊']);
    assert.equal(
      begun.current[0]?.people[0]?.phone,
      '8115',
      'the office phone of whoever holds it, not his own',
    );
    assert.deepEqual(
      begun.forecast.map((step) => step.node.name),
      ['代课人确认', '教研室主任审批', '单位负责人审批', '教务处知悉', '销假'],
    );

    assert.deepEqual(holders((await act(ai, id)).current), ['代课人确认: 白露浓 单亦舟']);
    assert.deepEqual(holders((await act(shan, id)).current), ['代课人确认: 白露浓 单亦舟']);
    const half = await readApplication(chu, id);
    assert.deepEqual(
      half.current[0]?.people.map((person) => person.voice),
      [undefined, 'approve'],
    );
    assert.deepEqual(holders((await act(bai, id)).current), ['教研室主任审批: 应泽楷']);
    assert.deepEqual(holders((await act(ying, id)).current), ['单位负责人审批: 谌立言']);
    assert.deepEqual(holders((await act(chen, id)).current), ['教务处知悉: 房雨荷 毕晨曦']);
    assert.deepEqual(holders((await act(fang, id)).current), ['销假: 褚云帆']);
    const back = ok(
      await chu.post<{ code: string }>(`/tasks/${await openTask(chu, id)}/acts`, { act: 'approve' }),
      422,
    );
    assert.equal(back.code, 'application/invalid', '销假 wants the day of return');
    const ended = await act(chu, id, 'approve', { data: { actualReturn: workday(campus, 10) } });
    assert.deepEqual([ended.status, ended.current], ['approved', []]);
    const { timeline, acts, data } = await readApplication(chu, id);
    assert.deepEqual(
      timeline.map((entry) => entry.what),
      ['submitted', ...Array.from({ length: 7 }, () => 'approved'), 'ended'],
    );
    assert.deepEqual(acts, ['again', 'cc', 'comment']);
    assert.equal(data.actualReturn, workday(campus, 10));
  });
});

describe('用章: a contract of more than a million under two seals', () => {
  test('president and party secretary sign side by side, and the seal desk registers last', async () => {
    const [fu, zhuo, cen, ge, he, lu, meng, pei] = await campus.signInAll([
      'T1041',
      'T1040',
      'T1045',
      'T1014',
      'T1010',
      'T1001',
      'T1002',
      'T1012',
    ]);
    const file = await uploaded(fu, 'seal-use', 'docs.file');
    const basis = await uploaded(fu, 'seal-use', 'approvalFiles', 'basis.pdf');
    const contract = {
      docCategory: '合同协议',
      sealTypes: ['合同专用章', '学校党委章'],
      businessDept: 'assets-legal',
      amount: 128_000_000,
      approvalFiles: [basis],
      docs: [{ title: '合同', copies: 4, pages: 12, crossPage: true, file: [file] }],
    };
    const { id } = await apply(fu, aSealUse(file, contract));
    const { data, title } = await readApplication(fu, id);
    assert.equal(data.amountWords, '壹佰贰拾捌万元整');
    assert.deepEqual([data.totalCopies, data.totalSeals], [4, 8]);
    assert.equal(title, '合同协议：合同专用章、学校党委章，共 4 份');

    assert.deepEqual(holders((await act(zhuo, id)).current), ['业务主管部门审核: 岑立诚']);
    assert.deepEqual(holders((await act(cen, id)).current), ['法务审核: 简明远 葛舒言']);
    await act(ge, id);
    assert.deepEqual(holders((await act(he, id)).current), [
      '党委书记审批: 孟书岚',
      '校长(法定代表人)审批: 陆承砚',
    ]);
    assert.deepEqual(holders((await act(lu, id)).current), ['党委书记审批: 孟书岚']);
    assert.deepEqual(holders((await act(meng, id)).current), ['监印人用印登记: 龚慧敏 裴文朗']);
    const task = ok(await pei.get<Task>(`/tasks/${await openTask(pei, id)}`));
    assert.deepEqual(task.acts, [
      { act: 'approve', label: '用印登记完成' },
      { act: 'sendBack' },
      { act: 'cc' },
      { act: 'comment' },
    ]);
    assert.deepEqual(task.sendBackTo[0], { id: 'apply', name: '申请人 符心瑜', cancels: [] });
    assert.ok(
      task.sendBackTo.some(({ id: step }) => step === 'president'),
      'an earlier step may be asked again',
    );
    assert.equal((await act(pei, id, 'approve', { data: { usedCopies: 4 } })).status, 'approved');
  });
});

describe('会议室: a unit’s meeting with video and tea', () => {
  test('the desk moves it to a larger room, then technicians and service are sent side by side', async () => {
    const [lou, rong, shi, time, miao] = await campus.signInAll([
      'T1131',
      'T1130',
      'T1016',
      'T1057',
      'T1061',
    ]);
    const place = aRoom(campus, 'admin-501');
    const { id } = await apply(lou, aMeeting(campus, { equipment: ['视频会议'], service: ['茶水'], place }));
    await act(rong, id);
    const two = await act(shi, id, 'approve', {
      data: { place: { ...place, resource: 'admin-305' }, remark: '改到 305' },
    });
    assert.deepEqual(holders(two.current), [
      '技术保障派工: 时一鸣 蔺小满',
      '会务服务派单: 缪春燕 芮大为 覃小枫',
    ]);
    const moved = await readApplication(lou, id);
    assert.equal((moved.data.place as { label: string }).label, '行政楼 305');
    assert.equal(moved.data.seats, 30, 'seats are computed again');
    await act(time, id, 'approve', { data: { techStaff: 'T1058' } });
    assert.equal((await act(miao, id)).status, 'approved');
    const { data, names } = await readApplication(lou, id);
    assert.equal(data.techStaff, 'T1058');
    assert.equal(names.people.T1058?.name, '蔺小满');
  });

  test('twenty people in twelve seats are refused with the form’s own words, in both languages', async () => {
    const lou = await campus.signIn('T1131');
    const application = aMeeting(campus, { place: aRoom(campus, 'mingli-412'), attendees: 20 });
    for (const [language, message] of [
      ['zh-CN', '参会人数超过这间会议室的座位数，请换一间大些的。'],
      ['en-GB,en', 'This room has too few seats; please choose a larger one.'],
    ]) {
      const refusal = ok(
        await lou.post<{ problems: { path: string; message: string }[] }>('/applications', application, {
          headers: { 'accept-language': String(language) },
        }),
        422,
      );
      assert.deepEqual(
        refusal.problems.map(({ path, message }) => [path, message]),
        [['place', message]],
      );
    }
  });
});
