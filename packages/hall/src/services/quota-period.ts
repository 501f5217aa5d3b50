import type { Quota } from './settings.ts';

/** The name of the period that a day (China's, `YYYY-MM-DD`) lies in; the same for all days of it. */
export function quotaPeriod(period: NonNullable<Quota['period']>, day: string): string {
  const [year = '', month = ''] = day.split('-');
  switch (period) {
    case 'ever':
      return '';
    case 'year':
      return year;
    case 'month':
      return `${year}-${month}`;
    case 'day':
      return day;
    case 'week':
      return mondayOf(day);
    case 'academicYear':
      return schoolYear(Number(year), month);
    case 'term':
      return `${schoolYear(Number(year), month)} ${month >= '02' && month < '09' ? 2 : 1}`;
  }
}

/** 学年 begins in September; its second term in February. */
const schoolYear = (year: number, month: string): string =>
  month >= '09' ? `${year}-${year + 1}` : `${year - 1}-${year}`;

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
