/** 教职工请(销)假审批: 褚云帆 goes to a conference; others take over his classes and his work. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { openApplication, openCorrection, openForm, submit } from '../hall/applying.ts';
import { approve, openCount, openTask, sendBack, taskLine } from '../hall/deciding.ts';
import { pc, phone } from '../hall/devices.ts';
import { addRow, attach, choose, date, find, mark, period, write } from '../hall/fill-in.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { pdf } from '../hall/pdf.ts';
import { stageFor } from '../hall/stage.ts';
import { isHeldBy, tellsWhatHappened, wasTold } from '../hall/standing.ts';
import { type Deed, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const service = '教职工请(销)假审批';
const reason = '参加全国软件工程教学会议并作报告';
const [monday = '', , , , friday = ''] = plainWeek();

/** Five days of 公假; two colleagues take classes, one class is moved, one colleague deputises. */
async function fillIn(teacher: Visitor): Promise<void> {
  await choose(teacher, '假别', '公假');
  await period(teacher, '请假时间', monday, friday);
  await shows(teacher.page.getByText('5 天', { exact: true }));
  await write(teacher, '事由', reason);
  await mark(teacher, '是否离开本市', '是');
  await write(teacher, '去向', '南屏市');
  await attach(teacher, '证明材料', pdf('会议通知.pdf', 'Conference invitation'));
  await classTaken(teacher, 1, '数据库原理', '周二第 1–2 节', ['白露', '白露浓']);
  await classTaken(teacher, 2, '软件测试', '周三第 3–4 节', ['syz', '单亦舟']);
  await addRow(teacher, '受影响课程');
  await choose(teacher, '第 3 行 处理方式', '调课');
  await write(teacher, '第 3 行 课程', '专业导论');
  await write(teacher, '第 3 行 上课时间', '周五第 1–2 节');
  await find(teacher, '工作代理人', 'T1109', '艾力·吐尔逊');
}

async function classTaken(
  teacher: Visitor,
  row: number,
  course: string,
  when: string,
  [words, name]: readonly [string, string],
): Promise<void> {
  await addRow(teacher, '受影响课程');
  await choose(teacher, `第 ${row} 行 处理方式`, '代课');
  await write(teacher, `第 ${row} 行 课程`, course);
  await write(teacher, `第 ${row} 行 上课时间`, when);
  await find(teacher, `第 ${row} 行 代课人`, words, name);
}

describe(service, () => {
  const stage = stageFor('leave');

  test('on a PC: a substitute declines, another is named, everybody is asked again and agrees', async () => {
    const as = (name: string, deed: Deed) => visit(stage(), name, pc, deed);
    let number = '';
    await as('褚云帆', async (teacher) => {
      await openForm(teacher, service);
      await fillIn(teacher);
      await lookAt(teacher, '01-form');
      number = await submit(teacher);
      assert.match(number, /^QXJ-\d{4}-\d{6}$/);
      await lookAt(teacher, '02-submitted');
      await press(teacher, teacher.page.getByRole('link', { name: '查看进度' }));
      await isHeldBy(teacher, '艾力·吐尔逊');
      await lookAt(teacher, '03-application');
    });
    await as('艾力·吐尔逊', async (deputy) => {
      await wasTold(deputy, '褚云帆', '工作代理人确认', number);
      await deputy.page.goto('/tasks');
      await shows(taskLine(deputy, number));
      await cameCalmly(deputy, 'tasks');
      await lookAt(deputy, '04-tasks');
      assert.equal(await openCount(deputy), 1);
      await openTask(deputy, number);
      assert.equal(await deputy.page.getByText(reason).count(), 0, 'the reason is not for a deputy');
      await approve(deputy, '同意代理');
      await shows(deputy.page.getByText('没有等您办理的事'));
      assert.equal(await openCount(deputy), 0);
    });
    await as('白露浓', async (substitute) => {
      await openTask(substitute, number);
      await substitute.page.reload();
      await shows(substitute.page.getByRole('heading', { name: '办理过程' }));
      await cameCalmly(substitute, 'task');
      await lookAt(substitute, '05-task');
      await approve(substitute, '同意代课');
    });
    await as('单亦舟', async (substitute) => {
      await openTask(substitute, number);
      await sendBack(substitute, '周三上午我有课，无法代课');
    });
    await as('褚云帆', async (teacher) => {
      await wasTold(teacher, '被退回', '周三上午我有课');
      await lookAt(teacher, '06-messages');
      await openCorrection(teacher, number);
      await shows(teacher.page.getByText('单亦舟退回了这份申请'));
      await lookAt(teacher, '07-correction');
      await find(teacher, '第 2 行 代课人', '苗可', '苗可欣');
      await mark(teacher, '提交后怎么走', '重新逐级审批');
      assert.equal(await submit(teacher), number, 'the number stays');
    });
    for (const [name, word, opinion] of [
      ['艾力·吐尔逊', '同意代理', ''],
      ['白露浓', '同意代课', ''],
      ['苗可欣', '同意代课', ''],
      ['应泽楷', '同意', '情况属实，同意。'],
      ['谌立言', '同意', '同意，请安排好教学。'],
      ['房雨荷', '已知悉', ''],
    ] as const) {
      await as(name, async (person) => {
        await openTask(person, number);
        await approve(person, word, opinion);
      });
    }
    await as('毕晨曦', async (colleague) => {
      await colleague.page.goto('/tasks');
      await shows(colleague.page.getByText('没有等您办理的事'));
    });
    await as('褚云帆', async (teacher) => {
      await reportBack(teacher, number);
      await openApplication(teacher, number);
      await shows(teacher.page.getByText('已通过', { exact: true }));
      await tellsWhatHappened(teacher, [
        ['提交申请', '褚云帆'],
        ['工作代理人确认', '艾力·吐尔逊'],
        ['代课人确认', '白露浓'],
        ['代课人确认', '退回', '单亦舟', '周三上午我有课'],
        ['重新提交', '褚云帆'],
        ['工作代理人确认', '艾力·吐尔逊'],
        ['代课人确认'],
        ['代课人确认'],
        ['教研室主任审批', '应泽楷', '情况属实'],
        ['单位负责人审批', '谌立言'],
        ['教务处知悉', '房雨荷'],
        ['销假', '褚云帆'],
        ['办结'],
      ]);
      await lookAt(teacher, '09-done');
    });
    await as('谌立言', async (dean) => {
      await dean.page.goto('/tasks?box=done');
      await shows(taskLine(dean, number).getByText('同意', { exact: true }));
      await lookAt(dean, '10-done-list');
    });
  });

  test('on a phone: the dean sends it back, it goes straight to him again and on to the end', async () => {
    const as = (name: string, deed: Deed) => visit(stage(), name, phone, deed);
    let number = '';
    await as('褚云帆', async (teacher) => {
      await openForm(teacher, service);
      await fillIn(teacher);
      await lookAt(teacher, '01-form');
      number = await submit(teacher);
      await lookAt(teacher, '02-submitted');
      await press(teacher, teacher.page.getByRole('link', { name: '查看进度' }));
      await isHeldBy(teacher, '艾力·吐尔逊');
      await lookAt(teacher, '03-application');
    });
    for (const [name, word] of [
      ['艾力·吐尔逊', '同意代理'],
      ['单亦舟', '同意代课'],
      ['白露浓', '同意代课'],
    ] as const) {
      await as(name, async (person) => {
        await openTask(person, number);
        await approve(person, word);
      });
    }
    await as('应泽楷', async (head) => {
      await head.page.goto('/tasks');
      await shows(taskLine(head, number));
      await cameCalmly(head, 'tasks');
      await lookAt(head, '04-tasks');
      await openTask(head, number);
      await head.page.reload();
      await shows(head.page.getByRole('heading', { name: '办理过程' }));
      await cameCalmly(head, 'task');
      await press(head, head.page.getByRole('button', { name: '展开申请内容' }));
      await lookAt(head, '05-task');
      await approve(head, '同意', '请提前把课件交给代课老师。');
    });
    await as('谌立言', async (dean) => {
      await openTask(dean, number);
      await sendBack(dean, '请补充会议日程');
    });
    await as('褚云帆', async (teacher) => {
      await wasTold(teacher, '被退回', '请补充会议日程');
      await lookAt(teacher, '06-messages');
      await openCorrection(teacher, number);
      await shows(teacher.page.getByText('谌立言退回了这份申请'));
      await attach(teacher, '证明材料', pdf('会议日程.pdf', 'Programme'));
      await mark(teacher, '提交后怎么走', '直送退回人');
      await lookAt(teacher, '07-correction');
      assert.equal(await submit(teacher), number, 'the number stays');
      await press(teacher, teacher.page.getByRole('link', { name: '查看进度' }));
      await isHeldBy(teacher, '谌立言');
    });
    await as('谌立言', async (dean) => {
      await openTask(dean, number);
      await press(dean, dean.page.getByRole('button', { name: '展开申请内容' }));
      await shows(dean.page.getByRole('link', { name: /下载 会议日程\.pdf/ }));
      await approve(dean, '同意');
    });
    await as('毕晨曦', async (colleague) => {
      await openTask(colleague, number);
      await approve(colleague, '已知悉');
    });
    await as('褚云帆', async (teacher) => {
      await reportBack(teacher, number);
      await openApplication(teacher, number);
      await shows(teacher.page.getByText('已通过', { exact: true }));
      await lookAt(teacher, '09-done');
    });
    await as('应泽楷', async (head) => {
      await head.page.goto('/tasks?box=done');
      await shows(taskLine(head, number).getByText('同意', { exact: true }));
      await lookAt(head, '10-done-list');
    });
  });
});

/** 销假: the teacher is back and says so; only then is it over. */
async function reportBack(teacher: Visitor, number: string): Promise<void> {
  await wasTold(teacher, '待您办理：销假', number);
  await openTask(teacher, number);
  await date(teacher, '实际返岗日期', friday);
  await lookAt(teacher, '08-report-back');
  await approve(teacher, '确认销假');
}
