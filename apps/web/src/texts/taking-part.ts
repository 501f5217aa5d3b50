/** Texts of ballots (投票) and announcements (公示), in both languages; see `use-taking-part-texts.ts`. */
import type { TextsLike } from './texts-like.ts';

export const zh = {
  ballot: '选票',
  unlinked: '无记名投票',
  unlinkedHow:
    '系统只记录您投过票，不记录您投了什么：选票与姓名分开保存、混在一起，从保存的结果里看不出哪张是您的。少于 {{count}} 张的类别不单独显示结果。',
  once: '每人一票，投出后不能修改或撤回。',
  cast: '投票',
  castTitle: '确认投票？',
  castDo: '投出后不能修改，也不能查看自己投了什么。',
  sending: '正在投票…',
  done: '已投票，感谢参与',
  doneClosed: '您已投票。选票无法与您对应，因此不能查看或修改。',
};

export const en: TextsLike<typeof zh> = {
  ballot: 'Ballot',
  unlinked: 'An anonymous vote',
  unlinkedHow:
    'It is recorded that you have voted, and not how: papers are kept apart from names and mixed: what is kept does not show which one is yours. Groups with fewer than {{count}} papers have no result of their own.',
  once: 'One vote each; once cast it cannot be changed or withdrawn.',
  cast: 'Vote',
  castTitle: 'Cast your vote?',
  castDo: 'Once cast it cannot be changed, and you cannot see it again either.',
  sending: 'Casting…',
  done: 'Your vote is cast. Thank you',
  doneClosed: 'You have voted. As the paper cannot be traced to you, it can be neither seen nor changed.',
};
