import { type ApplicationSummary, type OwnCases, Refused } from '@yizhan/contract';
import { schoolDay } from '@yizhan/flow';
import { nameOf } from '../applications/present.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { stateOf } from './campaign.ts';
import { type CaseOfRow, caseOf, casesOfApplications, casesOfPerson } from './cases.sql.ts';

/** 待填写: what campaigns ask the viewer for and he has not submitted, the most urgent first. */
export async function listOwnCases(room: Room, viewer: Viewer): Promise<OwnCases> {
  const today = schoolDay(room.now());
  const cases = await room.database.query<CaseOfRow>(casesOfPerson(viewer.id, today));
  const [standing, directory] = await Promise.all([
    room.flow.standingsOf(cases.map(({ application_id }) => application_id)),
    organisation(room),
  ]);
  const items = await Promise.all(
    cases.map(async ({ application_id, service_id, subject, title, opens, closes }) => {
      const status = standing.get(application_id)?.status;
      if (status !== 'draft' && status !== 'withdrawn') return [];
      const version = await room.catalogue.find(service_id);
      const unit = subject === viewer.id ? undefined : directory.unit(subject)?.name;
      return [
        {
          application: application_id,
          title,
          service: nameOf(version),
          ...(unit !== undefined && { unit }),
          opens,
          closes,
          days: Math.round((Date.parse(closes) - Date.parse(today)) / 86_400_000),
          status,
        },
      ];
    }),
  );
  return { items: items.flat() };
}

/** Which campaign asks for some applications, as lists and pages say it. */
export async function campaignsBehind(
  room: Room,
  applications: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<ApplicationSummary['campaign']>>> {
  if (applications.length === 0) return new Map();
  const cases = await room.database.query<CaseOfRow>(casesOfApplications(applications));
  const today = schoolDay(room.now());
  return new Map(
    cases.map((each) => [
      each.application_id,
      { title: each.title, opens: each.opens, closes: each.closes, state: stateOf(each, today) },
    ]),
  );
}

/** What a campaign asks for is not dropped: it can only be taken out. @throws Refused `campaign/may-not-drop` */
export async function refuseDropping(room: Room, application: string): Promise<void> {
  const [held] = await room.database.query<CaseOfRow>(caseOf(application));
  if (held === undefined) return;
  const version = await room.catalogue.find(held.service_id);
  const owner = (await organisation(room)).unit(version.settings.owner.unit);
  throw new Refused('campaign/may-not-drop', { owner: `${owner?.name ?? ''} ${owner?.phone ?? ''}`.trim() });
}
