import { type ParseArgsConfig, parseArgs } from 'node:util';
import { WrongUse } from './command.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads options and names as node does, with mistakes told as wrong use. */
export function readArguments<const Wanted extends Options>(
  args: readonly string[],
  options: Wanted,
  names: { readonly min: number; readonly max: number },
) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const given = parsed.positionals.length;
    if (given < names.min) throw new WrongUse(`缺少参数：至少要 ${names.min} 个，给了 ${given} 个`);
    if (given > names.max) throw new WrongUse(`多余的参数“${parsed.positionals[names.max]}”`);
    return parsed;
  } catch (error) {
    if (error instanceof WrongUse) throw error;
    throw new WrongUse(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}
