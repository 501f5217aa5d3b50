/** Each control of a form, at both widths: filled in as people do, submitted, and read by the desk whose row it is. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openForm, submit } from '../hall/applying.ts';
import { devices } from '../hall/devices.ts';
import { addRow, choose, find, pick, sign, write } from '../hall/fill-in.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { press, shows, type Visitor, visit } from '../hall/visitor.ts';

const service = '各种字段';

async function fillIn(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await write(visitor, '身份证号', '11010519491231002x');
  await write(visitor, '车牌号', '粤b·d12345');
  await write(visitor, '邮箱', 'zhang@example.edu.cn');
  await write(visitor, '网址', 'www.example.edu.cn');
  await choose(visitor, '家庭住址 省', '广东省');
  await choose(visitor, '家庭住址 市', '广州市');
  await choose(visitor, '家庭住址 区县', '天河区');
  await write(visitor, '家庭住址 详细地址', '五山路 1 号');
  await choose(visitor, '学科 第 1 级', '工学');
  await choose(visitor, '学科 第 2 级', '石油与天然气工程');
  await choose(visitor, '学科 第 3 级', '油气田开发工程');
  await page.getByRole('radio', { name: '4 分' }).check({ force: true });
  await find(visitor, '接待人', '柏俊驰', '柏俊驰');
  await pick(visitor, '场地', '报告', '报告厅');
  await shows(page.getByText('300', { exact: true }));
  await pick(visitor, '设备', '', '投影仪 00', '投影仪 03', '投影仪 07');
  await shows(page.getByText('设备已达每人上限'));
  await addRow(visitor, '费用明细');
  await choose(visitor, '第 1 行 科室', '会议服务');
  await write(visitor, '第 1 行 名称', '茶歇');
  await write(visitor, '第 1 行 单价', '35');
  await write(visitor, '第 1 行 数量', '20');
  await addRow(visitor, '费用明细');
  await choose(visitor, '第 2 行 科室', '用印');
  await write(visitor, '第 2 行 名称', '盖章');
  await shows(page.getByText('柒佰元整'));
  await sign(visitor, '本人签名');
}

describe('a form with every field', () => {
  const stage = stageFor('every-field', 'e2e/campus/more');
  for (const device of devices) {
    test(`${device.name}: is filled in, and refused with the faults beside their fields`, () =>
      visit(stage(), '米雪晴', device, async (visitor) => {
        const { page } = visitor;
        await openForm(visitor, service);
        await lookAt(visitor, 'empty');
        await write(visitor, '身份证号', '110105194912310021');
        await press(visitor, page.getByRole('button', { name: '提交申请' }));
        await shows(page.getByRole('heading', { name: /处/ }).first());
        await lookAt(visitor, 'faults');
        await press(visitor, page.getByRole('link', { name: /身份证号/ }));
        assert.equal(await page.evaluate('document.activeElement.id'), 'field-idNumber');
        await fillIn(visitor);
        await lookAt(visitor, 'filled');
        const number = await submit(visitor);
        assert.match(number, /^GZ-/);
      }));
  }
});
