import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lockedData, prefillForm } from './prefill.ts';
import { aForm } from './testing/a-form.ts';
import { sealUse } from './testing/real-forms.ts';

const profile = {
  id: 'T1',
  name: '林清和',
  number: 'T1001',
  staffNo: 'T1001',
  unit: 'college-of-history',
  unitName: '历史学院',
  phone: '13800000000',
  category: '专任教师',
};

describe('prefilling', () => {
  test('gives first values and says where each comes from', () => {
    const { data, origins } = prefillForm(sealUse, profile, '2026-03-02T01:00:00.000Z');
    assert.deepEqual(data, { applicant: 'T1', dept: 'college-of-history', phone: '13800000000' });
    assert.deepEqual(origins.phone, {
      source: 'profile',
      key: 'phone',
      label: '手机号',
      labelEn: 'Phone',
      drawnAt: '2026-03-02T01:00:00.000Z',
    });
  });

  test('takes what suits the field: the id for a person, the name of the unit for a text, an option by its label', () => {
    const form = aForm([
      { key: 'who', type: 'person', prefill: 'profile:name' },
      { key: 'name', type: 'text', prefill: 'profile:name' },
      { key: 'unit', type: 'text', prefill: 'profile:unit' },
      {
        key: 'kind',
        type: 'radio',
        options: [{ value: 'teacher', label: '专任教师' }],
        prefill: 'profile:category',
      },
    ]);
    assert.deepEqual(prefillForm(form, profile).data, {
      who: 'T1',
      name: '林清和',
      unit: '历史学院',
      kind: 'teacher',
    });
  });

  test('leaves out what the profile does not know or the field cannot hold', () => {
    const form = aForm([
      { key: 'phone', type: 'phone', prefill: 'profile:phone' },
      { key: 'kind', type: 'radio', options: [{ value: 'a', label: 'a' }], prefill: 'profile:category' },
      { key: 'mail', type: 'text', prefill: 'profile:email' },
    ]);
    assert.deepEqual(prefillForm(form, { phone: '8013', category: '专任教师', email: null }), {
      data: {},
      origins: {},
    });
  });

  test('of locked fields alone gives what the server puts in again', () => {
    assert.deepEqual(lockedData(sealUse, profile), { applicant: 'T1', dept: 'college-of-history' });
  });
});
