import type { ServiceFault } from '../services/service-fault.ts';
import type { ServiceSettings } from '../services/settings.ts';
import type { Places } from './settings.ts';

type Fault = (where: string, message: string) => ServiceFault;

export interface Checking {
  readonly fault: Fault;
  /** Of FEEL over the form, `applicant` and `parameters`. */
  readonly feelFaults: (where: string, text: string) => readonly ServiceFault[];
  /** Of something that must be `parameters.<key>` with a value of that type. */
  readonly parameterFaults: (
    where: string,
    text: string,
    type: 'number' | 'string',
  ) => readonly ServiceFault[];
  readonly isDay: (text: string) => boolean;
  /** The form's fields. */
  readonly names: readonly string[];
}

/** Judges `registration` of the settings, in words for whoever wrote it. */
export function checkRegistration(
  { registration, kind, parameters = {} }: ServiceSettings,
  { fault, feelFaults, parameterFaults, isDay, names }: Checking,
): readonly ServiceFault[] {
  if (registration === undefined) return [];
  const { mode, places, session, groups, where, waitingList, confirmWithin, lot, roster = [] } = registration;
  const at = (place: string) => `registration.${place}`;
  const placesFaults = (where: string, value: Places | undefined) =>
    typeof value === 'string' ? parameterFaults(at(where), value, 'number') : [];
  const hasNumber = places !== undefined || groups?.each !== undefined || groups?.of !== undefined;
  return [
    ...(kind === 'registration'
      ? []
      : [fault('registration', '只有 kind 是 registration（报名）的服务才有')]),
    ...(hasNumber
      ? []
      : [fault('registration', '要写名额：places（一共）或 groups.each、groups.of（每组）')]),
    ...placesFaults('places', places),
    ...placesFaults('groups.each', groups?.each),
    ...Object.entries(groups?.of ?? {}).flatMap(([group, each]) => placesFaults(`groups.of.${group}`, each)),
    ...(session === undefined ? [] : feelFaults(at('session'), session)),
    ...(groups === undefined ? [] : feelFaults(at('groups.by'), groups.by)),
    ...(where === undefined ? [] : feelFaults(at('where'), where)),
    ...(mode === 'lot' && lot === undefined
      ? [fault(at('lot'), 'mode 是 lot（抽签）时，要写哪天抽签（lot.on）')]
      : []),
    ...(mode !== 'lot' && lot !== undefined ? [fault(at('lot'), '只有 mode 是 lot（抽签）时才有')] : []),
    ...(lot === undefined ? [] : dayFaults(lot.on)),
    ...(confirmWithin !== undefined && !waitingList
      ? [fault(at('confirmWithin'), '没有候补（waitingList），就没有人要确认')]
      : []),
    ...roster.flatMap((key, index) =>
      names.includes(key) ? [] : [fault(at(`roster[${index}]`), `表单没有字段 ${key}`)],
    ),
  ];

  function dayFaults(on: string): readonly ServiceFault[] {
    if (!on.startsWith('parameters.')) return isDay(on) ? [] : [fault(at('lot.on'), '没有这一天')];
    const unknown = parameterFaults(at('lot.on'), on, 'string');
    const value = parameters[on.slice('parameters.'.length)]?.value;
    if (unknown.length > 0) return unknown;
    return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) && isDay(String(value))
      ? []
      : [fault(at('lot.on'), `参数的值“${String(value)}”不是日期（YYYY-MM-DD）`)];
  }
}
