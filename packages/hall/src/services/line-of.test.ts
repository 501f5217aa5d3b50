import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf } from './line-of.ts';

const json = `{
  "id": "x",
  "quota": [
    { "per": "all", "max": 1 },
    {
      "per": "unit",
      "max": "parameters.\\"most\\""
    }
  ],
  "guide": { "a:b": [], "faq": {
    "q": null } }
}`;

test('a place in a JSON file has its line, what is missing that of what is around it', () => {
  assert.equal(lineOf('service.json', json, 'id'), 2);
  assert.equal(lineOf('service.json', json, 'quota[0].max'), 4);
  assert.equal(lineOf('service.json', json, 'quota[1].max'), 7);
  assert.equal(lineOf('service.json', json, 'quota[1].count'), 5);
  assert.equal(lineOf('service.json', json, 'guide.faq.q'), 11);
  assert.equal(lineOf('service.json', json, 'nothing.here'), 1);
  assert.equal(lineOf('service.json', json, ''), 1);
});

test('an element of a drawing has the line of its id', () => {
  const xml = '<a>\n<b id="one"/>\n<c\n id="two.x"/></a>';
  assert.equal(lineOf('flow.bpmn', xml, 'two.x'), 4);
  assert.equal(lineOf('flow.bpmn', xml, 'three'), undefined);
  assert.equal(lineOf('flow.bpmn', xml, ''), undefined);
});
