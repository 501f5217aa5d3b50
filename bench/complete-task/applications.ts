import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compileProcess } from '@yizhan/engine';
import { type Hall, readServiceFolder, readSite, type Site, type Viewer } from '@yizhan/hall';
import { checkOrganisation, type Organisation } from '@yizhan/identity';

const campus = path.join(import.meta.dirname, '../../site/demo');
const leave = path.join(campus, 'services/human-resources/staff-leave-and-return');
const circle = path.join(import.meta.dirname, 'leave-in-a-circle.bpmn');

/** The demo campus, as far as applications need it. */
export async function readCampus(): Promise<{ readonly site: Site; readonly organisation: Organisation }> {
  const read = await readSite(campus);
  if ('faults' in read) throw new Error(`the demo campus: ${JSON.stringify(read.faults)}`);
  const { organisation, faults } = checkOrganisation(read.organisation);
  if (organisation === undefined) throw new Error(`the demo campus: ${JSON.stringify(faults)}`);
  return { site: read.site, organisation };
}

/** Publishes the demo campus's leave form with the circle for a flow, and submits so many applications of it. */
export async function submitApplications(
  hall: Hall,
  { persons }: Organisation,
  count: number,
): Promise<ReadonlyMap<string, Viewer>> {
  await hall.publish(await leaveInACircle());
  const viewers = new Map<string, Viewer>(
    persons.map(({ id, number, name, kind, unitId }) => [id, { id, number, name, kind, unitId }]),
  );
  const waiting = Array.from({ length: count }, (_, index) => applicants[index % applicants.length] ?? '');
  const submit = async () => {
    for (let person = waiting.pop(); person !== undefined; person = waiting.pop()) {
      const viewer = viewers.get(person);
      if (viewer === undefined) throw new Error(`nobody of the demo campus is ${person}`);
      const application = { service: 'staff-leave-and-return', data: form, draft: false };
      await hall.createApplication(viewer, application, { key: randomUUID(), digest: 'submitted' });
    }
  };
  await Promise.all(Array.from({ length: 4 }, submit));
  return viewers;
}

async function leaveInACircle() {
  const read = await readServiceFolder(leave, '');
  if ('faults' in read) throw new Error(`the leave service: ${JSON.stringify(read.faults)}`);
  const flow = await readFile(circle, 'utf8');
  const compiled = await compileProcess(flow);
  if ('faults' in compiled) throw new Error(`the circle: ${JSON.stringify(compiled.faults)}`);
  return { ...read.folder, flow, program: compiled.program, scenarios: [], digest: 'leave in a circle' };
}

/** Staff of three departments, each with a head of its own. */
const applicants = ['T1041', 'T1046', 'T1051'];

/** Three working days of leave, for which the circle has both of its approvals. */
const form = {
  leaveType: '公假',
  period: { start: '2026-12-01', end: '2026-12-03' },
  reason:
    '赴外校参加学科评估与教学质量保障专题研修，研修期间每日有课程与研讨，期满提交书面总结。' +
    '部门日常工作由工作代理人处理，紧急事项可随时电话联系，不影响年度考核与报表报送。',
  leaveCity: true,
  destination: '南屏市',
};
