/** Services for tests that no campus has: a folder as an owner would write it, published by the hall. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Register, readServiceFolder } from '@yizhan/hall';
import type { Campus } from './campus.ts';

export interface ServiceParts {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Fields of the only section. */
  readonly fields?: readonly Readonly<Record<string, unknown>>[];
  readonly steps?: Readonly<Record<string, unknown>>;
  /** What stands between start and end, in one line: tasks as XML. */
  readonly tasks?: readonly string[];
  /** Messages that it waits for; each has its name for an id. */
  readonly messages?: readonly string[];
}

/** An approval by the applicant's unit head. */
export const headApproves = `<bpmn:userTask id="head" name="单位负责人审批"><bpmn:extensionElements>
  <yizhan:approval acts="approve reject sendBack"><yizhan:actor is="unitHead" of="applicant" /></yizhan:approval>
</bpmn:extensionElements></bpmn:userTask>`;

export const work = (id: string, attributes: string, inside = ''): string =>
  `<bpmn:serviceTask id="${id}" name="${id}"><bpmn:extensionElements><yizhan:work ${attributes}>${inside}</yizhan:work></bpmn:extensionElements></bpmn:serviceTask>`;

/** Writes a service's folder. */
async function writeService(
  directory: string,
  id: string,
  { settings = {}, fields = [aReason], steps = {}, tasks = [headApproves], messages = [] }: ServiceParts = {},
): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'service.json'), json({ ...aSetting(id), ...settings }));
  await writeFile(
    path.join(directory, 'form.json'),
    json({ formatVersion: 1, key: id, title: id, sections: [{ key: 'all', title: '内容', fields }], steps }),
  );
  await writeFile(path.join(directory, 'flow.bpmn'), flowOf(id, tasks, messages));
}

export async function publish(campus: Campus, id: string, parts?: ServiceParts): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'yizhan-service-'));
  try {
    await writeService(directory, id, parts);
    const read = await readServiceFolder(directory, '');
    assert.ok('folder' in read, JSON.stringify(read));
    await campus.wiring.hall.publish(read.folder);
  } finally {
    await rm(directory, { recursive: true });
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const aReason = { key: 'reason', type: 'text', label: '事由', maxLength: 40 };

const aSetting = (id: string) => ({
  formatVersion: 1,
  id,
  name: `试办 ${id}`,
  category: 'general-office',
  kind: 'approval',
  owner: { unit: 'school-office' },
  audience: ['staff', 'student'],
  channels: ['pc', 'mobile'],
  purpose: '试办。',
  guide: { conditions: [], materials: [] },
  serialNumber: `${id}-{seq:4}`,
  title: '"试办"',
});

function flowOf(id: string, tasks: readonly string[], messages: readonly string[]): string {
  const ids = ['apply', ...tasks.map((task) => /id="([^"]+)"/.exec(task)?.[1] ?? ''), 'end'];
  const flows = ids
    .slice(1)
    .map((to, index) => `<bpmn:sequenceFlow id="to-${to}" sourceRef="${ids[index]}" targetRef="${to}" />`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:yizhan="urn:yizhan:bpmn:1" targetNamespace="urn:yizhan:test">
${messages.map((name) => `<bpmn:message id="${name}" name="${name}" />`).join('')}
<bpmn:process id="${id}" name="${id}" isExecutable="true"><bpmn:startEvent id="apply" name="提交申请" />
${tasks.join('\n')}
<bpmn:endEvent id="end" name="办结" />
${flows.join('\n')}
</bpmn:process></bpmn:definitions>
`;
}

/** A register of the school's office, where people's rows are their own. */
export function declareRegister({ wiring }: Campus, id: string, isPersonal = true): void {
  const registers = wiring.hall.site.registers as Map<string, Register>;
  registers.set(id, {
    id,
    name: '试办台账',
    owner: 'school-office',
    ...(isPersonal && { personal: 'person' }),
    columns: [
      { key: 'plate', label: '车牌', type: 'plate' },
      { key: 'person', label: '车主', type: 'person' },
      { key: 'brand', label: '品牌', type: 'text' },
      { key: 'idNo', label: '证件号', type: 'idcard', secret: true },
      { key: 'number', label: '单据', type: 'text' },
    ],
  });
}
