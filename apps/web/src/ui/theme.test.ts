import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { theme } from './theme.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const token = (name: string) => new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1];

test("antd's colours are those of the style sheet", () => {
  assert.equal(theme.primary, token('primary'));
  assert.equal(theme.ink, token('ink'));
  assert.equal(theme.quiet, token('ink-3'));
  assert.equal(theme.line, token('line-strong'));
  assert.equal(theme.bad, token('bad'));
  assert.equal(theme.good, token('good'));
  assert.equal(theme.warn, token('warn'));
  assert.equal(`${theme.radius}px`, token('radius'));
});
