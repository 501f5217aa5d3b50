import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileNames } from './file-names.ts';

test('files are named by number, person and field, and told apart by a number', () => {
  const name = fileNames();
  assert.equal(name('QJ-1', '褚云帆', '证明', 'IMG_1.JPG'), 'QJ-1_褚云帆_证明.jpg');
  assert.equal(name('QJ-1', '褚云帆', '证明', 'b.jpg'), 'QJ-1_褚云帆_证明_2.jpg');
  assert.equal(name('QJ-1', '褚云帆', '证明', 'c.pdf'), 'QJ-1_褚云帆_证明.pdf');
  assert.equal(name('QJ-1', '褚云帆', '证明', 'd.jpg'), 'QJ-1_褚云帆_证明_3.jpg');
});

test('nothing of a name leads out of the folder', () => {
  const name = fileNames();
  assert.equal(name('QJ-1', 'a\\b', '. 附件/一:二 ', 'x.tar.gz'), 'QJ-1_a b_附件 一 二.gz');
  for (const each of [name('../..', '..', '/', 'a/../b'), name('\u202egnp', 'x\u0000', '', '')])
    assert.ok(!/[\\/\p{Cc}\p{Cf}]|^\./u.test(each), each);
  assert.ok(new TextEncoder().encode(name('号'.repeat(200), '名', '字', 'a.png')).length <= 200);
});
