import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { refusalText } from '@yizhan/contract';
import { compileProcess, ScenarioFault, simulate } from '@yizhan/engine';
import { addSpan } from '@yizhan/feel';
import { scopeAt } from '@yizhan/flow';
import { readDecisions, readSite } from '@yizhan/hall';
import { readConfig } from '../config.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';

export const simulateFlow: Command = {
  summary: '不用数据库运行一个流程文件和一个场景，输出 JSON',
  usage: ['simulate FLOW.bpmn SCENARIO.json'],
  async run(args) {
    const { positionals } = readArguments(args, {}, { min: 2, max: 2 });
    const [flow = '', scenario = ''] = positionals;
    const refusal = await simulated(flow, scenario).catch((error: unknown) => error);
    if (!(refusal instanceof Error)) {
      console.log(JSON.stringify(refusal));
      return 0;
    }
    console.log(JSON.stringify({ error: refusal.message }));
    return 2;
  },
};

async function simulated(flow: string, scenario: string): Promise<unknown> {
  const xml = await readFile(flow, 'utf8').catch(() => Promise.reject(new Error(`读不出流程文件“${flow}”`)));
  const text = await readFile(scenario, 'utf8').catch(() =>
    Promise.reject(new Error(`读不出场景文件“${scenario}”`)),
  );
  const input: unknown = parsed(text, scenario);
  const process =
    typeof input === 'object' && input !== null && 'process' in input && typeof input.process === 'string'
      ? input.process
      : undefined;
  const { decisions, faults } = await readDecisions(path.dirname(flow));
  if (faults.length > 0)
    throw new Error(faults.map(({ file, where, message }) => `${file} ${where}: ${message}`).join('；'));
  const compiled = await compileProcess(xml, { decisions, ...(process !== undefined && { process }) });
  if ('faults' in compiled)
    throw new Error(compiled.faults.map(({ element, message }) => `${element}: ${message}`).join('；'));
  const read = await readSite(readConfig().site);
  const calendar =
    'site' in read
      ? read.site.calendar
      : { hours: [['09:00', '17:00']] as const, holidays: [], workdays: [] };
  return simulate(compiled.program, input, {
    scope: scopeAt(calendar),
    say: ({ code, parameters }) => refusalText(code, parameters, 'zh-CN'),
    after: (from, span) => addSpan(calendar, from, span),
  });
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScenarioFault(
      `场景文件“${file}”不是有效的 JSON：${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
