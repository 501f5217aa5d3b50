import { type ApplicationSummary, type BoxServices, searchServices } from '@yizhan/contract';
import type { Status } from '@yizhan/engine';
import type { Instance, ListRequest } from '@yizhan/flow';
import { campaignsBehind } from '../campaigns/own-cases.ts';
import { isOfCampaigns } from '../campaigns/submission.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { notesOffered } from './note.ts';
import { actsOf, nameOf, summaryOf } from './present.ts';

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

const ended: readonly Status[] = ['approved', 'rejected', 'cancelled', 'terminated'];

const boxes = {
  mine: submitted,
  draft: withInitiator,
  ended,
  all: ['draft', ...submitted],
} as const satisfies Record<string, readonly Status[]>;

export interface ApplicationListRequest extends ListRequest {
  readonly box: keyof typeof boxes;
  readonly status: Status | undefined;
  readonly service: string | undefined;
  /** In the number, the title, or the name of the service. */
  readonly q: string | undefined;
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
  const words = request.q?.trim() || undefined;
  const page = await room.flow.instancesOf(
    viewer.id,
    { statuses, key: request.service, words, keys: words === undefined ? [] : await called(room, words) },
    request,
  );
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
      const definition = await room.flow.definition(row.definition_id);
      const instance = { row, state: { ...row.state, data: row.data }, definition };
      return {
        ...summaryOf(row, version, definition.program, names),
        acts: [
          ...actsOf(instance.state, viewer.id),
          ...notesOffered(instance.state, { role: 'own' }, viewer, false).filter((act) => act === 'remind'),
        ],
        ...(row.status === 'running' && { progress: await progressOf(room, instance) }),
        ...(campaign && { campaign }),
      };
    }),
  );
  return { items, ...(page.next !== undefined && { next: page.next }) };
}

/** Services whose name is meant by these words. */
const called = async (room: Room, words: string): Promise<readonly string[]> =>
  searchServices(await room.catalogue.current(), words).map(({ id }) => id);

/** How far it has come, if from here on everybody approves: what is approved, what is open, what the forecast adds. */
async function progressOf(
  room: Room,
  instance: Instance,
): Promise<NonNullable<ApplicationSummary['progress']>> {
  const { state } = instance;
  const done = state.approvals.length;
  const now = new Set(state.tasks.map(({ node }) => node)).size;
  return { done, of: done + now + (await room.flow.forecast(instance)).length };
}

/** What the list of one's own can be narrowed to. */
export async function servicesOfOwn(room: Room, viewer: Viewer): Promise<BoxServices> {
  return servicesCalled(room, await room.flow.keysIn('own', [viewer.id]));
}

export async function servicesCalled(room: Room, keys: readonly string[]): Promise<BoxServices> {
  const versions = await room.catalogue.current();
  return {
    items: keys
      .flatMap((key) => versions.find(({ id }) => id === key) ?? [])
      .map((version) => ({ id: version.id, name: nameOf(version) }))
      .sort((one, other) => one.name.zh.localeCompare(other.name.zh, 'zh-CN')),
  };
}
