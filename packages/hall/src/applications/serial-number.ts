/** 流水号: a pattern such as `YZ-{yyyy}-{seq:5}`; counted anew in each period that the pattern shows. */
export interface SerialNumber {
  /** What the counter runs in: the pattern with the date put in, the same for all numbers of a period. */
  readonly period: string;
  write(sequence: number): string;
}

/** `day` is the date in China, `YYYY-MM-DD`. A sequence longer than its digits is written whole. */
export function serialNumber(pattern: string, day: string): SerialNumber {
  const [yyyy = '', month = '', date = ''] = day.split('-');
  const period = pattern.replace('{yyyy}', yyyy).replace('{MM}', month).replace('{dd}', date);
  return {
    period,
    write: (sequence) =>
      period.replace(/\{seq:(\d)\}/, (_, digits: string) => String(sequence).padStart(Number(digits), '0')),
  };
}
