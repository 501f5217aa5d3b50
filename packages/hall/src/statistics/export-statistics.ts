import type { Statistics, StatisticsQuery } from '@yizhan/contract';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Administrator } from '../administration/administrator.ts';
import type { Room } from '../room.ts';
import { harmless } from '../workbook.ts';
import { readStatistics } from './read-statistics.ts';

type Cell = string | number | undefined;

interface Sheet {
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The same numbers as the page's, as a workbook with a sheet for each of its parts. */
export async function exportStatistics(
  room: Room,
  administrator: Administrator,
  query: StatisticsQuery,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const statistics = await readStatistics(room, administrator, query);
  const sheets = sheetsOf(statistics).map(({ name, heads, rows }) => ({
    sheet: name,
    data: [
      heads.map((text) => ({ type: String, value: text, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(cellOf)),
    ] satisfies SheetData,
  }));
  const content = await writeXlsxFile(sheets).toBuffer();
  return { name: `统计 ${statistics.from} 至 ${statistics.to}.xlsx`, content };
}

function cellOf(value: Cell) {
  if (typeof value === 'number') return { type: Number, value };
  return { type: String, value: harmless(value ?? '') };
}

/** Minutes as hours, which people compare; a sheet has one unit. */
const hours = (minutes: number | undefined): number | undefined =>
  minutes === undefined ? undefined : Math.round((minutes / 60) * 100) / 100;

function sheetsOf(of: Statistics): readonly Sheet[] {
  const { totals } = of;
  return [
    {
      name: '总览',
      heads: ['项目', '数量'],
      rows: [
        ['起', of.from],
        ['止', of.to],
        ['提交', totals.submitted],
        ['办结（同意）', totals.approved],
        ['办结（不同意）', totals.rejected],
        ['撤销', totals.cancelled],
        ['终止', totals.terminated],
        ['现在办理中', totals.running],
        ['现在在申请人处', totals.returned],
        ['本人发起', of.origins.self],
        ['代办', of.origins.behalf],
        ['由其他事项发起', of.origins.service],
        ['承诺时限内办结', of.promised.kept],
        ['超过承诺时限', of.promised.broken],
        ['评价平均分', of.ratings.average],
        ...of.ratings.grades.map((count, index): Cell[] => [`${index + 1} 分`, count]),
      ],
    },
    {
      name: '按时间',
      heads: ['起始日', '提交', '同意', '不同意', '撤销或终止'],
      rows: of.volume.map((part) => [part.part, part.submitted, part.approved, part.rejected, part.others]),
    },
    {
      name: '按事项',
      heads: ['事项', '提交', '办结', '办理时长中位数（工作小时）', '承诺（工作日）', '承诺内', '超过承诺'],
      rows: of.services.map(({ service, submitted, ended, median, promised }) => [
        service.name.zh,
        submitted,
        ended,
        hours(median),
        promised?.workdays,
        promised?.kept,
        promised?.broken,
      ]),
    },
    {
      name: '按申请人单位',
      heads: ['单位', '提交'],
      rows: of.units.map(({ unit, count }) => [unit.name, count]),
    },
    {
      name: '按环节',
      heads: [
        '事项',
        '环节',
        '办理次数',
        '中位数（工作小时）',
        '九成在此之内（工作小时）',
        '超时',
        '退回',
        '不同意',
      ],
      rows: of.steps.map((row) => [
        row.service.name.zh,
        row.step.name,
        row.count,
        hours(row.median),
        hours(row.ninety),
        row.late,
        row.sentBack,
        row.rejected,
      ]),
    },
    {
      name: '超时（单位）',
      heads: ['单位', '应办', '超时', '其中还没办'],
      rows: of.overdueUnits.map(({ unit, due, late, waiting }) => [unit.name, due, late, waiting]),
    },
    {
      name: '超时（环节）',
      heads: ['事项', '环节', '应办', '超时', '其中还没办'],
      rows: of.overdueSteps.map(({ service, step, due, late, waiting }) => [
        service.name.zh,
        step.name,
        due,
        late,
        waiting,
      ]),
    },
    {
      name: '退回与不同意的原因',
      heads: ['时间', '事项', '环节', '结果', '流水号', '原因'],
      rows: of.reasons.map(({ at, service, step, outcome, application, reason }) => [
        at,
        service.name.zh,
        step.name,
        outcome === 'rejected' ? '不同意' : '退回',
        application.number ?? '',
        reason,
      ]),
    },
  ];
}
