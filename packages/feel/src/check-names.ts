import { builtinNames } from './builtin-names.ts';
import { closestName } from './closest-name.ts';
import { builtins } from './functions/table.ts';
import type { NamesRead } from './names-in.ts';

export interface UnknownName {
  readonly name: string;
  readonly message: string;
  readonly messageEn: string;
}

/** The names that an expression reads or calls and that will be neither in its scope nor functions of FEEL. */
export function checkNames(expression: NamesRead, allowed: readonly string[]): UnknownName[] {
  const known = new Set(allowed);
  const values = expression.names
    .filter((name) => !known.has(name))
    .map((name) => unknown(name, '名称', 'name', allowed));
  const functions = expression.calls
    .filter((name) => !isFunctionName(name))
    .map((name) => unknown(name, '函数', 'function', builtinNames));
  const shadowed = expression.calls
    .filter((name) => isFunctionName(name) && known.has(name))
    .map((name) => ({
      name,
      message: `字段“${name}”与函数 ${name}(…) 同名，请改字段名`,
      messageEn: `The field "${name}" has the name of the function ${name}(…); rename the field`,
    }));
  return [...values, ...functions, ...shadowed];
}

/** Whether FEEL or Yizhan has a function of this name. */
export function isFunctionName(name: string): boolean {
  return builtinNames.includes(name) || builtins.has(name);
}

function unknown(name: string, kind: string, kindEn: string, candidates: readonly string[]): UnknownName {
  const closest = closestName(name, candidates);
  const fullWidth = /[\u3001\uff01-\uff5e“”]/.test(name);
  const hint = fullWidth ? '，里面有全角符号，请改用半角' : closest ? `，是不是 ${closest}？` : '';
  const hintEn = fullWidth ? '; it contains full-width signs' : closest ? `; did you mean ${closest}?` : '';
  return {
    name,
    message: `没有叫“${name}”的${kind}${hint}`,
    messageEn: `There is no ${kindEn} "${name}"${hintEn}`,
  };
}
