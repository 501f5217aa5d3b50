/** What people apply for on the demo campus. Each builder fills a form that passes; a test says what matters to it. */
import assert from 'node:assert/strict';
import type { ApplicationDetail, FileSummary, TaskAct, TaskDetail, TaskSummary } from '@yizhan/contract';
import { isWorkday } from '@yizhan/feel';
import type { Static } from 'typebox';
import type { Campus } from './campus.ts';
import type { Answer, Person } from './client.ts';

type Values = Readonly<Record<string, unknown>>;
export type File = Static<typeof FileSummary>;
export type Task = Static<typeof TaskDetail>;

/** The service's id and the form's values, as a body of `POST /applications`. */
export interface Application {
  readonly service: string;
  readonly data: Values;
  readonly draft?: boolean;
}

/** A day of official leave (公假) of a teacher without classes: section head, dean, then 销假. */
export const aLeave = (campus: Campus, data: Values = {}): Application => ({
  service: 'staff-leave-and-return',
  data: {
    leaveType: '公假',
    period: { start: workday(campus, 5), end: workday(campus, 5) },
    reason: '参加评审会',
    leaveCity: false,
    courseAffected: [{ cover: '无课' }],
    ...data,
  },
});

/** A report of the applicant's own department: its head, the office's head, then the seal desk. */
export const aSealUse = (file: File, data: Values = {}): Application => ({
  service: 'seal-use',
  data: {
    sealTypes: ['学校行政章'],
    docCategory: '公函报告',
    businessDept: 'research',
    recipient: '省科技厅',
    reason: '报送年度总结',
    docs: [{ title: '年度总结', copies: 2, pages: 3, file: [file] }],
    takeOut: false,
    ...data,
  },
});

/** A small meeting of one's own unit: its head, then the meeting desk. */
export const aMeeting = (campus: Campus, data: Values = {}): Application => ({
  service: 'meeting-room-booking',
  data: {
    meetingName: '教学研讨会',
    internal: false,
    meetingLevel: '部门会议',
    attendees: 10,
    outsiders: 0,
    place: aRoom(campus),
    ...data,
  },
});

let rooms = 0;

/** A meeting room at a time that no other meeting of the tests has. */
export function aRoom(campus: Campus, resource = 'admin-201'): Values {
  const time = rooms++;
  const day = workday(campus, 5 + Math.floor(time / 14));
  const hour = String(7 + (time % 14)).padStart(2, '0');
  return { resource, start: `${day}T${hour}:00`, end: `${day}T${hour}:30` };
}

/** The nth working day from tomorrow on, by the school's calendar. */
export function workday({ day, wiring }: Campus, nth: number): string {
  let left = nth;
  for (let ahead = 1; ; ahead++) {
    const date = day(ahead);
    if (isWorkday(wiring.hall.site.calendar, date) && --left === 0) return date;
  }
}

export const aPdf = '%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n';

export async function uploaded(
  person: Person,
  service: string,
  field: string,
  name = 'a.pdf',
  content: string | Uint8Array<ArrayBuffer> = aPdf,
): Promise<File> {
  return ok(await person.upload<File>({ service, field, name, content }), 201);
}

export interface Applied {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly revision: number;
}

export const apply = async (person: Person, application: Application): Promise<Applied> =>
  ok(await person.post<Applied>('/applications', application), 201);

export const readApplication = async (person: Person, id: string): Promise<ApplicationDetail> =>
  ok(await person.get<ApplicationDetail>(`/applications/${id}`));

export type Summary = Static<typeof TaskSummary>;

/** The person's open task of an application. */
export async function openTask(person: Person, application: string): Promise<string> {
  const { items } = ok(await person.get<{ items: Summary[] }>('/tasks?limit=100'));
  const task = items.find((item) => item.application.id === application);
  assert.ok(task, `${person.number} has a task of application ${application}`);
  return task.id;
}

export interface Acted {
  readonly id: string;
  readonly number: string | null;
  readonly status: string;
  readonly current: ApplicationDetail['current'];
}

/** The person acts on his open task of an application; it must succeed. */
export async function act(
  person: Person,
  application: string,
  what: Static<typeof TaskAct>['act'] = 'approve',
  more: Omit<Static<typeof TaskAct>, 'act'> = {},
): Promise<Acted> {
  const comment = what === 'approve' ? {} : { comment: '请核对后再报' };
  const task = await openTask(person, application);
  return ok(await person.post<Acted>(`/tasks/${task}/acts`, { act: what, ...comment, ...more }));
}

export function ok<Body>({ status, body }: Answer<Body>, expected = 200): Body {
  assert.equal(status, expected, JSON.stringify(body));
  return body;
}
