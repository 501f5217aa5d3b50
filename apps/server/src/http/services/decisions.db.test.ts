/** A service whose route is decided by a decision table (DMN) beside its flow. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { checkScenarios, readServiceFolder, type ServiceFolder } from '@yizhan/hall';
import { type Applied, act, ok, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';

const fixture = path.join(import.meta.dirname, '../../testing/travel-grant');
let campus: Campus;
let copy: string;
before(async () => {
  campus = await openCampus();
  copy = await mkdtemp(path.join(tmpdir(), 'travel-grant-'));
  await cp(fixture, copy, { recursive: true });
});
after(async () => {
  await campus.close();
  await rm(copy, { recursive: true });
});

async function read(): Promise<ServiceFolder> {
  const answer = await readServiceFolder(copy, '云溪大学');
  if ('faults' in answer) assert.fail(JSON.stringify(answer.faults));
  return answer.folder;
}

async function changeTable(change: (xml: string) => string): Promise<void> {
  const file = path.join(copy, 'grant.dmn');
  await writeFile(file, change(await readFile(file, 'utf8')));
}

test('it decides the route on the running server, also on one that has just been started', async () => {
  await campus.wiring.hall.publish(await read());
  const [chu, chen] = await campus.signInAll(['T1106', 'T1100']);
  const apply = async (place: string) =>
    ok(await chu.post<Applied>('/applications', { service: 'travel-grant', data: { place, days: 3 } }), 201)
      .id;
  const near = await apply('省内');
  assert.equal((await act(chen, near)).status, 'approved');
  const far = await apply('境外');
  assert.deepEqual(
    (await act(chen, far, 'approve', { data: { note: '同意' } })).current.map(({ node }) => node.name),
    ['人事处审批'],
  );
  const { data } = await campus.wiring.flow.instance(far).then(({ state }) => state);
  assert.deepEqual(data.granted, { sum: 3600, by: 'office' });
  assert.equal((await act(chen, far)).status, 'approved');
  assert.equal((await readApplication(chu, far)).data.place, '境外');
});

test('it is part of the version: another table is another version, and what runs stays on its own', async () => {
  const { hall, flow } = campus.wiring;
  assert.equal((await hall.publish(await read())).isNew, false);
  const [chu] = await campus.signInAll(['T1106']);
  const body = { service: 'travel-grant', data: { place: '省内', days: 2 } };
  const before = ok(await chu.post<Applied>('/applications', body), 201);
  await changeTable((xml) => xml.replace('days * 400', 'days * 500'));
  assert.equal((await hall.publish(await read())).isNew, true);
  const after = ok(await chu.post<Applied>('/applications', body), 201);
  const sumOf = async (id: string) => (await flow.instance(id)).state.data.granted;
  assert.deepEqual(await sumOf(before.id), { sum: 800, by: 'head' });
  assert.deepEqual(await sumOf(after.id), { sum: 1000, by: 'head' });
});

test('a table that is broken, or reads what nobody gives, is not published', async () => {
  const faultsOf = async (change: (xml: string) => string) => {
    const file = path.join(copy, 'grant.dmn');
    const xml = await readFile(file, 'utf8');
    await writeFile(file, change(xml));
    const answer = await readServiceFolder(copy, '云溪大学');
    await writeFile(file, xml);
    return 'faults' in answer
      ? answer.faults.map(({ file, message }) => `${file}: ${message}`).join('\n')
      : '';
  };
  assert.match(await faultsOf((xml) => xml.replace('days * 1200', 'days *')), /^grant\.dmn: /);
  assert.match(await faultsOf((xml) => xml.replace('<text>days</text>', '<text>dais</text>')), /“dais”/);
  assert.match(await faultsOf((xml) => xml.replace('id="grant" ', 'id="rates" ')), /没有找到决策“grant”/);
});

test('its scenarios run with the table', async () => {
  const calendar = { holidays: [], workdays: [], hours: [['08:30', '17:30'] as const] };
  assert.deepEqual(checkScenarios(await read(), calendar as never), []);
});
