/**
 * 启动: the roster becomes cases in one transaction; what takes long, the thousands of drafts, is made by workers from
 * there, a batch a transaction. A worker that is killed loses its batch and nothing else; two take different batches, or
 * the second finds them made.
 */
import { Refused } from '@yizhan/contract';
import { startWorkLoop, type WorkLoop } from '@yizhan/flow';
import { prefillForm } from '@yizhan/forms';
import { type Directory, type Profile, profilesOf } from '@yizhan/identity';
import type { Administrator } from '../administration/administrator.ts';
import { givenIn, standingAs } from '../applications/applying.ts';
import { judge } from '../applications/judge.ts';
import { lookUp } from '../applications/known.ts';
import { nameOf } from '../applications/present.ts';
import { titleOf } from '../applications/title.ts';
import { formContext, organisation, type Room } from '../room.ts';
import { applicantFrom } from '../services/applicant.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { campaignFor, parametersIn } from './campaign.ts';
import {
  type CampaignRow,
  campaignById,
  finishOpenings,
  lockCampaign,
  settleCampaign,
} from './campaigns.sql.ts';
import { type CaseRow, casesToMake, claimCases, insertCases } from './cases.sql.ts';
import { tellMany } from './messages.sql.ts';
import { campaignService, casesIn } from './roster.ts';
import { type Asked, eventStatement } from './write-campaign.ts';

/** `previewed`: how many he saw; when it is another number by now, he is asked to look again. */
export async function openCampaign(
  room: Room,
  administrator: Administrator,
  id: string,
  previewed: number | undefined,
  asked: Asked,
): Promise<{ readonly count: number }> {
  const row = await campaignFor(room, administrator, id);
  if (row.state !== 'draft') throw new Refused('campaign/not-draft');
  const version = await campaignService(room, administrator, row.service_id);
  const cases = await casesIn(room, version, row.roster);
  if (cases.length === 0) throw new Refused('campaign/empty');
  if (previewed !== undefined && previewed !== cases.length)
    throw new Refused('campaign/roster-changed', { count: cases.length, previewed });
  await room.database.transaction(async (transaction) => {
    const [now] = await transaction.query<CampaignRow>(lockCampaign(id));
    if (now?.state !== 'draft') throw new Refused('campaign/not-draft');
    await transaction.commitWith([
      insertCases(id, cases),
      settleCampaign(id, { state: 'opening', closes: now.closes }),
      eventStatement(room, id, administrator.id, 'opened', { count: cases.length }, asked),
    ]);
  });
  return { count: cases.length };
}

export const startOpening = (room: Room, report: (error: unknown) => void): WorkLoop =>
  startWorkLoop(() => makeCases(room), report);

/** So many drafts a transaction: large enough for the database, small enough to be lost. */
const batch = 200;

/** Makes the drafts of some cases and tells those whose they are; answers whether there were any. */
export async function makeCases(room: Room): Promise<boolean> {
  const cases = await room.database.query<CaseRow>(casesToMake(batch));
  const [campaign] =
    cases[0] === undefined ? [] : await room.database.query<CampaignRow>(campaignById(cases[0].campaign_id));
  if (campaign === undefined) {
    await room.database.query(finishOpenings());
    return false;
  }
  const version = await room.catalogue.find(campaign.service_id);
  const directory = await organisation(room);
  const profiles = await profilesOf(
    room.database,
    cases.map(({ person }) => person),
  );
  const drafts = await Promise.all(
    cases.map((each) => draftOf(room, campaign, version, directory, each, profiles.get(each.person))),
  );
  // Before the transaction, which must not wait for a second connection.
  const draftsOf = await room.flow.drafts(version.definition, drafts, campaign.created_by);
  await room.database.transaction(async (transaction) => {
    const claimed = await transaction.query<{ application_id: string }>(
      claimCases(
        cases.map(({ application_id }) => application_id),
        room.now(),
      ),
    );
    const mine = new Set(claimed.map(({ application_id }) => application_id));
    await transaction.commitWith([
      draftsOf(mine),
      tellMany(
        cases
          .filter(({ application_id }) => mine.has(application_id))
          .map(({ application_id, person }) => ({ application: application_id, person })),
        { kind: 'campaign-opened', ...wordsOf(campaign, version) },
        room.now(),
      ),
    ]);
  });
  return true;
}

export const wordsOf = ({ title, closes }: CampaignRow, version: ServiceVersion) => ({
  service: nameOf(version),
  title,
  closes,
});

/** As the person would have begun it himself, with what the school knows filled in, under the campaign's parameters. */
async function draftOf(
  room: Room,
  campaign: CampaignRow,
  version: ServiceVersion,
  directory: Directory,
  { application_id, person, unit }: CaseRow,
  known: Profile | undefined,
) {
  if (known === undefined) throw new Error(`campaign ${campaign.id} asks ${person}, whom nobody knows`);
  const profile = standingAs(known, unit, directory);
  const applicant = applicantFrom(profile, directory);
  const parameters = parametersIn(campaign, version);
  const { data: stored } = prefillForm(version.form, profile);
  const viewer = { ...applicant, unitId: unit };
  const data = judge({
    form: version.form,
    step: 'apply',
    stored,
    submitted: stored,
    known: await lookUp(
      room,
      directory,
      viewer,
      version.form,
      {},
      {
        application: application_id,
        person,
        applicant: person,
      },
    ),
    context: { ...formContext(room), parameters, applicant },
    mode: 'draft',
  });
  return {
    id: application_id,
    person,
    unit,
    title: titleOf(version, data),
    given: givenIn(version, applicant, { parameters }),
    data,
  };
}
