/** 缴费: a fee is asked for after an approval, paid at the sandbox platform from a screen or a phone, and looked after by the finance office. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acted, applied, ask, tell } from '../hall/by-request.ts';
import { type Device, devices } from '../hall/devices.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, hides, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const service = 'staff-basketball-association-registration';
const wanted = {
  regType: '新会员',
  level: '爱好',
  groupPref: '健身组',
  timePref: ['周二晚'],
  emergencyContact: '家人',
  emergencyPhone: '19900009999',
  charterAgree: true,
};

describe('缴费', () => {
  const stage = stageFor('payment');

  for (const device of devices)
    test(`${device.name}: asked for, paid, receipted, looked after`, () => paid(device));

  async function paid(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    // Everybody registers once a year.
    const member = device.name === 'pc' ? '褚云帆' : '白露浓';
    let id = '';
    await as(member, async (applicant) => {
      id = (await applied(applicant, service, wanted)).id;
    });
    await as('梅桂芳', async (secretary) => {
      await acted(secretary, id, { act: 'approve', data: { teamNo: 'A组' } });
    });
    await as(member, async (payer) => {
      const { page } = payer;
      await asked(payer);
      await page.goto('/tasks');
      await shows(page.getByRole('heading', { name: '待缴费 1 笔' }));
      await lookAt(payer, '01-to-do');
      await press(payer, page.getByRole('link', { name: /教工篮球协会活动费/ }));
      await shows(page.getByText('壹佰伍拾元整'));
      await (device.name === 'pc' ? payOnScreen(payer) : payOnPhone(payer));
      await shows(page.getByText('款项已到账，申请已继续办理。'));
      await shows(page.getByText(/^PJ\d{4}-\d{8}$/));
      await lookAt(payer, '04-paid');
      await press(payer, page.getByRole('link', { name: /查看申请/ }));
      await shows(page.getByRole('link', { name: /查看收据/ }));
      await lookAt(payer, '05-application');
      await page.goto('/services/temporary-parking-payment-mobile');
      const only = page.getByText('本服务只在手机上办理');
      const start = page.getByRole('link', { name: '立即办理' });
      await (device.name === 'pc' ? shows(only) : shows(start));
      await (device.name === 'pc' ? hides(start) : hides(only));
      await lookAt(payer, '06-phone-only');
    });
    await as('梁克俭', async (cashier) => {
      const { page } = cashier;
      await page.goto('/payments');
      await shows(page.getByText(/共 \d+ 单，实收/));
      await lookAt(cashier, '07-orders');
      await press(
        cashier,
        page
          .getByRole('button')
          .filter({ hasText: device.name === 'pc' ? /^\d{18}$/ : member })
          .first(),
      );
      const dialog = page.getByRole('dialog');
      await shows(dialog.getByText('入账'));
      await lookAt(cashier, '08-order');
      await press(cashier, dialog.getByRole('button', { name: '退款' }));
      await page.getByLabel('退款金额（元）').fill('50');
      await page.getByLabel('原因').fill('活动取消一次');
      await lookAt(cashier, '09-refund');
      await press(cashier, page.getByRole('dialog').getByRole('button', { name: '确认退款' }));
      await shows(page.getByRole('dialog').getByText(/人工退款/));
      await press(cashier, page.getByRole('dialog').getByRole('button', { name: '关闭' }).last());
      await press(cashier, page.getByRole('link', { name: '对账' }));
      await page.getByLabel('账单日期').fill(today());
      await press(cashier, page.getByRole('button', { name: '从平台取账单并对账' }));
      await shows(page.getByRole('dialog').getByText('账实相符'));
      await lookAt(cashier, '10-reconciled');
    });
  }

  /** The worker has come to it. */
  async function asked(payer: Visitor): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      const { items } = await ask<{ items: unknown[] }>(payer, '/payments/mine');
      if (items.length > 0) return;
      await payer.page.waitForTimeout(100);
    }
    assert.fail('nothing was asked for');
  }

  async function payOnScreen(payer: Visitor): Promise<void> {
    const { page } = payer;
    await press(payer, page.getByRole('button', { name: '显示支付二维码' }));
    await shows(page.getByRole('img', { name: '支付二维码' }));
    await lookAt(payer, '02-code');
    const order = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { address } = await tell<{ address: string }>(payer, `/payments/mine/${order}/pay`, { way: 'qr' });
    // A phone that has scanned the code.
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ choice: 'paid' }) });
    assert.equal(answer.status, 200);
  }

  async function payOnPhone(payer: Visitor): Promise<void> {
    const { page } = payer;
    await lookAt(payer, '02-phone');
    await press(payer, page.getByRole('button', { name: '支付 150.00 元' }));
    await shows(page.getByText('沙箱支付平台 · 不涉及真实资金'));
    await press(payer, page.getByRole('button', { name: /支付成功/ }));
    await press(payer, page.getByRole('link', { name: '返回办事大厅' }));
  }
});

const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(new Date());
