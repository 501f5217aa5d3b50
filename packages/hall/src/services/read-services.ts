import {
  type Category,
  type Origin,
  type ServiceDetail,
  type ServiceSummary,
  searchServices,
} from '@yizhan/contract';
import { confirmation, stepsOf } from '@yizhan/engine';
import { evaluateForm, peopleOf, prefillForm, projectDocument, unitsOf } from '@yizhan/forms';
import type { Directory, Profile } from '@yizhan/identity';
import { applyingFor, applyingOf, principalIn } from '../applications/applying.ts';
import { formContextOf, givenOf } from '../applications/form-context.ts';
import { nameOf } from '../applications/present.ts';
import { openNameBook } from '../names.ts';
import { codeRows } from '../printing/code-rows.ts';
import { averageOf } from '../ratings/ratings.sql.ts';
import { formContext, organisation, type Room } from '../room.ts';
import { calendarOf } from '../tasks/read-task.ts';
import type { Viewer } from '../viewer.ts';
import { actorWords } from './actor-words.ts';
import { refuseInvisible, type Visibility, visibilityFor } from './audience.ts';
import type { ServiceVersion } from './catalogue.ts';
import { guideOf } from './guide-of.ts';
import { openingOf } from './opening.ts';
import { favouritesOf } from './services.sql.ts';

/** The categories of the site, with how many services in each are for the viewer. */
export async function listCategories(room: Room, viewer: Viewer): Promise<Category[]> {
  const [versions, directory] = await Promise.all([room.catalogue.current(), organisation(room)]);
  const visibility = await visibilityFor(room, viewer, directory, versions);
  const services = versions.filter((version) => visibility(version).isVisible);
  return room.site.categories.map(({ id, name }) => ({
    id,
    name,
    services: services.filter((version) => version.settings.category === id).length,
  }));
}

export interface ServiceListRequest {
  readonly category?: string;
  readonly kind?: string;
  readonly q?: string;
}

/** The services for the viewer, in the order of the categories, or those that were searched for, the likeliest first. */
export async function listServices(
  room: Room,
  viewer: Viewer,
  { category, kind, q }: ServiceListRequest,
): Promise<ServiceSummary[]> {
  const [versions, favourites, directory] = await Promise.all([
    room.catalogue.current(),
    favouriteIds(room, viewer),
    organisation(room),
  ]);
  const visibility = await visibilityFor(room, viewer, directory, versions);
  const order = room.site.categories.map(({ id }) => id);
  const chosen = versions
    .filter((version) => visibility(version).isVisible)
    .filter(
      ({ settings }) =>
        (category === undefined || settings.category === category) &&
        (kind === undefined || settings.kind === kind),
    )
    .sort((one, other) => order.indexOf(one.settings.category) - order.indexOf(other.settings.category));
  return (q === undefined ? chosen : searchServices(chosen, q)).map((version) =>
    summaryOf(room, version, visibility(version), favourites, directory),
  );
}

const favouriteIds = async (room: Room, viewer: Viewer): Promise<ReadonlySet<string>> =>
  new Set(
    (await room.database.query<{ service_id: string }>(favouritesOf(viewer.id))).map((row) => row.service_id),
  );

function summaryOf(
  room: Room,
  version: ServiceVersion,
  { standing }: Visibility,
  favourites: ReadonlySet<string>,
  directory: Directory,
): ServiceSummary {
  const { settings, terms, id } = version;
  const owner = directory.unit(settings.owner.unit);
  const opening = openingOf(settings.window, formContext(room).today);
  return {
    id,
    name: nameOf(version),
    category: settings.category,
    kind: settings.kind,
    owner: { unit: owner?.name ?? '', phone: owner?.phone ?? '' },
    purpose: { zh: settings.purpose, ...(settings.purposeEn !== undefined && { en: settings.purposeEn }) },
    ...(settings.guide.promisedWorkdays !== undefined && {
      promisedWorkdays: settings.guide.promisedWorkdays,
    }),
    favourite: favourites.has(id),
    ...(opening && { opening }),
    ...(!standing.may && standing.note && { notForMe: standing.note }),
    terms: {
      names: [...terms.names],
      synonyms: [...terms.synonyms],
      initials: [...terms.initials],
      guide: [...terms.guide],
    },
  };
}

/**
 * The guide of a service, and its form as the viewer would begin it for himself or on somebody's behalf.
 * @throws Refused
 */
export async function readService(
  room: Room,
  viewer: Viewer,
  id: string,
  onBehalfOf?: string,
): Promise<ServiceDetail> {
  const version = await room.catalogue.find(id);
  const [versions, favourites, directory, { program }] = await Promise.all([
    room.catalogue.current(),
    favouriteIds(room, viewer),
    organisation(room),
    room.flow.definition(version.definition),
  ]);
  const visibility = await visibilityFor(room, viewer, directory, versions);
  refuseInvisible(version, visibility(version));
  const { applicant, profile } =
    onBehalfOf === undefined
      ? await applyingFor(room, directory, viewer.id)
      : await applyingOf(room, viewer, version, directory, onBehalfOf);
  const { settings, form } = version;
  const { origins, data } = prefillForm(form, profile);
  const prefill = { origins, data: { ...data, ...principalIn(version, applicant.id) } };
  const names = await openNameBook(room.database, directory, peopleOf(form, prefill.data));
  const context = await formContextOf(room, version, viewer.id, applicant.id);
  const document = projectDocument(
    form.document,
    'apply',
    evaluateForm(form, 'apply', prefill.data, context),
  );
  return {
    ...summaryOf(room, version, visibility(version), favourites, directory),
    ...(await guideOf(room, version, viewer, applicant, visibility, directory)),
    ...(await ratingShown(room, id)),
    ...(onBehalfOf !== undefined && { for: { id: applicant.id, name: applicant.name } }),
    version: version.version,
    ...(version.registration !== undefined && { registration: true as const }),
    channels: [...settings.channels],
    ...(!settings.channels.includes('pc') && {
      phoneCode: [...codeRows(`${room.publicUrl}/services/${version.id}`)],
    }),
    steps: stepsOf(program).map(({ node, isConditional }) => ({
      node: node.id,
      name: node.name,
      who: actorWords(node.approval.actors, form.document, directory),
      conditional: isConditional || node.id === confirmation,
    })),
    form: document,
    given: givenOf(document, {}, context),
    prefill: {
      values: prefill.data,
      origins: withContact(prefill.origins, keeperOf(room, profile, directory)),
    },
    names: names.entries(peopleOf(form, prefill.data), unitsOf(form, prefill.data)),
    calendar: calendarOf(room),
  };
}

/** Fewer say more about those who rated than about the service. */
const fewestRatings = 5;

async function ratingShown(room: Room, service: string): Promise<Pick<ServiceDetail, 'rating'>> {
  const [row] = await room.database.query<{ count: number; average: number }>(averageOf(service));
  return row === undefined || row.count < fewestRatings ? {} : { rating: row };
}

/** Whom to call when what the school knows of a person is wrong (U02). */
function keeperOf({ site }: Room, { kind }: Profile, directory: Directory): string | undefined {
  const keeper = directory.unit((kind === 'guest' ? undefined : site.recordKeepers[kind]) ?? '');
  return keeper && `${keeper.name} ${keeper.phone}`.trim();
}

const withContact = (
  origins: Readonly<Record<string, Origin>>,
  contact: string | undefined,
): Record<string, Origin> =>
  Object.fromEntries(
    Object.entries(origins).map(([path, origin]) => [
      path,
      { ...origin, ...(contact !== undefined && { contact }) },
    ]),
  );
