import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NotificationKind } from './notifications.sql.ts';
import { wordsOf } from './words.ts';

const parameters = {
  service: { zh: '用章申请', en: 'Seal use' },
  title: '合同协议，共 4 份',
  number: 'YZ-2026-00001',
  applicant: '符心瑜',
};
const kinds: readonly NotificationKind[] = [
  'task-opened',
  'sent-back',
  'approved',
  'rejected',
  'cancelled',
  'cancel-asked',
  'cancel-declined',
  'reminded',
  'copied',
  'commented',
  'campaign-opened',
  'campaign-reminded',
  'registration-placed',
  'registration-offered',
  'registration-lapsed',
  'registration-waiting',
  'registration-lost',
  'registration-removed',
  'survey-opened',
  'survey-reminded',
  'survey-closed',
  'rated-low',
  'rating-answered',
  'payment-asked',
];

test('each message has a title and a body in both languages, and no word of the other', () => {
  for (const kind of kinds) {
    const zh = wordsOf({ kind, parameters: { ...parameters, node: '审批' } }, 'zh-CN');
    const en = wordsOf({ kind, parameters: { ...parameters, node: 'Approval' } }, 'en');
    assert.ok(zh.title.includes('用章申请'), kind);
    assert.ok(en.title.includes('Seal use'), kind);
    assert.deepEqual([zh.body, en.body], Array(2).fill('合同协议，共 4 份 · YZ-2026-00001'));
  }
});

test('a message about a service without an English name calls it by its Chinese one', () => {
  const { title } = wordsOf(
    { kind: 'approved', parameters: { ...parameters, service: { zh: '用章' } } },
    'en',
  );
  assert.equal(title, 'Approved: 用章');
});

test('what was sent back says why, and what has neither title nor number says nothing more', () => {
  const sentBack = { kind: 'sent-back', parameters: { ...parameters, comment: '缺附件' } } as const;
  assert.equal(wordsOf(sentBack, 'zh-CN').body, '原因：缺附件');
  assert.equal(wordsOf(sentBack, 'en').body, 'Reason: 缺附件');
  const bare = { kind: 'approved', parameters: { ...parameters, title: '', number: null } } as const;
  assert.equal(wordsOf(bare, 'zh-CN').body, '');
});
