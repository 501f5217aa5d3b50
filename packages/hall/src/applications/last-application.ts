import type { LastApplication } from '@yizhan/contract';
import type { Status } from '@yizhan/engine';
import { peopleOf, projectForm, reusableData, unitsOf } from '@yizhan/forms';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import { refuseOutsiders } from '../services/audience.ts';
import type { Viewer } from '../viewer.ts';
import { formContextOf } from './form-context.ts';

const submitted: readonly Status[] = [
  'running',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'cancelled',
  'terminated',
];

/**
 * What the viewer's last application of the service, or one that he names (再次申请), can lend to a new one: what he
 * typed himself and still sees of it, as far as the current form takes it. No files: each belongs to its application.
 * @throws Refused
 */
export async function lastApplication(
  room: Room,
  viewer: Viewer,
  service: string,
  from?: string,
): Promise<LastApplication | undefined> {
  const version = await room.catalogue.find(service);
  await refuseOutsiders(room, version, viewer);
  const which = {
    applicant: viewer.id,
    key: service,
    statuses: submitted,
    ...(from !== undefined && { ids: [from] }),
  };
  const { rows } = await room.flow.instancesFor(which, { limit: 1, cursor: undefined });
  const [last] = rows;
  if (last === undefined) return undefined;
  const then = (await room.catalogue.byDefinition([last.definition_id])).get(last.definition_id);
  const context = await formContextOf(room, version, viewer.id, viewer.id);
  const seen = then ? projectForm(then.form, 'apply', last.data, context) : {};
  const values = reusableData(version.form, 'apply', seen);
  const people = peopleOf(version.form, values);
  const names = await openNameBook(room.database, await organisation(room), people);
  return {
    id: last.id,
    number: last.business_key,
    submittedAt: last.submitted_at ?? last.created_at,
    values,
    names: names.entries(people, unitsOf(version.form, values)),
  };
}
