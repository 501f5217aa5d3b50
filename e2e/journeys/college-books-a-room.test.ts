/** 会议室使用申请: 楼听雨 books a room with a video conference and tea; two desks work side by side. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { openApplication, openCorrection, openForm, submit } from '../hall/applying.ts';
import { approve, openCount, openTask, sendBack, taskLine } from '../hall/deciding.ts';
import { type Device, devices } from '../hall/devices.ts';
import { attach, book, find, mark, tick, write } from '../hall/fill-in.ts';
import { lookAt } from '../hall/look.ts';
import { pdf } from '../hall/pdf.ts';
import { stageFor } from '../hall/stage.ts';
import { isHeldBy, tellsWhatHappened, wasTold } from '../hall/standing.ts';
import { type Deed, hides, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const service = '会议室使用申请';
const where = '会议室与使用时间';
const [, tuesday = '', wednesday = '', thursday = ''] = plainWeek();

/** A room of twelve seats for twenty people is refused; a larger one is found. */
async function fillIn(applicant: Visitor, day: string): Promise<void> {
  const { page } = applicant;
  await write(applicant, '会议名称', '本科培养方案研讨');
  await mark(applicant, '是否内部会议', '否');
  await mark(applicant, '会议级别', '部门会议');
  await write(applicant, '参会人数', '20');
  await write(applicant, '校外人员数', '2');
  await shows(page.getByText('有校外人员参会，请另行办理访客入校。'));
  await attach(applicant, '会议通知或议程', pdf('会议议程.pdf', 'Agenda'));
  const time = { day, from: '14:00', last: '16:00' };
  await book(applicant, where, { ...time, place: '明理楼 412 研讨室 · 12 座' });
  await shows(page.getByText('2.5 小时', { exact: true }));
  await tick(applicant, '设备与技术保障', '视频会议');
  await tick(applicant, '会务服务', '茶水');
  await press(applicant, page.getByRole('button', { name: '提交申请' }));
  const refusal = page.getByRole('link', { name: '参会人数超过这间会议室的座位数，请换一间大些的。' });
  await shows(refusal);
  await lookAt(applicant, '01-too-few-seats');
  await book(applicant, where, { ...time, place: '行政楼 305 · 30 座' });
  await hides(refusal);
}

describe(service, () => {
  const stage = stageFor('room');

  for (const device of devices) {
    test(`${device.name}: the desk asks for another day, then the room is confirmed and two desks work at once`, () =>
      booked(device));
  }

  async function booked(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    // Both devices book in the same hall: each on days of its own.
    const [day, next] = device.name === 'pc' ? [tuesday, wednesday] : [wednesday, thursday];
    const walk = device.name === 'pc' ? '重新逐级审批' : '直送退回人';
    let number = '';
    await as('楼听雨', async (applicant) => {
      await openForm(applicant, service);
      await fillIn(applicant, day);
      await lookAt(applicant, '02-form');
      number = await submit(applicant);
      assert.match(number, /^HY-\d{6}-\d{4}$/);
      await press(applicant, applicant.page.getByRole('link', { name: '查看进度' }));
      await isHeldBy(applicant, '容止水');
    });
    await decide('容止水', '同意');
    await as('施嘉木', async (desk) => {
      await openTask(desk, number);
      await sendBack(desk, '该时段会议室检修，请改到次日');
    });
    await as('楼听雨', async (applicant) => {
      await wasTold(applicant, '被退回', '请改到次日');
      await openCorrection(applicant, number);
      const place = '行政楼 305 · 30 座';
      await book(applicant, where, { place, day: next, from: '14:00', last: '16:00' });
      await mark(applicant, '提交后怎么走', walk);
      await lookAt(applicant, '03-correction');
      assert.equal(await submit(applicant), number, 'the number stays');
    });
    if (walk === '重新逐级审批') await decide('容止水', '同意');
    await as('钟语桐', async (desk) => {
      await openTask(desk, number);
      await lookAt(desk, '04-confirm-room');
      await book(desk, where, { place: '明理楼 108 · 60 座', day: next, from: '14:00', last: '16:00' });
      await approve(desk, '确认安排', '改在明理楼 108，座位更宽裕。');
    });
    await as('楼听雨', async (applicant) => {
      await openApplication(applicant, number);
      await isHeldBy(applicant, '时一鸣', '缪春燕');
      await lookAt(applicant, '05-two-desks');
    });
    await as('缪春燕', async (service) => {
      const before = await todo(service);
      await openTask(service, number);
      await approve(service, '已派单');
      assert.equal(await todo(service), before - 1);
    });
    await as('时一鸣', async (technician) => {
      await openTask(technician, number);
      await find(technician, '技术保障人', 'lxm', '蔺小满');
      await approve(technician, '已派工');
    });
    await as('楼听雨', async (applicant) => {
      await wasTold(applicant, '已办结', number);
      await openApplication(applicant, number);
      await shows(applicant.page.getByText(/^明理楼 108 · .*14:00–16:30/).first());
      await tellsWhatHappened(applicant, [
        ['提交申请', '楼听雨'],
        ['本单位负责人审批', '容止水'],
        ['会议室管理员确认', '退回', '施嘉木', '请改到次日'],
        ['重新提交', '楼听雨'],
        ...(walk === '直送退回人' ? [] : [['本单位负责人审批', '容止水']]),
        ['会议室管理员确认', '钟语桐', '座位更宽裕'],
        ['会务服务派单', '缪春燕'],
        ['技术保障派工', '时一鸣'],
        ['办结'],
      ]);
      await lookAt(applicant, '06-done');
    });
    await as('施嘉木', async (desk) => {
      await desk.page.goto('/tasks?box=done');
      await shows(taskLine(desk, number).getByText('退回', { exact: true }));
    });

    async function decide(name: string, word: string): Promise<void> {
      await as(name, async (person) => {
        await openTask(person, number);
        await approve(person, word);
      });
    }
  }
});

async function todo(visitor: Visitor): Promise<number> {
  await visitor.page.goto('/tasks');
  await shows(visitor.page.getByRole('heading', { name: '待办', level: 1 }));
  await visitor.watch.quiet();
  return openCount(visitor);
}
