/** 用章申请: 符心瑜 needs two seals under a contract of 1.28 million; seven desks look at it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openApplication, openCorrection, openForm, submit } from '../hall/applying.ts';
import { approve, openTask, sendBack, taskLine } from '../hall/deciding.ts';
import { type Device, devices } from '../hall/devices.ts';
import { addRow, attach, choose, find, mark, tick, write } from '../hall/fill-in.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { pdf } from '../hall/pdf.ts';
import { png } from '../hall/png.ts';
import { stageFor } from '../hall/stage.ts';
import { isHeldBy, tellsWhatHappened, wasTold } from '../hall/standing.ts';
import { type Deed, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const service = '砚湖大学用章申请表';

async function fillIn(applicant: Visitor): Promise<void> {
  const { page } = applicant;
  await tick(applicant, '印章种类', '法定代表人名章', '合同专用章');
  await choose(applicant, '文件类别', '合同协议');
  await shows(page.getByText('合同须先办结合同审批'));
  await find(applicant, '业务主管部门', '法务', '资产与法务处');
  await write(applicant, '用印文件送往', '青屏水务有限公司');
  await write(applicant, '合同金额（元）', '1280000');
  await shows(page.getByText('壹佰贰拾捌万元整'));
  await attach(applicant, '审批依据', pdf('合同审批单.pdf', 'Contract approval'));
  await write(applicant, '用印事由', '水库安全监测技术服务合同');
  await addRow(applicant, '用印文件清单');
  await write(applicant, '第 1 行 文件名称', '技术服务合同');
  await write(applicant, '第 1 行 份数', '4');
  await write(applicant, '第 1 行 每份页数', '18');
  await pressAcrossPages(applicant);
  await attach(applicant, '第 1 行 终稿', pdf('技术服务合同.pdf', 'Contract'));
  await mark(applicant, '是否携章外出', '否');
  await shows(page.getByText('8 次', { exact: true }));
}

/** 骑缝章: a tick in the narrow table, 是 or 否 on the phone's card. */
async function pressAcrossPages(applicant: Visitor): Promise<void> {
  if (applicant.device.touch) return mark(applicant, '第 1 行 骑缝章', '是');
  await press(applicant, applicant.page.getByRole('checkbox', { name: '第 1 行 骑缝章' }));
}

describe(service, () => {
  const stage = stageFor('seal');

  for (const device of devices) {
    test(`${device.name}: legal sends it back, it comes again, the president agrees, it is sealed`, () =>
      sealed(device));
  }

  async function sealed(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    const walk = device.name === 'pc' ? '重新逐级审批' : '直送退回人';
    let number = '';
    await as('符心瑜', async (applicant) => {
      await openForm(applicant, service);
      await fillIn(applicant);
      await lookAt(applicant, '01-form');
      number = await submit(applicant);
      assert.match(number, /^YZ-\d{4}-\d{5}$/);
      await press(applicant, applicant.page.getByRole('link', { name: '查看进度' }));
      await isHeldBy(applicant, '卓远帆');
      await lookAt(applicant, '02-application');
    });
    await passes(['卓远帆', '同意'], ['岑立诚', '同意']);
    await as('简明远', async (lawyer) => {
      await wasTold(lawyer, '法务审核', number);
      await openTask(lawyer, number);
      await sendBack(lawyer, '第 7 条违约责任请按修改意见调整');
    });
    await as('符心瑜', async (applicant) => {
      await wasTold(applicant, '被退回', '第 7 条违约责任');
      await openCorrection(applicant, number);
      await shows(applicant.page.getByText('简明远退回了这份申请'));
      await lookAt(applicant, '03-correction');
      await press(applicant, applicant.page.getByRole('button', { name: '移除 技术服务合同.pdf' }));
      await attach(applicant, '第 1 行 终稿', pdf('技术服务合同（修改稿）.pdf', 'Contract, corrected'));
      await mark(applicant, '提交后怎么走', walk);
      assert.equal(await submit(applicant), number, 'the number stays');
    });
    if (walk === '重新逐级审批') await passes(['卓远帆', '同意'], ['岑立诚', '同意']);
    await as('葛舒言', async (lawyer) => {
      await openTask(lawyer, number);
      await unfold(lawyer);
      await shows(lawyer.page.getByRole('link', { name: /下载 技术服务合同（修改稿）\.pdf/ }));
      await lookAt(lawyer, '04-task');
      await approve(lawyer, '审核通过');
    });
    await passes(['贺知微', '同意'], ['陆承砚', '同意']);
    await as('裴文朗', async (clerk) => {
      await openTask(clerk, number);
      await cameCalmly(clerk, 'task with something to fill in');
      await write(clerk, '实际用印份数', '5');
      await press(clerk, clerk.page.getByRole('button', { name: '用印登记完成' }));
      await shows(clerk.page.getByRole('link', { name: '实际用印份数不能大于申请的文件总份数。' }));
      await write(clerk, '实际用印份数', '4');
      await attach(clerk, '用印留样', png('用印留样.png'));
      await lookAt(clerk, '05-register');
      await approve(clerk, '用印登记完成');
    });
    await as('符心瑜', async (applicant) => {
      await wasTold(applicant, '已办结', number);
      await openApplication(applicant, number);
      await shows(applicant.page.getByText('已通过', { exact: true }));
      await tellsWhatHappened(applicant, [
        ['提交申请', '符心瑜'],
        ['所在单位负责人审批', '卓远帆'],
        ['业务主管部门审核', '岑立诚'],
        ['法务审核', '退回', '简明远', '第 7 条'],
        ['重新提交', '符心瑜'],
        ...(walk === '直送退回人'
          ? []
          : [
              ['所在单位负责人审批', '卓远帆'],
              ['业务主管部门审核', '岑立诚'],
            ]),
        ['法务审核', '葛舒言'],
        ['学校办公室主任审批', '贺知微'],
        ['校长(法定代表人)审批', '陆承砚'],
        ['监印人用印登记', '裴文朗'],
        ['办结'],
      ]);
      await lookAt(applicant, '06-done');
    });
    await as('陆承砚', async (president) => {
      await president.page.goto('/tasks?box=done');
      await shows(taskLine(president, number).getByText('同意', { exact: true }));
    });

    async function passes(...people: readonly (readonly [name: string, word: string])[]): Promise<void> {
      for (const [name, word] of people) {
        await as(name, async (person) => {
          await openTask(person, number);
          await approve(person, word);
        });
      }
    }
  }
});

/** On a phone the form lies folded under its summary. */
async function unfold(visitor: Visitor): Promise<void> {
  if (visitor.device.name === 'phone')
    await press(visitor, visitor.page.getByRole('button', { name: '展开申请内容' }));
}
