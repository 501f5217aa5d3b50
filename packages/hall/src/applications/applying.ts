import { Refused } from '@yizhan/contract';
import type { State } from '@yizhan/engine';
import type { FormData } from '@yizhan/forms';
import { type Directory, type Profile, personsByIds } from '@yizhan/identity';
import { isOfCampaigns } from '../campaigns/submission.ts';
import { profileIn } from '../guests/guest-profile.ts';
import type { Room } from '../room.ts';
import { type Applicant, applicantFrom } from '../services/applicant.ts';
import { refuseIneligible } from '../services/audience.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { mayInitiateFor, refuseInitiation } from '../services/initiating.ts';
import { parametersOf } from '../services/settings.ts';
import type { Viewer } from '../viewer.ts';

/** For whom an application is made, as the school knows him. */
export interface Applying {
  readonly applicant: Applicant;
  readonly profile: Profile;
}

/**
 * The applicant of something new: the viewer himself, or the person on whose behalf he initiates it (代发起), with the
 * right to do so. Of persons whom he may not act for, nobody learns whether they exist.
 * @throws Refused
 */
export async function applyingOf(
  room: Room,
  viewer: Viewer,
  version: ServiceVersion,
  directory: Directory,
  onBehalfOf: string | undefined,
): Promise<Applying> {
  if (onBehalfOf === undefined) {
    const own = await applyingFor(room, directory, viewer.id);
    refuseIneligible(version, own.applicant);
    refuseInitiation(version);
    return own;
  }
  const named = await personsByIds(room.database, [onBehalfOf]);
  if (!named.has(onBehalfOf)) throw new Refused('service/may-not-initiate');
  const other = await applyingFor(room, directory, onBehalfOf);
  if (!mayInitiateFor(version, viewer, other.applicant, directory))
    throw new Refused('service/may-not-initiate');
  refuseIneligible(version, other.applicant);
  return other;
}

/** `unit`: in whose name he applies, where that need not be his own (活动). */
export async function applyingFor(
  room: Room,
  directory: Directory,
  person: string,
  unit?: string,
): Promise<Applying> {
  const own = await profileIn(room, person);
  const profile = unit === undefined ? own : standingAs(own, unit, directory);
  return { profile, applicant: applicantFrom(profile, directory) };
}

/** Somebody as the head of a unit that a campaign asks, which need not be the one he belongs to. */
export const standingAs = (profile: Profile, unit: string, directory: Directory): Profile =>
  unit === profile.unit
    ? profile
    : { ...profile, unit, unitName: directory.unit(unit)?.name ?? profile.unitName };

/** What was settled when a campaign opened the case and holds for it from then on; of other applications nothing. */
export interface Frozen {
  readonly unit?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export function frozenIn(version: ServiceVersion, { applicant, given }: State): Frozen {
  if (!isOfCampaigns(version)) return {};
  const parameters = given?.parameters as Frozen['parameters'];
  return { unit: applicant.unit, ...(parameters && { parameters }) };
}

/** What the engine's expressions read besides the form's data. */
export const givenIn = (
  { settings }: ServiceVersion,
  applicant: Applicant,
  { parameters = parametersOf(settings) }: Frozen = {},
): FormData => ({ applicant, parameters });

/** The field that names for whom it is: not the browser's to fill, whoever initiates. */
export const principalIn = ({ settings }: ServiceVersion, person: string): FormData =>
  settings.principal === undefined ? {} : { [settings.principal.field]: person };

/**
 * Whoever names another in that field than the one for whom the application was begun means something that would not
 * happen: he is told how it is done. A draft keeps the right name without a word.
 * @throws Refused `application/invalid`
 */
export function refuseOtherPrincipal(
  { settings, form }: ServiceVersion,
  person: string,
  data: FormData,
): void {
  const field = settings.principal?.field;
  const named = field === undefined ? undefined : data[field];
  if (field === undefined || typeof named !== 'string' || named === person) return;
  const label = form.fields.get(field)?.field;
  const problem = {
    path: field,
    label: label !== undefined && 'label' in label ? label.label : field,
    code: 'other-principal',
    message: '这份申请不是为这个人发起的；要为他人办理，请回到事项页点“为他人代办”',
    messageEn: 'This was not begun for this person; go back to the service and choose "On behalf of another"',
  };
  throw new Refused('application/invalid', { count: 1, problems: [problem] });
}
