import type { ApplicationSummary } from '@yizhan/contract';
import type { Status } from '@yizhan/engine';
import type { ListRequest } from '@yizhan/flow';
import { campaignsBehind } from '../campaigns/own-cases.ts';
import { isOfCampaigns } from '../campaigns/submission.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { summaryOf } from './present.ts';

const submitted: readonly Status[] = [
  'running',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'cancelled',
  'terminated',
];
const withInitiator: readonly Status[] = ['draft', 'returned', 'withdrawn'];

const boxes = {
  mine: submitted,
  draft: withInitiator,
  all: ['draft', ...submitted],
} as const satisfies Record<string, readonly Status[]>;

export interface ApplicationListRequest extends ListRequest {
  readonly box: keyof typeof boxes;
  readonly status: Status | undefined;
}

/** The viewer's own applications, newest first. */
export async function listApplications(
  room: Room,
  viewer: Viewer,
  request: ApplicationListRequest,
): Promise<{ items: ApplicationSummary[]; next?: string }> {
  const statuses = boxes[request.box].filter(
    (status) => request.status === undefined || status === request.status,
  );
  const page = await room.flow.instancesOf(viewer.id, statuses, request);
  const versions = await room.catalogue.byDefinition(page.rows.map((row) => row.definition_id));
  const people = page.rows.flatMap((row) => [
    row.applicant,
    ...row.state.tasks.flatMap((task) => task.signers.map((signer) => signer.person)),
  ]);
  const names = await openNameBook(room.database, await organisation(room), people);
  const asked = await campaignsBehind(
    room,
    page.rows
      .filter(({ definition_id }) => isOfCampaigns(versions.get(definition_id) ?? { settings: {} }))
      .map(({ id }) => id),
  );
  const items = await Promise.all(
    page.rows.map(async (row) => {
      const version = versions.get(row.definition_id);
      if (version === undefined)
        throw new Error(`definition ${row.definition_id} belongs to no service version`);
      const campaign = asked.get(row.id);
      return {
        ...summaryOf(row, version, (await room.flow.definition(row.definition_id)).program, names),
        ...(campaign && { campaign }),
      };
    }),
  );
  return { items, ...(page.next !== undefined && { next: page.next }) };
}
