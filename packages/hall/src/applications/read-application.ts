import type { ActDone, ApplicationDetail, FormGiven } from '@yizhan/contract';
import { type ForecastStep, isAsked, type Program } from '@yizhan/engine';
import type { Instance, Outcome, TimelineItem } from '@yizhan/flow';
import {
  evaluateForm,
  type FormData,
  type FormDocument,
  peopleOf,
  projectDocument,
  projectForm,
  projectRows,
  unitsOf,
} from '@yizhan/forms';
import { campaignsBehind } from '../campaigns/own-cases.ts';
import { isOfCampaigns } from '../campaigns/submission.ts';
import { listGuestLinks } from '../guests/manage-links.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { paymentsOfApplication } from '../payments/own-payments.ts';
import { isPrintable } from '../printing/is-printable.ts';
import { ownRating } from '../ratings/own-rating.ts';
import { ownRegistration } from '../registrations/own-registration.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { inBothLanguages } from '../services/words.ts';
import type { Viewer } from '../viewer.ts';
import { kinOfApplication } from '../works/kin-of.ts';
import { frozenIn } from './applying.ts';
import { formContextOf, givenOf } from './form-context.ts';
import { isConfidential } from './is-confidential.ts';
import { notesOffered } from './note.ts';
import {
  actsOf,
  cancelAskedOf,
  currentSteps,
  currentWithWaiting,
  summaryOf,
  timelineEntries,
} from './present.ts';
import { type Standing, standingOf } from './standing.ts';
import { versionOf } from './version-of.ts';

/** An application as the viewer may see it. @throws Refused `application/not-found` */
export async function readApplication(room: Room, viewer: Viewer, id: string): Promise<ApplicationDetail> {
  const instance = await room.flow.instance(id);
  const version = await versionOf(room, instance);
  const standing = await standingOf(room, viewer, instance, version.form);
  const { step } = standing;
  const { row, state, definition } = instance;
  const [story, rating, registration, payments] = await Promise.all([
    storyOf(room, standing.eyes, instance, version, step),
    ownRating(room, viewer, instance, version),
    ownRegistration(room, viewer, instance, version),
    paymentsOfApplication(room, viewer, id, standing.role === 'own'),
    standing.role === 'own' ? undefined : room.flow.markCopyRead(viewer.id, id),
  ]);
  const directory = await organisation(room);
  const owner = directory.unit(version.settings.owner.unit);
  const asked = (await campaignsBehind(room, isOfCampaigns(version) ? [id] : [])).get(id);
  return {
    ...summaryOf(row, version, definition.program, story.names),
    initiator: story.names.person(state.initiator),
    ...(await kinOfApplication(room, id)),
    version: version.version,
    revision: row.revision,
    step,
    form: story.form,
    data: story.data,
    given: story.given,
    names: story.names.entries(peopleOf(version.form, story.data), unitsOf(version.form, story.data)),
    current: currentWithWaiting(room, state, definition.program, story.names),
    timeline: timelineEntries(story.timeline, definition.program, story.names, room.site.calendar),
    forecast: forecastEntries(instance, story.forecast, story.names),
    ...(asked && { campaign: asked }),
    acts: [
      ...actsOf(state, viewer.id).filter(
        (act) => !isOfCampaigns(version) || (act !== 'cancel' && act !== 'again'),
      ),
      ...notesOffered(state, standing, viewer, isConfidential(room, version, state)),
    ],
    ...cancelAskedOf(state, story.names, answersBy(standing)),
    ...(version.settings.guide.offline !== undefined && {
      offline: inBothLanguages(version.settings.guide.offline),
    }),
    owner: { unit: owner?.name ?? '', phone: owner?.phone ?? '' },
    ...(standing.role === 'own' &&
      asksGuests(definition.program) && { guests: await listGuestLinks(room, instance) }),
    ...(rating && { rating }),
    ...(registration && { registration }),
    ...(payments && { payments }),
    printable: isPrintable(version.settings, row),
  };
}

/** Whether a step of the process asks people without an account. */
const asksGuests = ({ nodes }: Program): boolean =>
  [...nodes.values()].some(
    (node) => node.kind === 'userTask' && node.approval.actors.some(({ is }) => is === 'guest'),
  );

/** The task by which somebody may answer for the application: one that asks him now. */
const answersBy = ({ task, eyes }: Standing): string | undefined =>
  task !== undefined && task.kind === 'approval' && isAsked(task).includes(eyes) ? task.id : undefined;

interface Story {
  /** The document as the step may see it, for these data. */
  readonly form: FormDocument;
  readonly data: FormData;
  readonly given: FormGiven;
  readonly timeline: readonly TimelineItem[];
  readonly forecast: readonly ForecastStep[];
  readonly names: NameBook;
}

/** All that a page tells about an application at a step, with somebody's eyes and everybody's names looked up at once. */
export async function storyOf(
  room: Room,
  eyes: string,
  instance: Instance,
  version: ServiceVersion,
  step: string,
): Promise<Story> {
  const { row, state } = instance;
  const context = await formContextOf(room, version, eyes, state.applicant.person, frozenIn(version, state));
  const view = evaluateForm(version.form, step, state.data, context);
  const form = projectDocument(version.form.document, step, view);
  const data = projectForm(version.form, step, state.data, context);
  const given = givenOf(form, projectRows(version.form, step, state.data, context), context);
  const [timeline, forecast, directory] = await Promise.all([
    room.flow.timeline(row.id),
    room.flow.forecast(instance),
    organisation(room),
  ]);
  const people = new Set([
    state.initiator,
    row.applicant,
    ...state.tasks.flatMap((task) => task.signers.map((signer) => signer.person)),
    ...timeline.flatMap((item) => [
      ...(item.person === undefined ? [] : [item.person]),
      ...(item.by === undefined ? [] : [item.by]),
      ...(item.people ?? []),
    ]),
    ...forecast.flatMap((ahead) => ahead.people),
    ...peopleOf(version.form, data),
  ]);
  return {
    form,
    data,
    given,
    timeline,
    forecast,
    names: await openNameBook(room.database, directory, people),
  };
}

export const forecastEntries = (
  { definition }: Instance,
  steps: readonly ForecastStep[],
  names: NameBook,
): ApplicationDetail['forecast'] =>
  steps.map(({ node, people }) => ({
    node: { id: node, name: definition.program.nodes.get(node)?.name ?? node },
    people: people.map((person) => names.person(person)),
  }));

/** What an act came to, as its answer. */
export async function presentOutcome(
  room: Room,
  outcome: Outcome,
): Promise<ActDone & { readonly revision: number }> {
  const { state, definition } = await room.flow.instanceAfter(outcome);
  const people = state.tasks.flatMap((task) => task.signers.map((signer) => signer.person));
  const names = await openNameBook(room.database, await organisation(room), people);
  return {
    id: outcome.instance,
    number: outcome.businessKey,
    status: outcome.status,
    revision: outcome.revision,
    current: [...currentSteps(state, definition.program, names)],
  };
}
