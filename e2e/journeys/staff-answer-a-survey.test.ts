/** 调查: a questionnaire answered without a name, and the owner watching what may be told of the answers. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tell } from '../hall/by-request.ts';
import { type Device, devices } from '../hall/devices.ts';
import { mark, tick } from '../hall/fill-in.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { call, type Deed, press, shows, visit } from '../hall/visitor.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const service = 'eservice-usage-survey';
const folder = fileURLToPath(new URL(`../../site/demo/services/general-office/${service}`, import.meta.url));
const day = (ahead: number) =>
  new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);

/** Nine of the school's staff, who answer before anybody is watched. */
const others = ['陆承砚', '孟书岚', '程屹川', '郁清和', '邬敬之', '贺知微', '龚慧敏', '裴文朗', '单亦舟'];
const suggestions = ['审批再快一点', '希望手机上能打印', '审批进度看得清楚，很好', ''];

describe('a survey', () => {
  const stage = stageFor('survey');

  before(async () => {
    const open = path.join(await temporaryFolder(), service);
    await cp(folder, open, { recursive: true });
    const file = path.join(open, 'service.json');
    const settings = JSON.parse(await readFile(file, 'utf8'));
    settings.window = { ranges: [{ from: day(-3), to: day(9) }] };
    await writeFile(file, JSON.stringify(settings));
    await stage().campus.publish(open);
    for (const [index, name] of others.entries())
      await call(stage(), name, (caller) =>
        tell(caller, `/surveys/${service}/answers`, { answers: answersOf(index) }),
      );
  });

  for (const device of devices)
    test(`${device.name}: is answered without a name and counted with others`, () =>
      answered(device, device.touch ? '应泽楷' : '褚云帆'));

  async function answered(device: Device, name: string): Promise<void> {
    const as = (who: string, deed: Deed) => visit(stage(), who, device, deed);
    await as(name, async (teacher) => {
      const { page } = teacher;
      await page.goto('/');
      await cameCalmly(teacher, 'home');
      const asked = page.getByRole('region', { name: '待填写' });
      await press(teacher, asked.getByRole('link', { name: /e服务/ }));
      await shows(page.getByText('匿名问卷'));
      await lookAt(teacher, '01-questions');
      await press(teacher, page.getByRole('button', { name: '交卷' }));
      await shows(page.getByRole('heading', { name: '处需要修改' }));
      await mark(teacher, '岗位类别', '专任教师');
      await mark(teacher, '年龄段', '36-45');
      await mark(teacher, '使用频度', '从未');
      await tick(teacher, '未使用的原因', '不知道', '习惯纸质');
      await mark(teacher, '是否使用过个人数据中心', '不知道');
      await lookAt(teacher, '02-filled');
      await press(teacher, page.getByRole('button', { name: '交卷' }));
      const dialog = page.getByRole('dialog', { name: '确认交卷？' });
      await press(teacher, dialog.getByRole('button', { name: '交卷' }));
      await shows(page.getByRole('heading', { name: '谢谢，您的答卷已收到' }));
      await lookAt(teacher, '03-answered');
    });
    await as('江晚舟', async (owner) => {
      const { page } = owner;
      await page.goto('/surveys');
      await shows(page.getByText('进行中'));
      await cameCalmly(owner, 'surveys');
      await lookAt(owner, '04-surveys');
      await press(owner, page.getByRole('button', { name: '催填' }));
      await shows(page.getByText(device.touch ? '今天都提醒过了' : '位还没有答的人'));
      await press(owner, page.getByRole('link', { name: '查看结果' }));
      await shows(page.getByRole('heading', { name: '使用频度' }));
      await cameCalmly(owner, 'results');
      await shows(page.getByText('分组结果在截止后显示'));
      await lookAt(owner, '05-results');
    });
  }
});

function answersOf(index: number): object {
  const stars = 3 + (index % 3);
  const scores = ['Find', 'Form', 'Speed', 'Progress', 'Mobile', 'Support'].map((each, place) => [
    `score${each}`,
    Math.max(1, stars - (place % 3)),
  ]);
  return {
    staffType: index % 2 === 0 ? '管理' : '教辅与实验',
    ageGroup: index % 3 === 0 ? '46-55' : '36-45',
    frequency: index % 2 === 0 ? '每天' : '每周',
    terminal: index % 2 === 0 ? ['电脑'] : ['电脑', '企业微信'],
    usedServices: ['人事服务', '综合办公'],
    ...Object.fromEntries(scores),
    pdcAware: index % 2 === 0 ? '用过' : '知道未用',
    suggestion: suggestions[index % suggestions.length],
  };
}
