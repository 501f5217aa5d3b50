import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readingOf } from './name-reading.ts';

describe('a name is read', () => {
  for (const [name, pinyin, initials] of [
    ['周明远', 'zhoumingyuan', 'zmy'],
    ['单岳', 'shanyue', 'sy'],
    ['解晓东', 'xiexiaodong', 'xxd'],
    ['吕布', 'lvbu', 'lb'],
    ['欧阳静', 'ouyangjing', 'oyj'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ['John Smith', 'johnsmith', 'js'],
    ['José Müller', 'josemuller', 'jm'],
    ['李A', 'lia', 'la'],
    ['Ωμέγα', '', ''],
  ] as const)
    test(`${name} as ${pinyin}`, () => assert.deepEqual(readingOf(name), { pinyin, initials }));

  test('as the file says, where it says so', () => {
    assert.deepEqual(readingOf('张乐', 'zhang yue'), { pinyin: 'zhangyue', initials: 'zy' });
  });
});
