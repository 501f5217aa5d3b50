/** The names of our own functions, known to every expression's parser: some contain spaces. */
export const builtinNames: readonly string[] = [
  '大写金额',
  'capital money',
  '工作日',
  'workdays',
  '自然日',
  'calendar days',
  '小时数',
  'hours between',
  '合计',
  'add up',
  '今天',
  'today',
];
