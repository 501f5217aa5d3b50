/** 预约: a free room is found by a query and booked; another is told that it is taken and what is free, and gets it when it is given up. */
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { applied, tell } from '../hall/by-request.ts';
import { type Device, devices } from '../hall/devices.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, hides, press, shows, visit } from '../hall/visitor.ts';

const [, tuesday = ''] = plainWeek();
const service = 'staff-classroom-borrow-3-4';

describe('预约', () => {
  const stage = stageFor('booking');

  for (const device of devices)
    test(`${device.name}: found free, booked, refused to another, free again`, () => booked(device));

  async function booked(device: Device): Promise<void> {
    const as = (name: string, deed: Deed) => visit(stage(), name, device, deed);
    // A room for each device, where nothing is taught.
    const [resource, room] = device.name === 'pc' ? ['3-101', '三教 101'] : ['3-102', '三教 102'];
    const use = {
      place: { resource, start: `${tuesday}T10:00`, end: `${tuesday}T11:40`, sections: [3, 4] },
      headcount: 20,
      purpose: '学术讨论',
      title: '读书会',
      charge: false,
      outsiders: false,
      siteManager: 'T1106',
    };
    let first = '';
    await as('褚云帆', async (finder) => {
      const { page } = finder;
      await page.goto('/');
      await page.getByRole('combobox', { name: '搜索服务事项' }).fill('空教室');
      await press(finder, page.getByRole('article').getByRole('link', { name: '空闲教室查询' }));
      await shows(page.getByRole('heading', { name: '空闲教室查询' }));
      await page.getByLabel('查询方式').selectOption('按周次星期');
      await page.getByLabel('星期', { exact: true }).selectOption('星期二');
      await shows(page.getByRole('region', { name: room }));
      await lookAt(finder, '00-weeks');
      await page.getByLabel('查询方式').selectOption('按日期');
      await page.getByLabel('日期').first().fill(tuesday);
      await page.getByLabel('楼', { exact: true }).selectOption('三教');
      await page.getByLabel('从', { exact: true }).selectOption('3');
      await page.getByLabel('到', { exact: true }).selectOption('4');
      await cameCalmly(finder, 'resources');
      const place = page.getByRole('region', { name: room });
      await shows(place);
      await press(finder, place.getByRole('button', { name: '看日程' }));
      await shows(place.getByRole('button', { name: new RegExp(`${tuesday} 第 3 节`) }));
      await lookAt(finder, '01-free');
      await press(finder, place.getByRole('link', { name: /^预约/ }));
      await shows(page.getByText(new RegExp(`${room} · ${tuesday}.*第 3–4 节`)));
      await press(finder, page.getByRole('button', { name: '修改：教室与时间' }));
      const dialog = page.getByRole('dialog');
      await press(finder, dialog.getByRole('button', { name: '日', exact: true }));
      await press(finder, dialog.getByRole('button', { name: new RegExp(`${tuesday} 第 9 节`) }));
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      await shows(dialog.getByText(/第 9–10 节/));
      await lookAt(finder, '02-picker');
      await press(finder, dialog.getByRole('button', { name: '选好了' }));
      await shows(page.getByText(new RegExp(`${room} · ${tuesday}.*第 9–10 节`)));
      first = (await applied(finder, service, use)).id;
    });
    await as('单亦舟', async (other) => {
      const { page } = other;
      await page.goto('/services/office-phone-query/query');
      await page.getByLabel('单位', { exact: true }).selectOption('保卫处');
      await page.getByRole('searchbox', { name: '搜索' }).fill('车证');
      await shows(page.getByText('车辆通行证').first());
      await hides(page.getByText('户籍室'));
      await lookAt(other, '04-phones');
      const data = { phone: '19900001108', ...use };
      const { id } = await tell<{ id: string }>(other, '/applications', { service, data, draft: true });
      await page.goto(`/services/${service}/apply?draft=${id}`);
      other.watch.foresee(/answer: POST \/api\/v1\/applications\/\S+ 409/);
      await press(other, page.getByRole('button', { name: '提交申请', exact: true }));
      await shows(page.getByText(/已被占用：三教.*附近空闲/));
      await lookAt(other, '03-taken');
      await as('褚云帆', async (finder) => {
        await tell(finder, `/applications/${first}/acts`, { act: 'cancel', comment: '不用了' });
      });
      await press(other, page.getByRole('button', { name: '提交申请', exact: true }));
      await hides(page.getByText(/已被占用/));
      await shows(page.getByText(/JSJ-/).first());
    });
  }
});
