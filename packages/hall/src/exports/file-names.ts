/** Longer ones some systems do not unpack; of bytes, as the strictest counts them. */
const mostBytes = 180;

/**
 * Names the files of an export by its rule: `流水号_申请人_字段.ext`, and from the second of the same name on with a number.
 * Nothing of a name leads to another folder, or is not a name on some system.
 */
export function fileNames(): (number: string, person: string, field: string, original: string) => string {
  const used = new Map<string, number>();
  return (number, person, field, original) => {
    const ending = /\.[A-Za-z0-9]{1,8}$/.exec(original)?.[0].toLowerCase() ?? '';
    const name = cut([number, person, field].map(clean).join('_'));
    const before = used.get(name + ending) ?? 0;
    used.set(name + ending, before + 1);
    return before === 0 ? name + ending : `${name}_${before + 1}${ending}`;
  };
}

const clean = (part: string): string =>
  part
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/[\\/:*?"<>|\s]+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '') || '无';

function cut(name: string): string {
  let whole = name;
  while (new TextEncoder().encode(whole).length > mostBytes) whole = Array.from(whole).slice(0, -1).join('');
  return whole;
}
