import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { anApplication, scenario } from './testing/trial.ts';

const sources = globSync('**/*.ts', { cwd: import.meta.dirname }).filter(
  (file) => !/\.test\.ts$|^testing\//.test(file),
);

describe('the engine', () => {
  test('knows no clock, no dice, no environment and no way out', () => {
    const outside =
      /Date\.now|new Date\(\)|Math\.random|crypto|performance|setTimeout|setInterval|fetch\(|process\.env|console\.|from 'node:/;
    assert.ok(sources.length > 30);
    for (const file of sources)
      assert.doesNotMatch(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'), outside, file);
  });

  test('decides without asking the clock or the dice, in whatever it calls either', async (context) => {
    const program = await scenario('send-back');
    const asked = () => assert.fail('asked the world outside');
    context.mock.method(Date, 'now', asked);
    context.mock.method(Math, 'random', asked);
    const trial = anApplication(program, { data: { amount: 9000, keepers: ['K1'] } });
    trial.approve('unitHead');
    trial.sendBack('audit');
    trial.submit({ walk: 'straight' });
    assert.deepEqual(trial.open, ['audit']);
  });
});
