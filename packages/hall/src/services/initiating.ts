/** 代发起: who may initiate an application on somebody's behalf. Judged here and nowhere else. */
import { Refused } from '@yizhan/contract';
import type { Directory } from '@yizhan/identity';
import type { Viewer } from '../viewer.ts';
import type { Applicant } from './applicant.ts';
import type { ServiceVersion } from './catalogue.ts';
import type { Initiator } from './settings.ts';

/** Nobody initiates on his own behalf in this way, and an initiator must be of the staff's or the students' directory. */
export function mayInitiateFor(
  { settings }: ServiceVersion,
  viewer: Viewer,
  principal: Pick<Applicant, 'id' | 'unit' | 'kind'>,
  directory: Directory,
): boolean {
  if (principal.id === viewer.id || viewer.kind === 'guest' || !isByProxy(settings)) return false;
  return (settings.initiators ?? []).some((rule) => isAllowed(rule, viewer, principal, directory));
}

/** Whether there can be anybody for whom he may: what depends on the principal counts as possible where he could be it. */
export function mayInitiateForSomebody(
  { settings }: ServiceVersion,
  viewer: Viewer,
  directory: Directory,
): boolean {
  if (viewer.kind === 'guest' || !isByProxy(settings)) return false;
  return (settings.initiators ?? []).some((rule) => {
    switch (rule.is) {
      case 'colleague':
        return true;
      case 'unitHead':
        return directory.postsOf(viewer.id).some((post) => post.isHead);
      case 'post':
        return 'unit' in rule
          ? isAllowed(rule, viewer, undefined, directory)
          : directory.postsOf(viewer.id).some((post) => post.title === rule.title);
      default:
        return isAllowed(rule, viewer, undefined, directory);
    }
  });
}

/** @throws Refused `service/proxy-only`, `service/campaign-only`, `service/query-only`, `survey/not-an-application` */
export function refuseInitiation({ settings }: ServiceVersion): void {
  if (settings.survey !== undefined) throw new Refused('survey/not-an-application');
  if (settings.initiation === 'proxy-required') throw new Refused('service/proxy-only');
  if (settings.initiation === 'campaign') throw new Refused('service/campaign-only');
  if (settings.kind === 'query') throw new Refused('service/query-only');
}

const isByProxy = ({ initiation }: ServiceVersion['settings']): boolean =>
  initiation === 'proxy-allowed' || initiation === 'proxy-required';

function isAllowed(
  rule: Initiator,
  viewer: Viewer,
  principal: Pick<Applicant, 'id' | 'unit' | 'kind'> | undefined,
  directory: Directory,
): boolean {
  switch (rule.is) {
    case 'person':
      return rule.person === viewer.id;
    case 'group':
      return directory.membersOf(rule.group).includes(viewer.id);
    case 'post': {
      const unit = 'unit' in rule ? rule.unit : principal?.unit;
      return unit !== undefined && directory.holdersOf(rule.title, unit).includes(viewer.id);
    }
    case 'unitHead':
      return (
        principal !== undefined &&
        directory.unitHeadOf({ id: principal.id, unitId: principal.unit }).includes(viewer.id)
      );
    case 'colleague':
      return principal?.unit === viewer.unitId && principal.kind === viewer.kind;
  }
}
