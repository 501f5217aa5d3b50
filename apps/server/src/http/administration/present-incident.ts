import { type Incident, type Locale, type RefusalCode, Refused, refusals } from '@yizhan/contract';
import { problemOf } from '../problem.ts';

/** An incident that came of a refusal says it in the reader's language; others keep what the outside said. */
export function presentIncident(incident: Incident, locale: Locale): Incident {
  const { code, message } = incident;
  if (!isRefusal(code) || !message.startsWith(`${code} {`)) return incident;
  const parameters = JSON.parse(message.slice(code.length)) as Readonly<Record<string, unknown>>;
  return { ...incident, message: problemOf(new Refused(code, parameters), locale).detail };
}

const isRefusal = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);
