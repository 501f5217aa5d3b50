import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Field } from '@yizhan/forms';
import { contentOf } from './content.ts';
import type { AnnouncedField } from './settings.ts';

const form: readonly Field[] = [
  { key: 'who', type: 'text', label: '姓名', prefill: 'profile:name' },
  { key: 'team', type: 'persons', label: '成员' },
  { key: 'phone', type: 'phone', label: '电话', secret: true },
  { key: 'grade', type: 'text', label: '等次' },
];
const data = { who: '褚云帆', team: ['T1', 'T2'], phone: '19900001234', grade: '优秀' };
const names = { people: { T1: { name: '应泽楷' }, T2: { name: '艾力·吐尔逊' } }, units: {} };

const shown = (...fields: readonly AnnouncedField[]) => {
  const { content, archived } = contentOf(
    { title: '公示', fields: [...fields], audience: 'public', workdays: 3, objections: 'none' },
    form,
    data,
    names,
  );
  return [content, archived].map((lines) => lines.map(({ value }) => value.zh));
};

describe('what is announced', () => {
  test('is shown as it is and its names masked afterwards, where nothing else is said', () => {
    assert.deepEqual(shown({ field: 'who' }, { field: 'team' }, { field: 'grade' }), [
      ['褚云帆', '应泽楷、艾力·吐尔逊', '优秀'],
      ['褚*', '应*、艾*', '优秀'],
    ]);
  });

  test('is masked from the beginning, kept or removed as the service says', () => {
    assert.deepEqual(
      shown(
        { field: 'who', mask: 'name', afterwards: 'kept' },
        { field: 'phone', mask: 'part', afterwards: 'removed' },
        { field: 'grade', afterwards: 'masked' },
      ),
      [
        ['褚*', '199****34', '优秀'],
        ['褚*', '优**'],
      ],
    );
  });
});
