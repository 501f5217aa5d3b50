import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { aTable, dmnFile, type TableSketch } from '../testing/dmn-file.ts';
import { compileDmn } from './compile-dmn.ts';

/** Three discounts; which hold depends on the amount. */
const discounts: Omit<TableSketch, 'policy'> = {
  name: 'Discount',
  inputs: ['amount'],
  outputs: ['percent'],
  rules: ['> 10 | 5', '> 20 | 10', '> 30 | 2'],
};

async function ask(sketch: TableSketch, scope: Record<string, unknown>): Promise<unknown> {
  const compiled = await compileDmn(dmnFile(aTable(sketch)));
  if ('faults' in compiled) assert.fail(JSON.stringify(compiled.faults));
  return compiled.decisions.get('decision')?.evaluate(scope);
}

describe('hit policies, when three rules hold', () => {
  const all = { amount: 31 };
  const values = '10, 5, 2';

  test('UNIQUE tells which rules hold together', async () => {
    await assert.rejects(ask(discounts, all), /“Discount”（UNIQUE）的第 1、2、3 条规则同时成立，只能有一条/);
    await assert.rejects(ask({ ...discounts, policy: 'UNIQUE' }, { amount: 21 }), /第 1、2 条/);
    assert.equal(await ask(discounts, { amount: 11 }), 5);
  });

  test('ANY wants them to agree', async () => {
    await assert.rejects(
      ask({ ...discounts, policy: 'ANY' }, all),
      /（ANY）的第 1、2、3 条规则.*结果应当相同/,
    );
    const agreeing = { ...discounts, rules: ['> 10 | 5', '> 20 | 2 + 3', '> 30 | 5'], policy: 'ANY' };
    assert.equal(await ask(agreeing, all), 5);
  });

  test('FIRST takes the first, PRIORITY the most important', async () => {
    assert.equal(await ask({ ...discounts, policy: 'FIRST' }, all), 5);
    assert.equal(await ask({ ...discounts, policy: 'PRIORITY', values }, all), 10);
    assert.equal(await ask({ ...discounts, policy: 'PRIORITY', values: '2, 5, 10' }, all), 2);
  });

  test('RULE ORDER and OUTPUT ORDER list them all', async () => {
    assert.deepEqual(await ask({ ...discounts, policy: 'RULE ORDER' }, all), [5, 10, 2]);
    assert.deepEqual(await ask({ ...discounts, policy: 'OUTPUT ORDER', values }, all), [10, 5, 2]);
  });

  test('COLLECT lists them or sums them up', async () => {
    const collect = { ...discounts, policy: 'COLLECT' };
    assert.deepEqual(await ask(collect, all), [5, 10, 2]);
    assert.equal(await ask({ ...collect, aggregation: 'SUM' }, all), 17);
    assert.equal(await ask({ ...collect, aggregation: 'MIN' }, all), 2);
    assert.equal(await ask({ ...collect, aggregation: 'MAX' }, all), 10);
    assert.equal(await ask({ ...collect, aggregation: 'COUNT' }, all), 3);
  });

  test('sums are those of decimals, and of numbers only', async () => {
    const sums = { ...discounts, policy: 'COLLECT', aggregation: 'SUM' };
    assert.equal(await ask({ ...sums, rules: ['- | 0.1', '- | 0.2'] }, all), 0.3);
    await assert.rejects(ask({ ...sums, rules: ['- | "a"'] }, all), /要求和，但有一个结果是 "a"/);
  });

  test('the least and the greatest may be dates', async () => {
    const dates = {
      ...discounts,
      policy: 'COLLECT',
      rules: ['- | date("2026-03-01")', '- | date("2026-01-01")'],
    };
    assert.equal(await ask({ ...dates, aggregation: 'MIN' }, all), '2026-01-01');
    assert.equal(await ask({ ...dates, aggregation: 'MAX' }, all), '2026-03-01');
  });

  test('with several outputs the first column ranks, then the next, then the order of the rules', async () => {
    const ranked = await ask(
      {
        inputs: ['n'],
        outputs: ['level', 'note'],
        values: '"A", "B"',
        rules: ['- | "B" | 1', '- | "A" | 2', '- | "A" | 3', '< 0 | "A" | 4'],
        policy: 'OUTPUT ORDER',
      },
      { n: 1 },
    );
    assert.deepEqual(ranked, [
      { level: 'A', note: 2 },
      { level: 'A', note: 3 },
      { level: 'B', note: 1 },
    ]);
  });
});

describe('hit policies, when no rule holds', () => {
  const none = { amount: 0 };

  test('a single answer is null, a list is empty, a count is 0', async () => {
    const values = '10, 5, 2';
    for (const policy of ['UNIQUE', 'ANY', 'FIRST'])
      assert.equal(await ask({ ...discounts, policy }, none), null);
    assert.equal(await ask({ ...discounts, policy: 'PRIORITY', values }, none), null);
    assert.deepEqual(await ask({ ...discounts, policy: 'RULE ORDER' }, none), []);
    assert.deepEqual(await ask({ ...discounts, policy: 'OUTPUT ORDER', values }, none), []);
    assert.deepEqual(await ask({ ...discounts, policy: 'COLLECT' }, none), []);
    assert.equal(await ask({ ...discounts, policy: 'COLLECT', aggregation: 'COUNT' }, none), 0);
    for (const aggregation of ['SUM', 'MIN', 'MAX']) {
      assert.equal(await ask({ ...discounts, policy: 'COLLECT', aggregation }, none), null);
    }
  });

  test('a default takes their place', async () => {
    assert.equal(await ask({ ...discounts, policy: 'FIRST', otherwise: '1' }, none), 1);
    assert.equal(await ask({ ...discounts, policy: 'COLLECT', aggregation: 'SUM', otherwise: '0' }, none), 0);
  });
});

describe('hit policies agree with one another', () => {
  const rule = fc.record({
    from: fc.integer({ min: 0, max: 20 }),
    to: fc.integer({ min: 0, max: 20 }),
    output: fc.integer({ min: 1, max: 5 }),
  });

  test('whatever the rules and the value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(rule, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 20 }),
        async (rows, n) => {
          const rules = rows.map(({ from, to, output }) => `[${from}..${to}] | ${output}`);
          const values = '5, 4, 3, 2, 1';
          const by = (policy: string, aggregation?: string) =>
            ask(
              {
                inputs: ['n'],
                outputs: ['x'],
                rules,
                policy,
                values,
                ...(aggregation !== undefined && { aggregation }),
              },
              { n },
            );
          const hits = rows.filter(({ from, to }) => from <= n && n <= to).map(({ output }) => output);
          const inOrder = await by('RULE ORDER');
          assert.deepEqual(inOrder, hits);
          assert.deepEqual(await by('COLLECT'), inOrder);
          assert.equal(await by('FIRST'), hits[0] ?? null);
          const outputOrder = await by('OUTPUT ORDER');
          assert.deepEqual(
            outputOrder,
            [...hits].sort((a, b) => b - a),
          );
          assert.equal(await by('PRIORITY'), (outputOrder as number[])[0] ?? null);
          assert.equal(await by('COLLECT', 'COUNT'), hits.length);
          assert.equal(await by('COLLECT', 'SUM'), hits.length === 0 ? null : hits.reduce((a, b) => a + b));
          assert.equal(await by('COLLECT', 'MAX'), hits.length === 0 ? null : Math.max(...hits));
          assert.equal(await by('COLLECT', 'MIN'), hits.length === 0 ? null : Math.min(...hits));
          if (hits.length > 1) await assert.rejects(by('UNIQUE'), /同时成立/);
          else assert.equal(await by('UNIQUE'), hits[0] ?? null);
          if (new Set(hits).size > 1) await assert.rejects(by('ANY'), /应当相同/);
          else assert.equal(await by('ANY'), hits[0] ?? null);
        },
      ),
      { numRuns: 25 },
    );
  });
});
