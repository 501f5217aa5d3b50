import { randomInt } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { digestOfFolder, readServiceFolder } from '@yizhan/hall';
import { checkOrganisation, loadOrganisation, setSharedPassword } from '@yizhan/identity';
import { SiteFault, soundSite } from '../sound-site.ts';
import type { Wiring } from '../wiring.ts';
import { importTimetable, readTimetableFile } from './import-timetable.ts';
import { showFault } from './read-services.ts';

/**
 * Loads the campus of the configured site: its organisation, its services, and one password for all its people.
 * Doing it again changes nothing. Never in production: one password for everybody is for trials.
 * @returns the password
 * @throws SiteFault
 */
export async function loadDemo(
  { config, database, hall }: Wiring,
  log: (line: string) => void,
): Promise<string> {
  if (config.isProduction)
    throw new SiteFault('NODE_ENV=production 时不能装入演示校园：所有演示账号共用一个密码');
  const read = await soundSite(config.site);
  const checked = checkOrganisation(read.organisation);
  if (checked.organisation === undefined) {
    throw new SiteFault(
      checked.faults.map((fault) => `org/organisation.json [${fault.path}]: ${fault.message}`).join('\n'),
    );
  }
  await loadOrganisation(database, checked.organisation);
  log(`组织机构：${checked.organisation.units.length} 个单位，${checked.organisation.persons.length} 人`);
  const published = await hall.publishedFolders();
  for (const directory of read.services) {
    if (published.has((await digestOfFolder(directory)) ?? '')) continue;
    const service = await readServiceFolder(directory, read.site.institution);
    if ('faults' in service)
      throw new SiteFault(service.faults.map((fault) => showFault(directory, fault)).join('\n'));
    const { version } = await hall.publish(service.folder);
    log(`服务：${service.folder.settings.name}（第 ${version} 版）`);
  }
  for (const file of await timetablesOf(config.site)) {
    const told = { log, error: log };
    if ((await importTimetable(hall, file, await readTimetableFile(file), told)) !== 0)
      throw new SiteFault(`课表 ${file} 装入失败`);
  }
  await hall.keepCards(read.cards);
  const password = config.demoPassword ?? (await keptPassword(config.data));
  await setSharedPassword(
    database,
    checked.organisation.persons.map((person) => person.id),
    password,
  );
  return password;
}

async function timetablesOf(site: string): Promise<readonly string[]> {
  const directory = path.join(site, 'timetables');
  const names = (await readdir(directory).catch(() => [])).filter((name) => /\.(json|csv)$/.test(name));
  return names.sort().map((name) => path.join(directory, name));
}

/** A random password, kept beside the data so that the next start prints the same one. */
async function keptPassword(data: string): Promise<string> {
  const file = path.join(data, 'demo-password');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept;
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const password = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
  await mkdir(data, { recursive: true });
  await writeFile(file, password, { mode: 0o600 });
  return password;
}
