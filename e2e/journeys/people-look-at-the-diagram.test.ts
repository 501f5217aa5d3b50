/** 流程图: 褚云帆 and his dean look at where a leave stands; a guest of the guide sees the way before applying. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CDPSession, Locator } from 'playwright-core';
import { plainWeek } from '../campus/plain-week.ts';
import { acted, applied, submittedAgain } from '../hall/by-request.ts';
import { type Device, devices, pc, phone } from '../hall/devices.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { type Deed, press, shows, type Visitor, visit } from '../hall/visitor.ts';

const [monday = ''] = plainWeek();

describe('流程图', () => {
  const stage = stageFor('diagram');
  const as = (name: string, device: Device, deed: Deed) => visit(stage(), name, device, deed);
  let application = '';

  test('a leave is sent back by the dean and comes again', async () => {
    await as('褚云帆', pc, async (teacher) => {
      const leave = await applied(teacher, 'staff-leave-and-return', {
        leaveType: '公假',
        period: { start: monday, end: monday },
        reason: '参加评审会',
        leaveCity: false,
        courseAffected: [{ cover: '无课' }],
      });
      application = leave.id;
    });
    const approves = (name: string) =>
      as(name, pc, (person) => acted(person, application, { act: 'approve', comment: '同意' }));
    await approves('应泽楷');
    await as('谌立言', pc, (dean) =>
      acted(dean, application, { act: 'sendBack', comment: '请写明会议名称' }),
    );
    await as('褚云帆', phone, async (teacher) => {
      await openDiagram(teacher, application);
      await lookAt(teacher, '01-sent-back');
      await submittedAgain(teacher, application);
    });
    await approves('应泽楷');
  });

  for (const device of devices) {
    test(`${device.name}: the applicant sees what is done, who holds it, and what is to come`, () =>
      as('褚云帆', device, async (teacher) => {
        const picture = await openDiagram(teacher, application);
        await shows(picture.getByText('谌立言'));
        await shows(teacher.page.getByRole('list', { name: '图例' }).getByText('预计'));
        await picture.scrollIntoViewIfNeeded();
        await lookAt(teacher, '02-application');
        await press(teacher, teacher.page.getByRole('button', { name: '看当前环节' }));
        await lookAt(teacher, '03-current');
        await press(teacher, teacher.page.getByRole('button', { name: '文字版：各环节和办理人' }));
        const steps = teacher.page.getByRole('list', { name: '各环节' });
        await shows(steps.getByRole('listitem').filter({ hasText: '单位负责人审批' }).getByText('谌立言'));
        await shows(
          steps.getByRole('listitem').filter({ hasText: '工作代理人确认' }).getByText('本次不经过'),
        );
        await steps.scrollIntoViewIfNeeded();
        await lookAt(teacher, '04-in-words');
      }));

    test(`${device.name}: the dean opens it on his task, and anybody on the guide`, () =>
      as('谌立言', device, async (dean) => {
        await dean.page.goto('/tasks');
        await press(
          dean,
          dean.page
            .getByRole('main')
            .getByRole('link', { name: /公假|请/ })
            .first(),
        );
        await press(dean, dean.page.getByRole('button', { name: /^流程图/ }));
        await drawn(dean);
        await lookAt(dean, '05-task');
        await dean.page.goto('/services/seal-use');
        if (device.touch) await press(dean, dean.page.getByRole('button', { name: '流程图' }));
        await (await drawn(dean)).scrollIntoViewIfNeeded();
        await lookAt(dean, '06-guide');
      }));
  }

  test('two fingers stretch it, one moves it, and the page scrolls under a finger while all of it is in sight', () =>
    as('褚云帆', phone, async (teacher) => {
      const picture = await openDiagram(teacher, application);
      await picture.scrollIntoViewIfNeeded();
      const fingers = await teacher.context.newCDPSession(teacher.page);
      const box = await picture.boundingBox();
      assert.ok(box);
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const whole = await scaleOf(picture);
      const before = await scrolled(teacher);
      await drag(fingers, [[x, y]], [[x, y - 120]]);
      assert.ok((await scrolled(teacher)) > before + 50, 'the page did not scroll');

      await picture.scrollIntoViewIfNeeded();
      const again = await picture.boundingBox();
      assert.ok(again);
      const middle = again.y + again.height / 2;
      await drag(
        fingers,
        [
          [x - 20, middle],
          [x + 20, middle],
        ],
        [
          [x - 120, middle],
          [x + 120, middle],
        ],
      );
      const stretched = await scaleOf(picture);
      assert.ok(stretched > whole * 3, `${whole} became ${stretched}`);
      await lookAt(teacher, '07-pinched');

      await picture.scrollIntoViewIfNeeded();
      const zoomed = await picture.boundingBox();
      assert.ok(zoomed);
      const centre = zoomed.y + zoomed.height / 2;
      const at = await offsetOf(picture);
      const held = await scrolled(teacher);
      await drag(fingers, [[x, centre]], [[x - 40, centre - 60]]);
      const moved = await offsetOf(picture);
      assert.ok(
        Math.abs(moved[0] - at[0] + 40) < 12 && Math.abs(moved[1] - at[1] + 60) < 12,
        `${at} ${moved}`,
      );
      assert.equal(await scrolled(teacher), held, 'the page scrolled under the drawing');
      // A tap at once after a drag the browser takes for a part of it.
      await teacher.page.waitForTimeout(600);
      await press(teacher, teacher.page.getByRole('button', { name: '全图' }));
      await teacher.page.waitForTimeout(300);
      const all = await scaleOf(picture);
      assert.ok(Math.abs(all - whole) < 0.01, `${whole} was ${stretched} and is ${all}`);
    }));

  test('keys zoom and move it, Ctrl and the wheel zoom it, and the wheel alone scrolls the page', () =>
    as('褚云帆', pc, async (teacher) => {
      const picture = await openDiagram(teacher, application);
      const whole = await scaleOf(picture);
      await picture.focus();
      await teacher.page.keyboard.press('+');
      await teacher.page.keyboard.press('+');
      assert.ok((await scaleOf(picture)) > whole * 1.4);
      const [left] = await offsetOf(picture);
      await teacher.page.keyboard.press('ArrowRight');
      assert.ok((await offsetOf(picture))[0] < left);
      await teacher.page.keyboard.press('0');
      assert.ok(Math.abs((await scaleOf(picture)) - whole) < 0.01);
      await picture.hover();
      await teacher.page.mouse.wheel(0, 200);
      await teacher.page.waitForTimeout(300);
      assert.ok((await scrolled(teacher)) > 100);
      assert.ok(Math.abs((await scaleOf(picture)) - whole) < 0.01);
      await picture.hover();
      await teacher.page.keyboard.down('Control');
      await teacher.page.mouse.wheel(0, -200);
      await teacher.page.keyboard.up('Control');
      await teacher.page.waitForTimeout(200);
      assert.ok((await scaleOf(picture)) > whole * 1.3);
    }));
});

async function openDiagram(visitor: Visitor, application: string): Promise<Locator> {
  await visitor.page.goto(`/applications/${application}`);
  const fold = visitor.page.getByRole('button', { name: /^流程图/ });
  await shows(fold);
  if ((await fold.getAttribute('aria-expanded')) === 'false') await press(visitor, fold);
  return drawn(visitor);
}

async function drawn({ page }: Visitor): Promise<Locator> {
  const picture = page.getByRole('group', { name: /^流程图/ });
  await shows(picture);
  await page.locator('[data-picture="open"]').waitFor();
  return picture;
}

/** Of the drawing's own matrix: a, e and f. */
const matrixOf = (picture: Locator) =>
  picture
    .page()
    .evaluate<{ a: number; e: number; f: number }>(
      "(({ a, e, f }) => ({ a, e, f }))(document.querySelector('[data-picture] .viewport').getCTM())",
    );
const scaleOf = async (picture: Locator): Promise<number> => (await matrixOf(picture)).a;
const offsetOf = async (picture: Locator): Promise<readonly [number, number]> => {
  const { e, f } = await matrixOf(picture);
  return [e, f];
};
const scrolled = ({ page }: Visitor): Promise<number> => page.evaluate('scrollY');

type Points = readonly (readonly [x: number, y: number])[];

/** Real touches, as the browser gets them from a screen. */
async function drag(session: CDPSession, from: Points, to: Points): Promise<void> {
  const at = (part: number) =>
    from.map(([x, y], id) => {
      const [endX = x, endY = y] = to[id] ?? [];
      return { x: x + (endX - x) * part, y: y + (endY - y) * part, id };
    });
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let part = 1; part <= 10; part++)
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(part / 10) });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
