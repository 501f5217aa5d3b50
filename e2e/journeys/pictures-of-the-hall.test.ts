/**
 * The pictures that the README shows: the home page of somebody with things to do. They are taken anew with
 * YIZHAN_PICTURES=docs/images; else nothing in the checkout changes.
 */
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { plainWeek } from '../campus/plain-week.ts';
import { applied } from '../hall/by-request.ts';
import { type Device, devices, pc } from '../hall/devices.ts';
import { cameCalmly, lookAt } from '../hall/look.ts';
import { stageFor } from '../hall/stage.ts';
import { shows, signedIn, type Visitor, visit } from '../hall/visitor.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = process.env.YIZHAN_PICTURES;
const [monday = '', tuesday = '', wednesday = '', thursday = ''] = plainWeek();

const meeting = (meetingName: string, day: string, attendees: number) => ({
  meetingName,
  internal: false,
  meetingLevel: '部门会议',
  attendees,
  outsiders: 0,
  place: { resource: 'mingli-108', start: `${day}T14:00`, end: `${day}T16:00` },
});
const leaveFrom = (start: string, end: string) => ({
  leaveType: '事假',
  period: { start, end },
  reason: '家中有事',
  leaveCity: false,
});

describe('pictures', () => {
  const stage = stageFor('pictures');

  test('the home page of a dean on a PC and on a phone', async () => {
    await by('谌立言', (dean) =>
      applied(dean, 'meeting-room-booking', meeting('青年教师座谈会', monday, 30)),
    );
    await by('谌立言', (dean) =>
      applied(dean, 'meeting-room-booking', meeting('学院学术委员会会议', thursday, 18)),
    );
    await by('米雪晴', (secretary) =>
      applied(secretary, 'staff-leave-and-return', leaveFrom(wednesday, wednesday)),
    );
    await by('蒲文静', (colleague) =>
      applied(colleague, 'staff-leave-and-return', leaveFrom(tuesday, wednesday)),
    );
    await by('米雪晴', (secretary) =>
      applied(secretary, 'meeting-room-booking', meeting('本科培养方案研讨', tuesday, 24)),
    );
    for (const device of devices) {
      await visit(stage(), '谌立言', device, async (dean) => {
        await dean.page.goto('/');
        await shows(dean.page.getByRole('link', { name: '会议室使用申请' }).first());
        await cameCalmly(dean, 'home');
        if (folder !== undefined)
          await dean.page.screenshot({ path: path.resolve(root, folder, `hall-${device.name}.png`) });
        await lookAt(dean, 'home');
      });
    }
  });

  async function by<Result>(name: string, deed: (visitor: Visitor) => Promise<Result>): Promise<Result> {
    const device: Device = pc;
    const visitor = await signedIn(stage(), name, device);
    try {
      return await deed(visitor);
    } finally {
      await visitor.context.close();
    }
  }
});
