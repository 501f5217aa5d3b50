import { checkNames, compile, FeelSyntaxError } from '@yizhan/feel';
import Value from 'typebox/value';
import type { ServiceFault } from './service-fault.ts';
import { ServiceSettings } from './settings.ts';

/** Judges `service.json`; `names` are the fields that the title may read, known once the form is. */
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
  const faults = [...titleFaults(input.title, names), ...serialFaults(input.serialNumber)];
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
  if (error.keyword === 'anyOf') return '不是允许的取值，见 docs/reference/service.md';
  return `${error.message}，见 docs/reference/service.md`;
}

function titleFaults(title: string, names: readonly string[]): readonly ServiceFault[] {
  try {
    const expression = compile(title, names);
    const costly = expression.fault ? [expression.fault] : [];
    return [...costly, ...checkNames(expression, names)].map(({ message }) => fault('title', message));
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error;
    return [fault('title', error.message)];
  }
}

function serialFaults(pattern: string): readonly ServiceFault[] {
  const unknown =
    pattern.match(/\{[^}]*\}/g)?.filter((part) => !/^\{(yyyy|MM|dd|seq:[1-9])\}$/.test(part)) ?? [];
  return unknown.map((part) => fault('serialNumber', `不认识 ${part}；可用 {yyyy}、{MM}、{dd}、{seq:4}`));
}
