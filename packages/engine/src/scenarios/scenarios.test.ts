/**
 * Every element, event and position that runs, as files: a process and beside it what is done and what must come of it,
 * in the format of `yizhan simulate`. `name.json` or `name.<n>.json` belongs to `name.bpmn`.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { addSpan, builtins, clock } from '@yizhan/feel';
import { compileProcess } from '../bpmn/compile-process.ts';
import { simulate } from '../simulate/simulate.ts';

const here = import.meta.dirname;
/** China's: 春节 and the Saturday before it that is worked. */
const calendar = {
  hours: [['08:30', '17:30']],
  holidays: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
  workdays: ['2026-02-14'],
} as const;
const outside = {
  scope: (now: string) => ({ ...builtins(calendar), ...clock(now.slice(0, 10)) }),
  after: (from: string, span: string) => addSpan(calendar, from, span),
};

const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

for (const folder of folders) {
  const files = readdirSync(path.join(here, folder)).filter((file) => file.endsWith('.json'));
  if (files.length === 0) continue;
  describe(folder, () => {
    for (const file of files) {
      const { expect, ...scenario } = JSON.parse(readFileSync(path.join(here, folder, file), 'utf8'));
      const flow = file.replace(/(\.\d+)?\.json$/, '.bpmn');
      test(`${flow.replace('.bpmn', '')}: ${scenario.name}`, async () => {
        const compiled = await compileProcess(
          readFileSync(path.join(here, folder, flow), 'utf8'),
          scenario.process && { process: scenario.process },
        );
        if ('faults' in compiled) assert.fail(JSON.stringify(compiled.faults));
        const answer = simulate(compiled.program, scenario, outside);
        const told = Object.keys(expect).map((key) => [key, answer[key as keyof typeof answer]]);
        assert.partialDeepStrictEqual(Object.fromEntries(told), expect);
        for (const key of ['path', 'ended', 'open', 'incidents', 'refusals', 'waiting'] as const)
          if (expect[key]) assert.equal(answer[key].length, expect[key].length, `more in ${key}`);
      });
    }
  });
}
