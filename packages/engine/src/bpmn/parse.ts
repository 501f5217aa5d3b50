import { BpmnModdle } from 'bpmn-moddle';
import type { Element, ScopeElement } from './element.ts';
import type { Fault } from './fault.ts';
import { moddleExtension } from './moddle-extension.ts';
import { readingFault } from './reading-fault.ts';

const mostCharacters = 2_000_000;
/** Enough to begin with; a file that is no BPMN at all has one at every element. */
const mostFaults = 50;

/**
 * Reads BPMN 2.0 XML. A DOCTYPE is refused before the parser sees it: bpmn-moddle only warns of it, and entities
 * are how XML is made to grow or to read files.
 */
export async function parse(
  xml: string,
): Promise<{ readonly processes: readonly ScopeElement[] } | { readonly faults: readonly Fault[] }> {
  if (xml.length > mostCharacters) return fault(`文件超过 ${mostCharacters} 个字符`);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return fault('不允许 DOCTYPE 或 ENTITY 声明，请删除后重试');
  try {
    const { rootElement, warnings } = await new BpmnModdle({
      yizhan: moddleExtension,
    }).fromXML(xml);
    const faults = warnings.slice(0, mostFaults).map(readingFault);
    if (faults.length > 0) return { faults };
    const roots =
      (rootElement as Element & { readonly rootElements?: readonly Element[] }).rootElements ?? [];
    return { processes: roots.filter((root) => root.$type === 'bpmn:Process') };
  } catch (error) {
    const { message } = readingFault({ message: error instanceof Error ? error.message : String(error) });
    return fault(`不是有效的 BPMN 文件：${message}`);
  }
}

const fault = (message: string) => ({ faults: [{ element: '', message }] });
