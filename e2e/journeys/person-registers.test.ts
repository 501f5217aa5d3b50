/** 报名: a place is had, the next one waits, moves up by himself and confirms; the owner checks in and takes the roster away. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { plainWeek } from '../campus/plain-week.ts';
import { applied, tell } from '../hall/by-request.ts';
import { type Device, devices, pc, phone } from '../hall/devices.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, visit } from '../hall/visitor.ts';

const service = 'talent-health-check-registration-2021';
const hospital = '定点医院一';
const wish = {
  attend: '参加',
  hospital,
  package: '深度肿瘤筛查',
  noPregnancy: true,
  resultIssued: '电子报告',
  idNo: '11010519491231002X',
  history: '青霉素过敏',
};
const lot = fileURLToPath(new URL('../../apps/server/src/testing/services/concert-lot', import.meta.url));

/** On each device others, who are not registered yet, and another day. */
const casts = {
  pc: { first: '濮仲舒', second: '郏若兰', day: plainWeek()[1] ?? '' },
  phone: { first: '敖江海', second: '滕安澜', day: plainWeek()[2] ?? '' },
} as const;

describe('报名', () => {
  const stage = stageFor('registration');

  for (const device of devices)
    test(`${device.name}: waits for a place, confirms it, is checked in`, () => registered(device));

  test('a lot is drawn on its day, and everybody sees how', async () => {
    const { campus } = stage();
    await campus.publish(lot);
    const applications: string[] = [];
    for (const name of ['褚云帆', '单亦舟'])
      await visit(stage(), name, pc, async (person) => {
        applications.push((await applied(person, 'concert-lot', {})).id);
        if (name !== '单亦舟') return;
        await person.page.goto(`/applications/${applications[1]}`);
        await shows(person.page.getByText('待抽签'));
        await shows(person.page.getByText('签号'));
        await lookAt(person, '08-in-the-lot');
      });
    await publishedWithDay('2026-01-05');
    for (const device of [pc, phone])
      await visit(stage(), '褚云帆', device, async (person) => {
        const { page } = person;
        const drawn = page.getByText('已于', { exact: false }).first();
        for (let tries = 0; tries < 20 && (await drawn.count()) === 0; tries++) {
          await page.waitForTimeout(300);
          await page.goto('/services/concert-lot');
          await shows(page.getByRole('heading', { name: '剩余名额' }));
        }
        await press(person, page.getByText('怎样保证公平'));
        await shows(page.getByRole('list', { name: '抽签结果' }).getByText('我的'));
        await lookAt(person, '09-drawn');
        await page.goto(`/applications/${applications[0]}`);
        await shows(page.getByText('录取').or(page.getByText('候补第 1 位')).first());
      });
  });

  /** The same service on another day, as its owner would publish it. */
  async function publishedWithDay(day: string): Promise<void> {
    const changed = await mkdtemp(path.join(tmpdir(), 'yizhan-lot-'));
    try {
      await cp(lot, changed, { recursive: true });
      const settings = path.join(changed, 'service.json');
      await writeFile(settings, (await readFile(settings, 'utf8')).replace('2099-12-20', day));
      await stage().campus.publish(changed);
    } finally {
      await rm(changed, { recursive: true });
    }
  }

  async function registered(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    const { first, second, day } = casts[device.name as keyof typeof casts];
    const group = `${hospital} ${day}`;
    let own = '';
    await as(first, async (person) => {
      own = (await applied(person, service, { ...wish, examDate: day })).id;
    });
    await as('窦思齐', async (owner) => {
      const { page } = owner;
      await page.goto('/');
      await press(owner, page.getByRole('button', { name: '窦思齐' }));
      await press(owner, page.getByRole('link', { name: '报名管理' }));
      await shows(page.getByRole('heading', { name: '报名管理' }));
      await cameCalmly(owner, 'registrations');
      await lookAt(owner, '01-registrations');
      await press(owner, page.getByRole('link', { name: /2021年高层次人才体检报名表/ }));
      await press(owner, page.getByRole('button', { name: `改名额 ${group}` }));
      await page.getByRole('dialog').getByRole('textbox').fill('1');
      await press(owner, page.getByRole('dialog').getByRole('button', { name: '改名额' }));
      await shows(page.getByText('名额已改为 1'));
      await shows(page.getByText(`${group} 名额改为 1`));
      await lookAt(owner, '02-places-changed');
    });
    let other = '';
    await as(second, async (person) => {
      const { page } = person;
      const { phone } = { phone: '19900003172' };
      const data = { phone, ...wish, examDate: day };
      other = (await tell<{ id: string }>(person, '/applications', { service, data, draft: true })).id;
      await page.goto(`/services/${service}`);
      await shows(page.getByRole('heading', { name: '剩余名额' }));
      await shows(page.getByRole('listitem').filter({ hasText: group }).getByText('已满'));
      await lookAt(person, '03-places-left');
      await page.goto(`/services/${service}/apply?draft=${other}`);
      await press(person, page.getByRole('button', { name: '提交申请', exact: true }));
      await shows(page.getByText(/TJ-/).first());
      await page.goto(`/applications/${other}`);
      await shows(page.getByText('候补第 1 位'));
      await lookAt(person, '04-waiting');
    });
    await as(first, async (person) => {
      const { page } = person;
      await page.goto(`/applications/${own}`);
      await shows(page.getByRole('img', { name: '签到二维码' }));
      await lookAt(person, '05-placed');
      await press(person, page.getByRole('button', { name: '放弃名额' }));
      await press(person, page.getByRole('dialog').getByRole('button', { name: '放弃名额' }));
      await shows(page.getByText('已退出'));
    });
    await as(second, async (person) => {
      const { page } = person;
      await page.goto(`/applications/${other}`);
      // A worker moves him up within a second or two.
      for (let tries = 0; tries < 20 && (await page.getByText('待确认').count()) === 0; tries++) {
        await page.waitForTimeout(300);
        await page.reload();
        await shows(page.getByRole('heading', { name: '我的报名' }));
      }
      await shows(page.getByText(/前确认，逾期名额顺延给下一位/));
      await lookAt(person, '06-to-confirm');
      await press(person, page.getByRole('button', { name: '确认参加' }));
      await shows(page.getByText('已确认，名额是您的了'));
      await shows(page.getByRole('img', { name: '签到二维码' }));
    });
    await as('窦思齐', async (owner) => {
      const { page } = owner;
      await page.goto(`/registrations/${service}`);
      await page.getByLabel('扫码或输入流水号、工号/学号').fill(other);
      await page.keyboard.press('Enter');
      await shows(page.getByText(new RegExp(`${second}（T\\d+）已签到`)));
      owner.watch.foresee(/answer: POST \/api\/v1\/registrations\/\S+ 409/);
      await page.getByLabel('扫码或输入流水号、工号/学号').fill(other);
      await page.keyboard.press('Enter');
      await shows(page.getByText(/请勿重复/));
      await lookAt(owner, '07-checked-in');
      const download = page.waitForEvent('download');
      await press(owner, page.getByRole('link', { name: '导出 Excel' }));
      assert.match((await download).suggestedFilename(), /名单 \d{4}-\d\d-\d\d\.xlsx$/);
    });
  }
});
