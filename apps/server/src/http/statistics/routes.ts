import { Statistics, StatisticsQuery } from '@yizhan/contract';
import type { Wiring } from '../../wiring.ts';
import { administratorIn } from '../access.ts';
import type { App } from '../app.ts';
import { refusalAnswers } from '../refusals.ts';
import { sendWorkbook, Workbook } from '../workbook.ts';

/** 统计 for those who look after services. */
export function statisticsRoutes(app: App, { hall }: Wiring): void {
  const config = { access: 'administrator' } as const;
  const tags = ['statistics'];

  app.get(
    '/admin/statistics',
    {
      config,
      schema: {
        tags,
        summary: 'How the services I look after are doing: volume, waiting times, overdue, ratings',
        querystring: StatisticsQuery,
        response: { 200: Statistics, ...refusalAnswers },
      },
    },
    async (request) => hall.readStatistics(administratorIn(request), request.query),
  );

  app.get(
    '/admin/statistics/export',
    {
      config,
      schema: {
        tags,
        summary: 'The same numbers as a workbook (xlsx)',
        querystring: StatisticsQuery,
        response: { 200: Workbook, ...refusalAnswers },
      },
    },
    async (request, reply) =>
      sendWorkbook(reply, await hall.exportStatistics(administratorIn(request), request.query)),
  );
}
