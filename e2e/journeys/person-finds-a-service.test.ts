/** The home page: signing in, searching, favourites, the other language, and who may see what. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { devices, pc } from '../hall/devices.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { arrive, hides, leave, press, shows, type Visitor, visit } from '../hall/visitor.ts';

/** Among the first of its category, which are all that is open at first. */
const [onHome, onHomeInEnglish] = ['学术不端举报受理', 'Reports of academic misconduct'];
const budget = 150 * 1024;

describe('home', () => {
  const stage = stageFor('home');

  for (const device of devices) {
    test(`${device.name}: a person signs in with number and password, after a slip of the finger`, async () => {
      const visitor = await arrive(stage(), '米雪晴', device);
      const { page, watch } = visitor;
      watch.foresee(/answer: (GET .*|POST \/api\/v1\/session) 401/);
      await page.goto('/applications');
      const button = page.getByRole('button', { name: '登录', exact: true });
      await shows(button);
      await press(visitor, button);
      await shows(page.getByText('请填写工号或学号'));
      await cameCalmly(visitor, 'sign-in');
      await lookAt(visitor, '01-sign-in');
      await page.getByRole('textbox', { name: '工号 / 学号' }).fill(visitor.number);
      const password = page.getByRole('textbox', { name: '密码', exact: true });
      await password.fill('not-this');
      await press(visitor, button);
      await shows(page.getByText('工号/学号或密码不正确'));
      await lookAt(visitor, '02-wrong-password');
      await password.fill(stage().campus.password);
      await password.press('Enter');
      await shows(page.getByRole('heading', { name: '我的申请' }));
      await press(visitor, page.getByRole('button', { name: /账户菜单/ }));
      await press(visitor, page.getByRole('button', { name: '退出登录' }));
      await shows(button);
      await page.goBack();
      await shows(button);
      assert.equal(await page.getByText(visitor.number).count(), 0, 'nothing of the person is left');
      await leave(visitor);
    });

    test(`${device.name}: a service is found by name, pinyin, initials and another word for it`, () =>
      visit(stage(), '褚云帆', device, async (visitor) => {
        const { page } = visitor;
        await page.goto('/');
        await shows(page.getByRole('link', { name: onHome }));
        await cameCalmly(visitor, 'home');
        await lookAt(visitor, '03-home');
        const search = page.getByRole('combobox', { name: '搜索服务事项' });
        for (const words of ['请(销)假', 'qingxiaojia', 'qxj', '年假', 'QINGJIA', 'leave']) {
          await search.fill(words);
          await shows(page.getByRole('option', { name: /教职工请\(销\)假审批/ }));
        }
        // One slip is forgiven.
        for (const words of ['huiyishu', '会意室使用']) {
          await search.fill(words);
          await shows(page.getByRole('option', { name: /会议室使用申请/ }));
        }
        await search.fill('gaizhang');
        await shows(page.getByRole('option', { name: /砚湖大学用章申请表/ }));
        await lookAt(visitor, '04-search');
        await search.fill('火星旅行');
        await shows(page.getByText('没有找到“火星旅行”'));
        await press(visitor, page.getByRole('button', { name: '清除搜索' }));
        await search.fill('hys');
        await press(visitor, page.getByRole('option', { name: /会议室使用申请/ }));
        await shows(page.getByRole('heading', { name: '会议室使用申请', level: 1 }));
        await shows(page.getByRole('link', { name: /致电/ }).first());
        await lookAt(visitor, '05-guide');
      }));

    test(`${device.name}: a favourite stands among what is at hand and stays there`, () =>
      visit(stage(), device === pc ? '苗可欣' : '游思远', device, async (visitor) => {
        const { page } = visitor;
        await page.goto('/');
        await press(visitor, page.getByRole('button', { name: /^人事服务/ }));
        await press(visitor, page.getByRole('button', { name: '收藏“教职工请(销)假审批”' }));
        await shows(page.getByRole('region', { name: '常用事项' }).getByText('教职工请(销)假审批'));
        await page.reload();
        const favourites = page.getByRole('region', { name: '常用事项' });
        await shows(favourites.getByText('教职工请(销)假审批'));
        await press(visitor, page.getByRole('button', { name: '人事服务' }));
        await press(visitor, page.getByRole('button', { name: '取消收藏“教职工请(销)假审批”' }));
        await shows(page.getByRole('button', { name: '收藏“教职工请(销)假审批”' }));
      }));

    test(`${device.name}: the hall speaks English and remembers it`, () =>
      visit(stage(), '褚云帆', device, async (visitor) => {
        const { page } = visitor;
        await page.goto('/');
        await press(visitor, page.getByRole('button', { name: /English|EN/ }));
        await shows(page.getByRole('link', { name: onHomeInEnglish }));
        await lookAt(visitor, '06-english');
        await page.reload();
        await shows(page.getByRole('link', { name: onHomeInEnglish }));
        await press(visitor, page.getByRole('link', { name: onHomeInEnglish }));
        await shows(page.getByRole('heading', { name: onHomeInEnglish, level: 1 }));
        await lookAt(visitor, '07-english-guide');
        await page.goto('/services/meeting-room-booking/apply');
        await shows(page.getByRole('textbox', { name: 'People', exact: true }));
        await lookAt(visitor, '08-english-form');
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      }));

    test(`${device.name}: a student sees that services for staff are not for him`, () =>
      visit(stage(), '林见溪', device, async (visitor) => {
        const { page, watch } = visitor;
        await page.goto('/');
        await shows(page.getByRole('heading', { name: '服务事项' }));
        await watch.quiet();
        await lookAt(visitor, '09-student');
        const more = page.getByRole('button', { name: /^全部 \d+ 项$/ });
        while ((await more.count()) > 0) await more.first().click();
        assert.ok((await page.getByRole('main').getByRole('link').count()) > 10, 'all are open');
        assert.equal(await page.getByRole('link', { name: '教职工请(销)假审批' }).count(), 0);
        watch.foresee(/answer: GET \/api\/v1\/services\/staff-leave-and-return 403/);
        await page.goto('/services/staff-leave-and-return');
        await shows(page.getByText(/仅面向.*教职工/));
        await lookAt(visitor, '10-not-for-students');
      }));
  }

  test('the first visit of the home page costs at most 150 KB of compressed script', () =>
    visit(stage(), '褚云帆', pc, async (visitor) => {
      const weights = weighScripts(visitor);
      await visitor.page.goto('/');
      await shows(visitor.page.getByRole('link', { name: onHome }));
      await visitor.watch.quiet();
      const scripts = await Promise.all(weights);
      const sum = scripts.reduce((total, { bytes }) => total + bytes, 0);
      assert.ok(sum > 0 && sum <= budget, `${(sum / 1024).toFixed(1)} KB: ${JSON.stringify(scripts)}`);
    }));

  test('whoever wants less motion gets the lists that unfold all the same', () =>
    visit(stage(), '褚云帆', pc, async (visitor) => {
      const { page } = visitor;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto('/services/staff-leave-and-return/apply');
      await page.locator('.ant-select', { has: page.getByRole('combobox', { name: '假别' }) }).click();
      await page.locator('.ant-select-item-option').getByText('事假').click();
      await hides(page.locator('.ant-select-dropdown:visible'));
    }));
});

/** What comes over the wire for each script: its compressed body. */
function weighScripts({ page }: Visitor): Promise<{ url: string; bytes: number }>[] {
  const weights: Promise<{ url: string; bytes: number }>[] = [];
  page.on('response', (response) => {
    const request = response.request();
    if (!/\.m?js(?:\?|$)/.test(response.url())) return;
    weights.push(
      response
        .finished()
        .then(() => request.sizes())
        .then(({ responseBodySize }) => ({
          url: new URL(response.url()).pathname,
          bytes: responseBodySize,
        })),
    );
  });
  return weights;
}
