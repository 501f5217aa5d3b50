/**
 * What a submission must keep to besides the form: who may, and when. How many, says `quota.ts`, which has to count
 * behind a lock.
 */
import { Refused } from '@yizhan/contract';
import type { ServiceVersion } from './catalogue.ts';
import { openingOf } from './opening.ts';
import { inBothLanguages } from './settings.ts';

/** @throws Refused `service/not-yet-open`, `service/closed` */
export function refuseOutsideWindow({ settings: { window } }: ServiceVersion, today: string): void {
  const opening = openingOf(window, today);
  if (opening === undefined || opening.state === 'open') return;
  const note = window?.note === undefined ? { zh: '', en: '' } : inBothLanguages(window.note);
  const parameters = { note: { zh: note.zh, en: note.en ?? note.zh }, from: opening.from, to: opening.to };
  throw new Refused(opening.state === 'upcoming' ? 'service/not-yet-open' : 'service/closed', parameters);
}
