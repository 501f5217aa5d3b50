/** 校外人员: a host without an account gets a mail, follows its link, confirms with a code, and the applicant reads of it. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { type MailServer, openMailServer } from '@yizhan/hall/testing';
import { applied } from '../hall/by-request.ts';
import { type Device, devices } from '../hall/devices.ts';
import { write } from '../hall/fill-in.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { pdf } from '../hall/pdf.ts';
import { stageFor } from '../hall/stage.ts';
import { arrive, type Deed, leave, press, shows, visit } from '../hall/visitor.ts';

let mail: MailServer | undefined;

describe('校外人员凭链接办理', () => {
  const stage = stageFor('guest', 'e2e/campus/guests', async () => {
    mail = await openMailServer();
    const { host, port, from } = mail.settings;
    return { SMTP_HOST: host, SMTP_PORT: String(port), MAIL_FROM: from };
  });
  after(() => mail?.close());

  for (const device of devices) test(`${device.name}: asked by mail, confirmed by code`, () => asked(device));

  for (const device of devices) test(`${device.name}: begun from outside`, () => begun(device));

  async function begun(device: Device): Promise<void> {
    assert.ok(mail);
    const address = `visitor-${device.name}@example.com`;
    const guest = await arrive(stage(), '褚云帆', device);
    const { page } = guest;
    try {
      await page.goto('/guest/services/departed-student-hukou-service');
      await shows(page.getByRole('heading', { name: '已离校学生户籍业务申请表' }));
      await cameCalmly(guest, 'guest-service-door');
      await lookAt(guest, '11-service-door');
      await page.goto('/guest/services/field-trip');
      await write(guest, '姓名', '来访人');
      await press(guest, page.getByRole('button', { name: '发送验证码' }));
      await shows(page.getByText('请填写可以收信的邮箱'));
      await write(guest, '邮箱', address);
      await press(guest, page.getByRole('button', { name: '发送验证码' }));
      const { text } = await mail.next(address);
      await write(guest, '验证码', /\b\d{6}\b/.exec(text)?.[0] ?? '');
      await press(guest, page.getByRole('button', { name: '进入', exact: true }));
      await write(guest, '调研内容', '参观实验室');
      await write(guest, '接待联系人', '秦主任');
      await press(guest, page.getByRole('button', { name: '提交', exact: true }));
      await shows(page.getByText('联系人邮箱').first());
      await write(guest, '联系人邮箱', `qin-${device.name}@example.com`);
      await lookAt(guest, '12-form');
      await press(guest, page.getByRole('button', { name: '提交', exact: true }));
      await shows(page.getByText('现在到了：接待单位确认'));
      await lookAt(guest, '13-standing');
      await press(guest, page.getByRole('button', { name: '返回' }));
      await shows(page.getByRole('heading', { name: '我的申请' }));
      await lookAt(guest, '14-mine');
      assert.equal(await page.getByRole('navigation').count(), 0);
    } finally {
      await leave(guest);
    }
  }

  async function asked(device: Device): Promise<void> {
    assert.ok(mail);
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    const address = `host-${device.name}@example.com`;
    let application = '';
    await as('褚云帆', async (applicant) => {
      const { page } = applicant;
      const data = {
        reason: '赴贵单位调研智能网联汽车',
        allowance: '八千',
        hostName: '刘建国',
        hostMail: address,
      };
      application = (await applied(applicant, 'field-trip', data)).id;
      await mail?.next(address);
      await page.goto(`/applications/${application}`);
      await shows(page.getByText('链接已发出', { exact: true }).first());
      await lookAt(applicant, '01-applicant-sees-the-link');
    });

    const { subject, text } = await mail.next(address);
    assert.match(subject, /^请您办理：外出调研/);
    const link = new URL(/http:\S+\/g\/\S+/.exec(text)?.[0] ?? '').pathname;
    const guest = await arrive(stage(), '褚云帆', device);
    try {
      const { page } = guest;
      await page.goto(link);
      await shows(page.getByRole('heading', { name: '请您办理' }));
      await cameCalmly(guest, 'guest-door');
      await press(guest, page.getByRole('button', { name: '进入', exact: true }));
      await shows(page.getByText('请填写六位数字的验证码'));
      await press(guest, page.getByRole('button', { name: '发送验证码' }));
      await shows(page.getByText('如果链接仍然有效', { exact: false }));
      await lookAt(guest, '02-door');
      const code = /\b\d{6}\b/.exec((await mail.next(address, 1)).text)?.[0] ?? '';
      guest.watch.foresee(/401/);
      await write(guest, '验证码', String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
      await press(guest, page.getByRole('button', { name: '进入', exact: true }));
      await shows(page.getByText('没有进入', { exact: false }));
      await write(guest, '验证码', code);
      await press(guest, page.getByRole('button', { name: '进入', exact: true }));
      await shows(page.getByRole('heading', { name: /褚云帆请您办理/ }));
      await shows(page.getByText('赴贵单位调研智能网联汽车').first());
      await lookAt(guest, '03-task');
      assert.equal(await page.getByText('八千').count(), 0);
      assert.equal(await page.getByRole('navigation').count(), 0);
      await press(guest, page.getByRole('button', { name: '确认接待' }));
      await shows(page.getByText('还有', { exact: false }).first());
      await page.getByRole('textbox', { name: '接待安排' }).fill('派车接站，安排在 3 号楼座谈');
      await page.locator('input[type="file"]').setInputFiles(pdf('接待函.pdf'));
      await shows(page.getByRole('link', { name: /接待函\.pdf/ }));
      await press(guest, page.getByRole('button', { name: /English/ }));
      await shows(page.getByRole('heading', { name: /asks you to take part/ }));
      await lookAt(guest, '04-task-en');
      await press(guest, page.getByRole('button', { name: /中文/ }));
      await press(guest, page.getByRole('button', { name: '确认接待' }));
      await lookAt(guest, '05-dialog');
      await press(guest, page.getByRole('dialog').getByRole('button', { name: /确认接待/ }));
      await shows(page.getByRole('heading', { name: '已提交，谢谢您' }));
      await lookAt(guest, '06-done');
      await page.reload();
      await shows(page.getByRole('heading', { name: '请您办理' }));
    } finally {
      await leave(guest);
    }

    await as('褚云帆', async (applicant) => {
      const { page } = applicant;
      await page.goto(`/applications/${application}`);
      await shows(page.getByText('刘建国').first());
      await shows(page.getByText('派车接站，安排在 3 号楼座谈').first());
      await press(applicant, page.getByText('链接的使用记录'));
      await shows(page.getByText('验证后进入'));
      await lookAt(applicant, '07-applicant-reads');
    });
  }
});
