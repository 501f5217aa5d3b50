import { checkNames, closestName, compile, FeelSyntaxError } from '@yizhan/feel';
import Value from 'typebox/value';
import { checkQuery } from '../queries/check-query.ts';
import { checkRegistration } from '../registrations/check-registration.ts';
import { givenNames, quotaNames } from './field-names.ts';
import type { ServiceFault } from './service-fault.ts';
import { type Quota, ServiceSettings, type Window } from './settings.ts';

/** Judges `service.json`; `names` are the form's fields, which the title and quotas may read. */
export function checkSettings(
  input: unknown,
  names: readonly string[],
): { readonly settings: ServiceSettings } | { readonly faults: readonly ServiceFault[] } {
  if (!Value.Check(ServiceSettings, input)) {
    const faults = Value.Errors(ServiceSettings, input)
      .filter((error) => error.keyword !== 'boolean' && error.keyword !== 'const')
      .map((error) => fault(pathOf(error.instancePath), messageOf(error)));
    return { faults };
  }
  const faults = [
    ...feelFaults('title', input.title, names),
    ...serialFaults(input.serialNumber),
    ...(input.eligible === undefined
      ? []
      : feelFaults('eligible', input.eligible, ['applicant', 'parameters'])),
    ...(input.confidential === undefined
      ? []
      : feelFaults('confidential', input.confidential, [...names, ...givenNames])),
    ...(input.confidential === undefined || input.rating === 'off'
      ? []
      : [fault('rating', '限制知悉的事项不收评价（归口部门会看到评价），请写 "rating": "off"')]),
    ...windowFaults(input.window),
    ...(input.quota ?? []).flatMap((quota, index) => quotaFaults(quota, `quota[${index}]`, names, input)),
    ...initiationFaults(input),
    ...checkQuery(input),
    ...(input.openToGuests === true && !input.audience.includes('guest')
      ? [fault('openToGuests', '向校外开放的事项，audience 里要有 guest')]
      : []),
    ...checkRegistration(input, {
      fault,
      feelFaults: (where, text) => feelFaults(where, text, [...names, ...givenNames]),
      parameterFaults: (where, text, type) => parameterFaults(where, text, type, input.parameters),
      isDay,
      names,
    }),
  ];
  return faults.length > 0 ? { faults } : { settings: input };
}

const fault = (where: string, message: string): ServiceFault => ({ file: 'service.json', where, message });

const pathOf = (pointer: string): string =>
  pointer
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.');

function messageOf(error: {
  readonly keyword: string;
  readonly params: object;
  readonly message: string;
}): string {
  const { params } = error;
  if ('additionalProperties' in params && Array.isArray(params.additionalProperties)) {
    return `不认识 ${params.additionalProperties.join('、')}，请检查拼写或删除`;
  }
  if ('requiredProperties' in params && Array.isArray(params.requiredProperties)) {
    return `缺少 ${params.requiredProperties.join('、')}`;
  }
  if ('allowedValues' in params && Array.isArray(params.allowedValues)) {
    return `不是允许的取值：只能是 ${params.allowedValues.join('、')}`;
  }
  if (error.keyword === 'anyOf') return '不是允许的取值，见 docs/reference/service.md';
  return `${error.message}，见 docs/reference/service.md`;
}

function feelFaults(where: string, text: string, names: readonly string[]): readonly ServiceFault[] {
  try {
    const expression = compile(text, names);
    const costly = expression.fault ? [expression.fault] : [];
    return [...costly, ...checkNames(expression, names)].map(({ message }) => fault(where, message));
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error;
    return [fault(where, error.message)];
  }
}

function serialFaults(pattern: string): readonly ServiceFault[] {
  const unknown =
    pattern.match(/\{[^}]*\}/g)?.filter((part) => !/^\{(yyyy|MM|dd|seq:[1-9])\}$/.test(part)) ?? [];
  return unknown.map((part) => fault('serialNumber', `不认识 ${part}；可用 {yyyy}、{MM}、{dd}、{seq:4}`));
}

function windowFaults(window: Window | undefined): readonly ServiceFault[] {
  if (window === undefined) return [];
  const { ranges = [], yearly = [] } = window;
  if (ranges.length + yearly.length === 0) return [fault('window', '要写 ranges 或 yearly')];
  return [
    ...ranges.flatMap(({ from, to }, index) =>
      [from, to].every(isDay)
        ? from <= to
          ? []
          : [fault(`window.ranges[${index}]`, `${from} 晚于 ${to}`)]
        : [fault(`window.ranges[${index}]`, '没有这一天')],
    ),
    // Of a leap year, so that 02-29 is a day; a yearly window may go over the turn of the year.
    ...yearly.flatMap(({ from, to }, index) =>
      [from, to].every((day) => isDay(`2024-${day}`)) ? [] : [fault(`window.yearly[${index}]`, '没有这一天')],
    ),
  ];
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function quotaFaults(
  quota: Quota,
  place: string,
  names: readonly string[],
  { parameters = {}, initiation }: ServiceSettings,
): readonly ServiceFault[] {
  const { max, count, where } = quota;
  const readable = [...names, ...givenNames];
  const isPlain = typeof max === 'string' && /^parameters\.[A-Za-z][A-Za-z0-9]*$/.test(max);
  const key = isPlain ? max.slice('parameters.'.length) : undefined;
  const parameter = key === undefined ? undefined : parameters[key];
  const closest = key === undefined ? undefined : closestName(key, Object.keys(parameters));
  return [
    ...scopeFaults(quota, place, initiation),
    ...(typeof max !== 'string' || isPlain
      ? []
      : quota.per === 'campaign'
        ? feelFaults(`${place}.max`, max, quotaNames)
        : [fault(`${place}.max`, '要写数，或 parameters.键')]),
    ...(count === undefined ? [] : feelFaults(`${place}.count`, count, readable)),
    ...(where === undefined ? [] : feelFaults(`${place}.where`, where, readable)),
    ...(key !== undefined && typeof parameter?.value !== 'number'
      ? [
          fault(
            `${place}.max`,
            `parameters 中没有数值“${key}”${closest && closest !== key ? `，是不是 ${closest}？` : ''}`,
          ),
        ]
      : []),
  ];
}

function parameterFaults(
  where: string,
  text: string,
  type: 'number' | 'string',
  parameters: ServiceSettings['parameters'] = {},
): readonly ServiceFault[] {
  const kind = type === 'number' ? '数值' : '文字';
  if (!/^parameters\.[A-Za-z][A-Za-z0-9]*$/.test(text))
    return [fault(where, `要写${type === 'number' ? '数' : '日期'}，或 parameters.键`)];
  const key = text.slice('parameters.'.length);
  if (typeof parameters[key]?.value === type) return [];
  const closest = closestName(key, Object.keys(parameters));
  const hint = closest && closest !== key ? `，是不是 ${closest}？` : '';
  return [fault(where, `parameters 中没有${kind}“${key}”${hint}`)];
}

/** What only a campaign's quota has, and what the others must have. */
function scopeFaults(
  { per, within, at, period }: Quota,
  place: string,
  initiation: ServiceSettings['initiation'],
): readonly ServiceFault[] {
  if (per === 'campaign')
    return [
      ...(initiation === 'campaign'
        ? []
        : [fault(`${place}.per`, '只有 initiation 是 campaign 的服务才能按活动算')]),
      ...(period === undefined ? [] : [fault(`${place}.period`, '按活动算的没有 period：活动就是一期')]),
    ];
  return [
    ...(period === undefined ? [fault(place, '缺少 period')] : []),
    ...(within === undefined ? [] : [fault(`${place}.within`, '只有 per 是 campaign 时才有')]),
    ...(at === undefined ? [] : [fault(`${place}.at`, '只有 per 是 campaign 时才有')]),
  ];
}

function initiationFaults({ initiation = 'self', principal, initiators }: ServiceSettings) {
  const isByProxy = initiation === 'proxy-allowed' || initiation === 'proxy-required';
  if (isByProxy)
    return initiators === undefined
      ? [fault('initiators', `initiation 是 ${initiation} 时，要写谁可以代发起（initiators）`)]
      : [];
  return [
    ...(principal === undefined ? [] : [fault('principal', '只有 proxy-allowed、proxy-required 才有')]),
    ...(initiators === undefined ? [] : [fault('initiators', '只有 proxy-allowed、proxy-required 才有')]),
  ];
}
