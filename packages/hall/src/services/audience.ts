/**
 * Whom a service is for: its audience by kind, and of these whoever is eligible by FEEL. To others it does not exist,
 * unless it says why; and whoever may initiate on behalf of others, or is asked by a campaign, sees it as well.
 */
import { Refused, type Text } from '@yizhan/contract';
import type { Directory } from '@yizhan/identity';
import { servicesAskedOf } from '../campaigns/cases.sql.ts';
import { isOfCampaigns } from '../campaigns/submission.ts';
import { profileIn } from '../guests/guest-profile.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { type Applicant, applicantFrom } from './applicant.ts';
import type { ServiceVersion } from './catalogue.ts';
import { mayInitiateForSomebody } from './initiating.ts';
import { inBothLanguages } from './words.ts';

export type Standing =
  | { readonly may: true }
  /** With a note the service is shown all the same. */
  | { readonly may: false; readonly why: 'audience' | 'eligible'; readonly note?: Text };

/** Whether a service may be applied for by, or for, a person. An expression that fails lets nobody pass. */
function standingOf({ settings, eligible }: ServiceVersion, applicant: Pick<Applicant, 'kind'>): Standing {
  if (!settings.audience.some((audience) => audience === applicant.kind))
    return { may: false, why: 'audience' };
  if (eligible === undefined || eligible(applicant)) return { may: true };
  const { eligibleNote } = settings;
  return {
    may: false,
    why: 'eligible',
    ...(eligibleNote !== undefined && { note: inBothLanguages(eligibleNote) }),
  };
}

/** What the viewer may know of a service: how he stands to it himself, and whether it is shown to him. */
export interface Visibility {
  readonly standing: Standing;
  readonly isVisible: boolean;
}

/** Judges services for one viewer, whose record is read once, and only where one of these services asks for it. */
export async function visibilityFor(
  room: Room,
  viewer: Viewer,
  directory: Directory,
  services: readonly ServiceVersion[],
): Promise<(version: ServiceVersion) => Visibility> {
  const isAsked = services.some(({ eligible }) => eligible !== undefined);
  const [applicant, askedFor] = await Promise.all([
    isAsked ? profileIn(room, viewer.id).then((own) => applicantFrom(own, directory)) : viewer,
    services.some(isOfCampaigns)
      ? room.database.query<{ service_id: string }>(servicesAskedOf(viewer.id))
      : [],
  ]);
  const asked = new Set(askedFor.map(({ service_id }) => service_id));
  return (version) => {
    const standing = standingOf(version, applicant);
    const isVisible =
      standing.may ||
      standing.note !== undefined ||
      asked.has(version.id) ||
      mayInitiateForSomebody(version, viewer, directory);
    return { standing, isVisible };
  };
}

/** @throws Refused `service/not-for-you`, `service/not-found` */
export function refuseInvisible(version: ServiceVersion, { standing, isVisible }: Visibility): void {
  if (!isVisible && !standing.may) throw refusalOf(version, standing);
}

/** @throws Refused `service/not-for-you`, `service/not-found` */
export async function refuseOutsiders(room: Room, version: ServiceVersion, viewer: Viewer): Promise<void> {
  const visibility = await visibilityFor(room, viewer, await organisation(room), [version]);
  refuseInvisible(version, visibility(version));
}

/** Of what one does not apply for but reads: whoever may not is told why. @throws Refused `service/not-for-you`, `service/not-eligible`, `service/not-found` */
export async function refuseUnlessFor(room: Room, version: ServiceVersion, viewer: Viewer): Promise<void> {
  const visibility = await visibilityFor(room, viewer, await organisation(room), [version]);
  const { standing } = visibility(version);
  if (!standing.may) throw refusalOf(version, standing);
}

/** @throws Refused `service/not-for-you`, `service/not-eligible`, `service/not-found` */
export function refuseIneligible(version: ServiceVersion, applicant: Applicant): void {
  const standing = standingOf(version, applicant);
  if (!standing.may) throw refusalOf(version, standing);
}

function refusalOf({ settings }: ServiceVersion, { why, note }: Extract<Standing, { may: false }>): Refused {
  if (why === 'eligible') {
    if (note === undefined) return new Refused('service/not-found');
    return new Refused('service/not-eligible', { reason: { zh: note.zh, en: note.en ?? note.zh } });
  }
  const audience = settings.audience.map((one) => words[one]);
  return new Refused('service/not-for-you', {
    audience: { zh: audience.map(([zh]) => zh).join('、'), en: audience.map(([, en]) => en).join(' and ') },
  });
}

const words = {
  staff: ['教职工', 'staff'],
  student: ['学生', 'students'],
  guest: ['校外人员', 'guests'],
} as const;
