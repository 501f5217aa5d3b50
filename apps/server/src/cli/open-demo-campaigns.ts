import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CampaignWish, Refused } from '@yizhan/contract';
import { schoolDay } from '@yizhan/flow';
import type { Administrator } from '@yizhan/hall';
import { profileOf } from '@yizhan/identity';
import Type from 'typebox';
import Value from 'typebox/value';
import { SiteFault } from '../sound-site.ts';
import type { Wiring } from '../wiring.ts';

/** `campaigns/<name>.json` of a demo campus: what is under way there from the day of its first start on. */
const DemoCampaign = Type.Object(
  {
    service: Type.String(),
    /** `{{next-year}}` is that. */
    title: Type.String(),
    days: Type.Integer({ minimum: 1 }),
    roster: CampaignWish.properties.roster,
    remindDays: CampaignWish.properties.remindDays,
  },
  { additionalProperties: false },
);

/**
 * Opens the campaigns of the demo campus, by its administrator and once: a later start finds them, however far they are.
 * @throws SiteFault
 */
export async function openDemoCampaigns(wiring: Wiring): Promise<void> {
  const directory = path.join(wiring.config.site, 'campaigns');
  const files = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) return;
  const administrator = await administratorOf(wiring);
  for (const file of files) {
    const content: unknown = JSON.parse(await readFile(path.join(directory, file), 'utf8'));
    if (!Value.Check(DemoCampaign, content)) throw new SiteFault(`campaigns/${file}: 写法不对`);
    await open(wiring, administrator, file, content);
  }
}

async function open(
  { hall }: Wiring,
  administrator: Administrator,
  file: string,
  { days, title, ...settled }: Type.Static<typeof DemoCampaign>,
): Promise<void> {
  const now = Date.now();
  const opens = schoolDay(new Date(now).toISOString());
  const year = Number(opens.slice(0, 4)) + 1;
  const wish: CampaignWish = {
    ...settled,
    title: title.replaceAll('{{next-year}}', String(year)),
    year,
    opens,
    closes: schoolDay(new Date(now + days * 86_400_000).toISOString()),
  };
  const key = { key: `demo ${file}`, digest: '' };
  const { id } = await hall.createCampaign(administrator, wish, key);
  const opening = { key: `demo open ${file}`, digest: '' };
  await hall.actOnCampaign(administrator, id, { act: 'open' }, opening).catch((error: unknown) => {
    if (!(error instanceof Refused && error.code === 'campaign/not-draft')) throw error;
  });
}

async function administratorOf({ database, directory }: Wiring): Promise<Administrator> {
  const [id] = (await directory.current()).administrators();
  if (id === undefined) throw new SiteFault('org/organisation.json: 没有系统管理员');
  const { number, name, kind, unit: unitId } = await profileOf(database, id);
  return { id, number, name, kind, unitId, grants: [{ role: 'administrator', unitId: null }] };
}
