/** Very different services of the students, from the first click to their outcome, at both widths. */
import { describe, test } from 'node:test';
import { plainWeek } from '../campus/plain-week.ts';
import { devices } from '../hall/devices.ts';
import { type Errand, run } from '../hall/errand.ts';
import { addRow, attach, choose, date, mark, period, pick, sign, write } from '../hall/fill-in.ts';
import { pdf } from '../hall/pdf.ts';
import { png } from '../hall/png.ts';
import { stageFor } from '../hall/stage.ts';

const [, , , , friday = ''] = plainWeek();
const nothing = () => ({});
const day = 86_400_000;
const atSchool = (ahead: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + ahead * day);
const [today, tomorrow] = [atSchool(0), atSchool(1)];

const errands: readonly Errand[] = [
  {
    service: '疫情防控期间进入校园申请',
    applicant: '林见溪',
    async fillIn(applicant) {
      await mark(applicant, '身份', '本科生');
      await write(applicant, '目前居住地址', '南屏市清河路 8 号');
      await mark(applicant, '进入校区', '主校区');
      await mark(applicant, '入校方式', '多日往返');
      await period(applicant, '入校日期', tomorrow, atSchool(4));
      await pick(applicant, '返校批次', '秋季', '秋季 全体');
      await write(applicant, '入校事由', '参加课程设计');
      await addRow(applicant, '近 14 天行程');
      await date(applicant, '第 1 行 日期', today);
      await pick(applicant, '第 1 行 地区', '', '其他地区');
      await write(applicant, '第 1 行 城市区县', '清河区');
      await mark(applicant, '本人及同住人无症状', '是');
      await date(applicant, '核酸采样时间', `${today} 00:00`);
      await attach(applicant, '健康码截图', png('健康码.png'));
      await attach(applicant, '核酸报告', pdf('核酸.pdf'));
      await sign(applicant, '本人签名');
    },
    desks: { 单位负责人审批: nothing },
    told: [['提交', '林见溪'], ['辅导员审批'], ['单位负责人审批']],
    ends: 'approved',
  },
  {
    service: '组织关系暂留砚湖大学申请表',
    applicant: '邢元白',
    async fillIn(applicant) {
      await pick(applicant, '所在党支部', '软件', '软件工程系党支部');
      await mark(applicant, '党员类别', '正式党员');
      await date(applicant, '入党时间', today);
      await choose(applicant, '暂留原因', '考研复习');
      await date(applicant, '拟保留至', friday);
      await date(applicant, '党费已交至', today);
      await write(applicant, '现居住地', '南屏市');
      await write(applicant, '联系人及电话', '邢父 19900000000');
      await attach(applicant, '去向说明或证明', pdf('说明.pdf'));
      await sign(applicant, '流动党员承诺（签名）');
    },
    desks: { 党支部书记审核: () => ({ mentor: 'T1107' }), 学院党组织审批: nothing, 组织部审批: nothing },
    told: [['提交', '邢元白'], ['党支部书记审核', '褚云帆'], ['学院党组织审批'], ['组织部审批']],
    ends: 'running',
  },
  {
    service: '缓考申请',
    applicant: '林见溪',
    async fillIn(applicant) {
      await choose(applicant, '学年学期', '2026-2027-1');
      for (const [row, course] of [
        [1, 'CS2011 数据库原理'],
        [2, 'CS2012 操作系统'],
      ] as const) {
        await addRow(applicant, '缓考课程');
        await pick(applicant, `第 ${row} 行 课程`, '', course);
        await mark(applicant, `第 ${row} 行 考试类别`, '正常考试');
      }
      await mark(applicant, '原因', '因病住院');
      await write(
        applicant,
        '情况说明',
        '因急性阑尾炎住院手术，医生要求卧床休息两周，无法参加下列两门课程的考试。',
      );
      await period(applicant, '不能应考时间', '2027-01-08', '2027-01-20');
      await attach(applicant, '医院证明', pdf('住院证明.pdf'));
      await mark(applicant, '已告知家长', '是');
    },
    desks: {
      校医院核实: () => ({ clinicOpinion: '属实' }),
      辅导员审核: nothing,
      任课教师确认考试资格: ({ data }) => ({
        courses: (data.courses as object[]).map((row) => ({ ...row, verdict: '具备' })),
      }),
      教学院长审批: nothing,
      教务系统标记缓考: () => ({ markedOn: today }),
    },
    told: [
      ['提交', '林见溪'],
      ['校医院核实'],
      ['辅导员审核'],
      ['任课教师确认考试资格', '褚云帆'],
      ['任课教师确认考试资格', '白露浓'],
      ['教学院长审批'],
      ['教务系统标记缓考'],
    ],
    ends: 'approved',
  },
];

describe('students', () => {
  const stage = stageFor('student-errands');
  for (const device of devices)
    for (const errand of errands)
      test(`${device.name}: ${errand.service}`, () => run(stage(), device, errand));
});
