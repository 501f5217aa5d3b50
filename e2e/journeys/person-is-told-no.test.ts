/** When something is not possible the hall says what happened and what to do next. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { openApplication, openForm } from '../hall/applying.ts';
import { applied } from '../hall/by-request.ts';
import { approve, confirm, openTask } from '../hall/deciding.ts';
import { type Device, devices } from '../hall/devices.ts';
import { lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { hides, leave, press, shows, signedIn, type Visitor, visit } from '../hall/visitor.ts';

const service = '教职工请(销)假审批';
const [monday = '', tuesday = ''] = plainWeek();

/** A meeting of the university: it goes straight to the desk of the University Office, where three people are. */
const meeting = {
  meetingName: '新学期工作布置会',
  internal: false,
  meetingLevel: '校级会议',
  hostLeader: ['T1001'],
  attendees: 40,
  outsiders: 0,
};
/** A time for each device: the room is only one's. */
const at = (hour: string) => ({
  place: { resource: 'mingli-108', start: `${monday}T${hour}:00`, end: `${monday}T${hour}:30` },
});
const leaveOfTwoDays = {
  leaveType: '事假',
  period: { start: monday, end: tuesday },
  reason: '家中有事',
  leaveCity: false,
};

describe('no', () => {
  const stage = stageFor('no');

  for (const device of devices) {
    test(`${device.name}: an empty form tells all that is missing and leads to each place`, () =>
      visit(stage(), '褚云帆', device, async (visitor) => {
        const { page } = visitor;
        await openForm(visitor, service);
        await press(visitor, page.getByRole('button', { name: '提交申请' }));
        const title = page.getByRole('heading', { name: /^还有 \d+ 处需要修改/ });
        await shows(title);
        assert.equal(await focusIsOn(visitor), await title.innerText(), 'the list takes the focus');
        const faults = page.getByRole('region', { name: /^还有/ }).getByRole('link');
        assert.ok((await faults.count()) >= 5, 'kind, period, reason, city, classes');
        await lookAt(visitor, '01-missing');
        await press(visitor, faults.filter({ hasText: '事由' }));
        const reason = page.getByRole('textbox', { name: '事由', exact: true });
        assert.ok(await reason.evaluate((field) => field.matches(':focus')), 'the entry leads to its field');
        assert.equal(await reason.getAttribute('aria-invalid'), 'true');
        await page.keyboard.type('家中有事');
        await shows(page.getByRole('heading', { name: /^还有 \d+ 处需要修改/ }));
        // What is mended leaves the list, once the form is judged on what was typed.
        await hides(faults.filter({ hasText: '事由' }));
      }));

    test(`${device.name}: two of a desk open the same task, and the slower one is told`, async () => {
      const { number } = await asked('贺知微', device, 'meeting-room-booking', {
        ...meeting,
        ...at(device.name === 'pc' ? '09' : '15'),
      });
      const slow = await signedIn(stage(), '施嘉木', device);
      await openTask(slow, number);
      await visit(stage(), '钟语桐', device, async (quick) => {
        await openTask(quick, number);
        await approve(quick, '确认安排');
      });
      slow.watch.foresee(/answer: (POST|GET) \/api\/v1\/tasks\/\S+ (404|409)/);
      const { page } = slow;
      await press(slow, page.getByRole('button', { name: '确认安排' }));
      await confirm(slow, '确认安排');
      await shows(page.getByText(/已由钟语桐办理/).first());
      await lookAt(slow, '02-closed');
      await press(slow, page.getByRole('link', { name: '回到待办列表' }).first());
      await shows(page.getByRole('heading', { name: '待办', level: 1 }));
      await hides(page.getByText(number));
      await leave(slow);
    });

    test(`${device.name}: a no needs its reason, and the applicant reads it`, async () => {
      const { number } = await asked('米雪晴', device, 'staff-leave-and-return', leaveOfTwoDays);
      await visit(stage(), '谌立言', device, async (dean) => {
        const { page } = dean;
        await openTask(dean, number);
        await press(dean, page.getByRole('button', { name: '不同意', exact: true }));
        const dialog = page.getByRole('dialog', { name: '不同意' });
        await press(dean, dialog.getByRole('button', { name: '确认不同意' }));
        await shows(dialog.getByText('请写明原因'));
        await lookAt(dean, '03-reason-missing');
        await press(dean, dialog.getByRole('button', { name: '理由不充分。' }));
        await press(dean, dialog.getByRole('button', { name: '确认不同意' }));
        await shows(page.getByText('已不同意').first());
      });
      await visit(stage(), '米雪晴', device, async (applicant) => {
        await openApplication(applicant, number);
        await shows(applicant.page.getByText('未通过', { exact: true }));
        await shows(applicant.page.getByText('理由不充分。'));
        await lookAt(applicant, '04-rejected');
      });
    });

    test(`${device.name}: an application is withdrawn while nobody has acted, and cancelled`, async () => {
      const { number } = await asked('蒲文静', device, 'staff-leave-and-return', leaveOfTwoDays);
      await visit(stage(), '蒲文静', device, async (applicant) => {
        const { page } = applicant;
        await openApplication(applicant, number);
        await press(applicant, page.getByRole('button', { name: '撤回', exact: true }));
        const withdrawing = page.getByRole('dialog', { name: '撤回这份申请？' });
        await press(applicant, withdrawing.getByRole('button', { name: '确认撤回' }));
        await shows(page.getByText('已撤回', { exact: true }));
        await press(applicant, page.getByRole('button', { name: '撤销申请' }));
        const cancelling = page.getByRole('dialog', { name: '撤销这份申请？' });
        await lookAt(applicant, '05-cancel');
        await press(applicant, cancelling.getByRole('button', { name: '确认撤销' }));
        await shows(page.getByText('已撤销', { exact: true }));
      });
    });

    test(`${device.name}: another's application and an address that leads nowhere are answered kindly`, async () => {
      const { id } = await asked('楼听雨', device, 'staff-leave-and-return', leaveOfTwoDays);
      await visit(stage(), '麦嘉禾', device, async (stranger) => {
        const { page, watch } = stranger;
        watch.foresee(/answer: GET \/api\/v1\/applications\/\S+ 404/);
        await page.goto(`/applications/${id}`);
        await shows(page.getByText('没有找到这个申请，或您无权查看'));
        await lookAt(stranger, '06-not-yours');
        await page.goto('/no/such/page');
        await shows(page.getByText('没有这个页面'));
        await press(stranger, page.getByRole('link', { name: '回到办事大厅' }));
        await shows(page.getByRole('heading', { name: '服务事项' }));
      });
    });
  }

  async function asked(
    name: string,
    device: Device,
    id: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<{ id: string; number: string }> {
    const applicant = await signedIn(stage(), name, device);
    const application = await applied(applicant, id, data);
    await leave(applicant);
    return application;
  }
});

/** The text of what has the focus. */
const focusIsOn = ({ page }: Visitor): Promise<string> => page.evaluate('document.activeElement.innerText');
