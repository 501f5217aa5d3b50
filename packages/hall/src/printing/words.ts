/** The words of the paper. It is a document of the school and in its language, whatever the reader's is. */
import type { ApplicationStatus, TimelineEntry } from '@yizhan/contract';

export const statusWords: Readonly<Record<ApplicationStatus, string>> = {
  draft: '草稿',
  running: '办理中',
  returned: '待补正',
  approved: '已通过',
  rejected: '未通过',
  withdrawn: '已撤回',
  cancelled: '已撤销',
  terminated: '已终止',
};

/** What stands on paper of what has happened; talk beside it (催办, 抄送, 留言) and who took it up (认领) do not. */
const printedActs: Partial<Record<TimelineEntry['what'], string>> = {
  submitted: '提交申请',
  resubmitted: '重新提交',
  approved: '同意',
  rejected: '不同意',
  sentBack: '退回',
  withdrawn: '撤回',
  cancelled: '撤销',
  skipped: '跳过',
  transfer: '转办',
  delegate: '委派',
  resolve: '回复意见',
  addSigner: '加签',
  removeSigner: '减签',
  handOver: '交接',
  escalate: '超时转上级',
  takeBack: '拿回',
};

const byItself: Readonly<Record<NonNullable<TimelineEntry['itself']>, string>> = {
  samePerson: '同一人已同意，自动通过',
  applicant: '申请人本人，自动通过',
  timeout: '超时自动处理',
};

/** A line of 办理意见: step, who, what and his words, when. */
export function opinionOf(entry: TimelineEntry): readonly [string, string, string, string] | undefined {
  const { what, node, person, by, comment, to, people = [], itself, at } = entry;
  const act = printedActs[what];
  if (act === undefined) return undefined;
  const about = to === undefined ? people.map(({ name }) => name).join('、') : `“${to}”`;
  const said = [
    about === '' ? act : `${act}：${about}`,
    ...(itself === undefined ? [] : [`（${byItself[itself]}）`]),
    ...(comment ? [comment] : []),
  ];
  const who = by === undefined ? person?.name : `${person?.name ?? ''}（${by.name} 代）`;
  return [node?.name ?? '', who ?? '', said.join('\n'), momentOf(at)];
}

const atSchool = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `YYYY-MM-DD HH:mm` in the school's time. */
export const momentOf = (iso: string): string => atSchool.format(new Date(iso));
