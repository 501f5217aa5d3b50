import type { CaseState } from '@yizhan/contract';
import { schoolDay } from '@yizhan/flow';
import type { Administrator } from '../administration/administrator.ts';
import type { Room } from '../room.ts';
import { csvOf, workbookOf } from '../workbook.ts';
import { type CaseFilter, casesFor } from './progress.ts';

const heads = ['工号/学号', '姓名', '单位', '进度', '流水号', '提交时间', '最近催填'] as const;

const words: Readonly<Record<CaseState, string>> = {
  notBegun: '未开始',
  draft: '填写中',
  running: '办理中',
  returned: '已退回',
  done: '已办结',
  refused: '未通过',
};

/** The cases as the list shows them, as a workbook or as CSV; nothing of their forms. @throws Refused */
export async function exportCases(
  room: Room,
  administrator: Administrator,
  id: string,
  { format = 'xlsx', ...filter }: CaseFilter & { readonly format: 'xlsx' | 'csv' | undefined },
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const { campaign, cases, names } = await casesFor(room, administrator, id, filter);
  const rows = cases.map(({ person, unit, state, number, submittedAt, reminded_on }) => {
    const { name, number: own } = names.person(person);
    return [
      own,
      name,
      names.unit(unit),
      words[state],
      number ?? '',
      submittedAt === null ? '' : schoolDay(submittedAt),
      reminded_on ?? '',
    ];
  });
  const name = `${campaign.title} 进度 ${schoolDay(room.now())}.${format}`;
  const content = format === 'csv' ? csvOf([heads, ...rows]) : await workbookOf(campaign.title, heads, rows);
  return { name, content };
}
