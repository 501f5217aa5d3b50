import { Refused, type SurveyResults } from '@yizhan/contract';
import type { Administrator } from '../administration/administrator.ts';
import type { Room } from '../room.ts';
import { workbookOf } from '../workbook.ts';
import { looksAfter, readSurveyResults } from './read-results.ts';

/** The same figures as the page's, as a workbook; for those who look after the survey. No row of it is one person's. */
export async function exportSurveyResults(
  room: Room,
  administrator: Administrator,
  service: string,
  round?: string,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  if (!(await looksAfter(room, administrator, service))) throw new Refused('service/not-found');
  const results = await readSurveyResults(room, administrator, service, round);
  const { opens, closes, asked, answered } = results.round;
  const rows = [
    ['应答', '', '', String(asked)],
    ['已答', '', '', String(answered)],
    ['计入结果', '', '', String(results.counted)],
    ...(results.groups ?? []).map(({ name, count }) => [results.groupedBy ?? '', '', name, String(count)]),
    ...results.questions.flatMap(rowsOf),
  ];
  return {
    name: `${results.service.name.zh} ${opens} 至 ${closes}.xlsx`,
    content: await workbookOf('调查结果', ['题目', '分组', '选项', '人数或内容'], rows),
  };
}

function rowsOf({
  label,
  shown,
  answered,
  bars,
  mean,
  words,
  texts,
  groups,
}: SurveyResults['questions'][number]) {
  if (!shown) return [[label.zh, '', '作答人数过少，不显示', '']];
  const figures = (group: string, of: { answered: number; bars: typeof bars; mean?: number | undefined }) => [
    [label.zh, group, '作答', String(of.answered)],
    ...(of.mean === undefined ? [] : [[label.zh, group, '平均', String(of.mean)]]),
    ...of.bars.map(({ name, count }) => [label.zh, group, name, String(count)]),
  ];
  return [
    ...figures('', { answered, bars, mean }),
    ...groups.flatMap((group) => figures(group.name, group)),
    ...words.map(({ word, count }) => [label.zh, '词', word, String(count)]),
    ...texts.map((text) => [label.zh, '', '', text]),
  ];
}
