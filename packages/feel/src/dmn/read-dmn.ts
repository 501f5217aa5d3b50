/// <reference path="./dmn-moddle.d.ts" />
import { DmnModdle } from 'dmn-moddle';
import type { Definitions } from './element.ts';
import { type DmnFault, dmnFault } from './fault.ts';

const mostCharacters = 2_000_000;
/** Enough to begin with; a file that is no DMN at all has one at every element. */
const mostFaults = 50;

/** dmn-moddle knows DMN 1.3. What is read here is the same in 1.2 to 1.5, but for the name of its language. */
const models =
  /"https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20180521|20191111|20211108|20230324)\/(MODEL|DMNDI)\/"/g;

/**
 * Reads DMN XML. A DOCTYPE is refused before the parser sees it: entities are how XML is made to grow or to read
 * files.
 */
export async function readDmn(
  xml: string,
): Promise<{ readonly definitions: Definitions } | { readonly faults: readonly DmnFault[] }> {
  if (xml.length > mostCharacters) {
    return wholeFile(
      `文件超过 ${mostCharacters} 个字符`,
      `The file has more than ${mostCharacters} characters`,
    );
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    return wholeFile(
      '不允许 DOCTYPE 或 ENTITY 声明，请删除后重试',
      'DOCTYPE and ENTITY are not allowed; delete them and try again',
    );
  }
  try {
    const { rootElement, warnings } = await new DmnModdle().fromXML(
      xml.replace(models, '"https://www.omg.org/spec/DMN/20191111/$1/"'),
    );
    const faults = warnings.filter(matters).slice(0, mostFaults).map(readingFault);
    return faults.length > 0 ? { faults } : { definitions: rootElement as Definitions };
  } catch (error) {
    return { faults: [readingFault({ message: error instanceof Error ? error.message : String(error) })] };
  }
}

/** What DMN 1.4 and 1.5 added without a meaning for decision tables. */
function matters({ message }: { readonly message: string }): boolean {
  return !/^unparsable content <(?:\w+:)?(?:typeConstraint|group|textAnnotation|association)\b/.test(message);
}

function readingFault({ message }: { readonly message: string }): DmnFault {
  if (message.startsWith('failed to parse document')) {
    return dmnFault(
      '',
      '不是 DMN 1.2–1.5 的决策文件：最外层应当是 definitions',
      'This is no DMN 1.2–1.5 file: definitions is expected outermost',
    );
  }
  const [, what = '', line, column, reason = ''] = unparsable.exec(message) ?? [];
  if (line === undefined) return dmnFault('', message.trim(), message.trim());
  const place = `第 ${Number(line) + 1} 行第 ${Number(column) + 1} 列`;
  const placeEn = `line ${Number(line) + 1}, column ${Number(column) + 1}`;
  const content = what.slice(0, 40).trim();
  const repeated = /^duplicate ID <(.*)>$/.exec(reason)?.[1];
  if (repeated !== undefined) {
    return dmnFault(
      repeated,
      `${place}：与别的元素用了同一个 id“${repeated}”`,
      `${placeEn}: another element has the id "${repeated}" too`,
    );
  }
  return /^(unknown type|unrecognized element)/.test(reason)
    ? dmnFault('', `${place}的 ${content} 这里不支持`, `${content} at ${placeEn} is not supported`)
    : dmnFault(
        '',
        `${place} ${content} 无法读取：${reason}`,
        `${content} at ${placeEn} cannot be read: ${reason}`,
      );
}

const unparsable = /^unparsable content (.*?)detected\s+line: (\d+)\s+column: (\d+)\s+nested error: (.*)$/s;

function wholeFile(message: string, messageEn: string): { readonly faults: readonly DmnFault[] } {
  return { faults: [dmnFault('', message, messageEn)] };
}
