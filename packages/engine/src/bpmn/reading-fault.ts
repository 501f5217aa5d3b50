import type { ReadingWarning } from 'bpmn-moddle';
import type { Element } from './element.ts';
import type { Fault } from './fault.ts';

/** A warning of bpmn-moddle in the words of whoever drew the process; what it doesn't know stays as it is. */
export function readingFault({ message, element, property = '', value }: ReadingWarning): Fault {
  const fault = (text: string): Fault => ({ element: idAround(element), message: text });
  if (message.startsWith('unresolved reference'))
    return fault(`${property.replace('bpmn:', '')} 指向的“${value}”不存在`);
  if (message.startsWith('unknown attribute')) return fault(`${element?.$type} 没有属性“${property}”`);
  if (message.startsWith('unsupported document encoding')) return fault('文件要用 UTF-8 编码，请另存后重试');
  if (message === 'failed to parse document as <bpmn:Definitions>')
    return fault('最外层不是 bpmn:definitions');
  const [, what = '', line, column, reason = ''] = unparsable.exec(message) ?? [];
  if (line === undefined) return fault(message.trim());
  return fault(
    `第 ${Number(line) + 1} 行第 ${Number(column) + 1} 列${what && `的 ${what.slice(0, 40).trim()} `}${why(reason)}`,
  );
}

const unparsable = /^unparsable content (.*?)detected\s+line: (\d+)\s+column: (\d+)\s+nested error: (.*)$/s;

function why(reason: string): string {
  const repeated = /^duplicate ID <(.*)>$/.exec(reason)?.[1];
  if (repeated !== undefined) return `与别的元素用了同一个 id“${repeated}”`;
  return /^(unknown type|unrecognized element)/.test(reason)
    ? '不是 BPMN 或 yizhan 的元素'
    : `无法读取：${reason}`;
}

/** The id of the element or of the nearest one around it: `yizhan:approval` itself has none. */
function idAround(element: Element | undefined): string {
  for (let at = element; at !== undefined; at = at.$parent) if (at.id !== undefined) return at.id;
  return '';
}
