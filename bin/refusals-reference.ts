/**
 * docs/reference/refusals.md, written from the contract's table. `node bin/refusals-reference.ts` writes it;
 * refusals-reference.test.ts fails while the file says anything else.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { refusals } from '@yizhan/contract';

const file = path.join(import.meta.dirname, '../docs/reference/refusals.md');

/** What the codes before the slash are about, in the order in which the page tells them. */
const subjects: Readonly<Record<string, string>> = {
  request: '请求本身 · the request itself',
  session: '登录与会话 · signing in and the session',
  access: '权限 · permission',
  service: '服务事项 · services',
  campaign: '活动 · campaigns',
  booking: '预约 · bookings',
  registration: '报名 · registrations',
  register: '台账',
  application: '申请 · applications',
  task: '待办 · tasks',
  guest: '校外人员 · guests',
  ballot: '选票 · ballots',
  announcement: '公示 · announcements',
  survey: '调查 · surveys',
  flow: '流程 · the flow',
  proxy: '代理 · proxies',
  payment: '缴费',
  notice: '通知 · notices',
  reference: '选取记录 · picked rows',
  rating: '评价 · ratings',
  statistics: '统计 · statistics',
  export: '导出 · exports',
  incident: '异常 · incidents',
  administration: '管理 · administration',
  attachment: '附件 · attachments',
  verification: '核验 · verifying a paper',
  server: '服务器 · the server',
};

const head = `<!-- biome-ignore-all format: written by a program, which does not reckon the width of columns -->

# Refusals

Every expected no of the HTTP interface. An answer that refuses is a problem document (RFC 9457,
\`application/problem+json\`) with \`type\`, \`title\`, \`status\`, \`code\`, \`detail\`, \`parameters\` and, where a form has
faults, \`problems\`. Clients switch on \`code\` and never on the text; \`detail\` comes in Chinese, or in English when
\`Accept-Language\` begins with \`en\`. Words in braces are put in from \`parameters\`. \`request/throttled\`,
\`session/throttled\` and \`server/unavailable\` carry \`Retry-After\`.

Written by \`node bin/refusals-reference.ts\` from \`packages/contract/src/refusals.ts\`; don't edit it by hand.
`;

export function refusalsReference(): string {
  const groups = Map.groupBy(Object.entries(refusals), ([code]) => code.split('/')[0] ?? '');
  const unknown = [...groups.keys()].filter((subject) => !Object.hasOwn(subjects, subject));
  if (unknown.length > 0) throw new Error(`refusals-reference.ts has no heading for ${unknown.join(', ')}`);
  const parts = Object.entries(subjects).map(([subject, title]) => {
    const rows = (groups.get(subject) ?? []).map(
      ([code, [status, zh, en]]) => `| \`${code}\` | ${status} | ${zh} | ${en} |`,
    );
    return `\n## ${title}\n\n| code | status | 中文 | English |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return head + parts.join('');
}

export const writtenReference = (): Promise<string> => readFile(file, 'utf8');

if (import.meta.main) await writeFile(file, refusalsReference());
