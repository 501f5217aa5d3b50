/**
 * What of a campaign counts when one of its cases is submitted: it is open, and the case is in it. Asked behind the
 * instance's lock with the campaign's row held, so that nothing comes in after it was closed.
 */
import { Refused } from '@yizhan/contract';
import type { Status } from '@yizhan/engine';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { CaseOfRow } from './cases.sql.ts';

/** 活动统一发起: its cases come from campaigns alone. */
export const isOfCampaigns = ({
  settings,
}: {
  readonly settings: Pick<ServiceVersion['settings'], 'initiation'>;
}): boolean => settings.initiation === 'campaign';

/**
 * What was sent back is wanted again, also when the campaign is over.
 * @throws Refused `service/campaign-only`, `service/not-yet-open`, `service/closed`
 */
export function refuseOutsideCampaign(held: CaseOfRow | undefined, status: Status, today: string): void {
  if (held === undefined) throw new Refused('service/campaign-only');
  if (status === 'returned') return;
  const note = { zh: held.title, en: held.title };
  if (held.state === 'closed' || today > held.closes)
    throw new Refused('service/closed', { note, from: held.opens, to: held.closes });
  if (today < held.opens)
    throw new Refused('service/not-yet-open', { note, from: held.opens, to: held.closes });
}
