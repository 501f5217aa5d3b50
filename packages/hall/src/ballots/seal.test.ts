import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { paperSize } from './ballot.ts';
import { newBallotKey, seal, unseal } from './seal.ts';
import type { BallotSettings } from './settings.ts';
import type { Paper } from './tally.ts';

const ballot: BallotSettings = {
  title: '测评',
  questions: [
    { key: 'grade', type: 'radio', label: '评价', options: [{ value: '优秀', label: '优秀' }] },
    { key: 'remark', type: 'textarea', label: '意见', maxLength: 20 },
  ],
  voters: [{ id: '群众', name: '群众', weight: 1 }],
};
const size = paperSize(ballot);
const key = newBallotKey();
const paper = (remark: string): Paper => ({ voters: '群众', answers: { grade: '优秀', remark } });
const papers = ['', '好', '\u0007'.repeat(20), '😀'.repeat(10), '"'.repeat(20)].map(paper);
const remarks = (some: readonly Paper[]) => some.map(({ answers }) => String(answers.remark)).sort();

describe('a sealed box', () => {
  test('gives back every paper that went in, whatever is written on it', () => {
    const opened = unseal('box', key, size, seal('box', key, size, papers));
    assert.deepEqual(remarks(opened), remarks(papers));
    assert.ok(opened.every(({ voters }) => voters === '群众'));
  });

  test('is as long for a long paper as for a short one, and never the same twice', () => {
    const [one, other] = [paper(''), paper('长'.repeat(20))].map((each) => seal('box', key, size, [each]));
    assert.equal(one?.length, other?.length);
    assert.notDeepEqual(seal('box', key, size, papers), seal('box', key, size, papers));
  });

  test('puts the papers into another order', () => {
    const many = Array.from({ length: 40 }, (_, index) => paper(String(index)));
    const opened = unseal('box', key, size, seal('box', key, size, many));
    assert.notDeepEqual(
      opened.map(({ answers }) => answers.remark),
      many.map(({ answers }) => answers.remark),
    );
  });

  test('opens with no other key, under no other name, and not when it was changed', () => {
    const sealed = seal('box', key, size, papers);
    assert.throws(() => unseal('box', newBallotKey(), size, sealed));
    assert.throws(() => unseal('another', key, size, sealed));
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    assert.throws(() => unseal('box', key, size, sealed));
  });
});
