import type { ServiceDetail } from '@yizhan/contract';
import type { Directory } from '@yizhan/identity';
import { nameOf } from '../applications/present.ts';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import type { Applicant } from './applicant.ts';
import type { Visibility } from './audience.ts';
import type { ServiceVersion } from './catalogue.ts';
import { mayInitiateForSomebody } from './initiating.ts';
import { isOfPeriod, maxOf, type PeriodQuota, quotaUsed } from './quota.ts';
import { parametersOf } from './settings.ts';
import { inBothLanguages } from './words.ts';

type Settled = Pick<
  ServiceDetail,
  'guide' | 'notices' | 'outcome' | 'windowNote' | 'quotas' | 'related' | 'initiation'
>;

/** What the settings say to whoever thinks of applying. */
export async function guideOf(
  room: Room,
  version: ServiceVersion,
  viewer: Viewer,
  applicant: Applicant,
  visibility: (version: ServiceVersion) => Visibility,
  directory: Directory,
): Promise<Settled> {
  const { settings } = version;
  const { conditions, materials, basis, offline, faq = [] } = settings.guide;
  const current = settings.related === undefined ? [] : await room.catalogue.current();
  return {
    guide: {
      conditions: conditions.map(inBothLanguages),
      materials: materials.map(inBothLanguages),
      ...(basis !== undefined && { basis: inBothLanguages(basis) }),
      ...(offline !== undefined && { offline: inBothLanguages(offline) }),
      faq: faq.map(({ q, a }) => ({ q: inBothLanguages(q), a: inBothLanguages(a) })),
    },
    notices: (settings.notices ?? []).map(inBothLanguages),
    ...(settings.outcome !== undefined && { outcome: inBothLanguages(settings.outcome) }),
    ...(settings.window?.note !== undefined && { windowNote: inBothLanguages(settings.window.note) }),
    // How many a campaign leaves, only the campaign knows.
    quotas: await Promise.all(
      version.quotas.flatMap((quota) =>
        isOfPeriod(quota.settings) ? [quotaEntry(room, version, quota, quota.settings, applicant)] : [],
      ),
    ),
    related: (settings.related ?? []).flatMap((id) => {
      const other = current.find((candidate) => candidate.id === id);
      return other !== undefined && visibility(other).isVisible ? [{ id, name: nameOf(other) }] : [];
    }),
    initiation: initiationOf(version, viewer, visibility(version), directory),
  };
}

async function quotaEntry(
  room: Room,
  version: ServiceVersion,
  quota: ServiceVersion['quotas'][number],
  settings: PeriodQuota,
  applicant: Applicant,
): Promise<ServiceDetail['quotas'][number]> {
  const { per, period, message } = settings;
  return {
    per,
    period,
    max: maxOf(quota, { parameters: parametersOf(version.settings) }),
    ...(quota.where === undefined && {
      used: await quotaUsed(room, version, quota, { person: applicant.id, unit: applicant.unit }),
    }),
    ...(message !== undefined && { message: inBothLanguages(message) }),
  };
}

function initiationOf(
  version: ServiceVersion,
  viewer: Viewer,
  { standing }: Visibility,
  directory: Directory,
): ServiceDetail['initiation'] {
  const { initiation = 'self' } = version.settings;
  const isOwn =
    version.settings.kind !== 'query' && (initiation === 'self' || initiation === 'proxy-allowed');
  return {
    self: isOwn && standing.may && version.settings.survey === undefined,
    proxy: mayInitiateForSomebody(version, viewer, directory),
    ...(version.settings.survey && { reason: 'survey' as const }),
    ...(initiation === 'proxy-required' && { reason: 'proxy-only' as const }),
    ...(initiation === 'campaign' && { reason: 'campaign-only' as const }),
  };
}
