/** 开放时间, 名额, 谁能办, 为他人代办, 台账: what a service settles, as people meet it. */
import { describe, test } from 'node:test';
import { type Device, devices } from '../hall/devices.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, visit } from '../hall/visitor.ts';

describe('rules of a service', () => {
  const stage = stageFor('rules');
  const as = (name: string, device: Device, deed: Deed) => visit(stage(), name, device, deed);

  for (const device of devices) {
    test(`${device.name}: the guide says when it is open, how many there are, and whom it is not for`, () =>
      as('褚云帆', device, async ({ page, ...rest }) => {
        const visitor = { page, ...rest };
        await page.goto('/services/senior-faculty-assessment-2019');
        await shows(page.getByText('已截止').first());
        await lookAt(visitor, '01-closed');
        await page.goto('/services/income-tax-settlement-feedback');
        await shows(page.getByText('开放时间'));
        await lookAt(visitor, '02-yearly');
        await page.goto('/services/division-cadre-leave');
        await shows(page.getByText('您不在可以办理的范围内', { exact: false }));
        await lookAt(visitor, '03-not-for-me');
      }));

    test(`${device.name}: somebody begins an application for a colleague`, () =>
      as('褚云帆', device, async ({ page, ...rest }) => {
        const visitor = { page, ...rest };
        await page.goto('/services/free-parking-coupon');
        await press(visitor, page.getByRole('button', { name: '为他人代办' }));
        await page.getByLabel('为谁办理？').first().fill('白露浓');
        await press(visitor, page.getByRole('radio', { name: /白露浓/ }));
        await lookAt(visitor, '04-for-whom');
        await press(visitor, page.getByRole('button', { name: '开始填写' }));
        await shows(page.getByRole('heading', { name: '免费停车券申请' }).first());
        await lookAt(visitor, '05-begun');
      }));

    test(`${device.name}: an administrator looks through a register`, () =>
      as('江晚舟', device, async ({ page, ...rest }) => {
        const visitor = { page, ...rest };
        await page.goto('/registers');
        await shows(page.getByRole('link', { name: /机动车/ }).first());
        await lookAt(visitor, '06-registers');
        await page.goto('/registers/vehicles');
        await shows(page.getByText('没有符合条件的记录'));
        await lookAt(visitor, '07-register');
      }));
  }
});
