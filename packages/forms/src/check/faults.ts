import { closestName } from '@yizhan/feel';

/** A mistake of the document's writer. */
export interface Fault {
  /** `sections[0].fields[2].visible`; empty for the document itself. */
  readonly path: string;
  readonly message: string;
  readonly messageEn: string;
}

/** More than anybody reads at once; a hostile document must not make endless reports. */
const mostFaults = 200;

export class Faults {
  readonly list: Fault[] = [];

  add(path: string, message: string, messageEn: string): void {
    if (this.list.length < mostFaults) this.list.push({ path, message, messageEn });
  }
}

/** `，是不是 days？`, or nothing when no candidate is near. */
export function meant(name: string, candidates: readonly string[]): { zh: string; en: string } {
  const closest = closestName(name, candidates);
  return closest === undefined
    ? { zh: '', en: '' }
    : { zh: `，是不是 ${closest}？`, en: `; did you mean ${closest}?` };
}
