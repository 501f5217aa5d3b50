/** Very different services of the staff, from the first click to their outcome, at both widths. */
import { describe, test } from 'node:test';
import type { TaskDetail } from '@yizhan/contract';
import { plainWeek } from '../campus/plain-week.ts';
import { devices } from '../hall/devices.ts';
import { type Errand, run } from '../hall/errand.ts';
import { addRow, attach, choose, date, find, mark, pick, tick, write } from '../hall/fill-in.ts';
import { pdf } from '../hall/pdf.ts';
import { stageFor } from '../hall/stage.ts';

const [monday = ''] = plainWeek();
const inTwoMonths = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
const nothing = () => ({});
/** Each desk settles the row that is its own. */
const cleared = ({ data, given }: Pick<TaskDetail, 'data' | 'given'>) => ({
  clearance: (data.clearance as Record<string, unknown>[]).map((row, index) =>
    given.rows?.clearance?.editable[index] ? { ...row, result: '已清' } : row,
  ),
});

const errands: readonly Errand[] = [
  {
    service: '免费停车券申请',
    applicant: '米雪晴',
    async fillIn(applicant) {
      await choose(applicant, '来访事由', '公务交流');
      await date(applicant, '来访日期', monday);
      await choose(applicant, '免费时长', '4小时');
      await addRow(applicant, '来访车辆');
      await write(applicant, '第 1 行 车牌号', '京A12345');
      await write(applicant, '第 1 行 来访人', '来宾甲');
      await write(applicant, '第 1 行 手机号', '19900007777');
      await mark(applicant, '申请加量', '否');
    },
    desks: { 发放电子券: nothing },
    told: [['提交', '米雪晴'], ['所在单位负责人审批', '谌立言'], ['发放电子券']],
    ends: 'approved',
  },
  {
    service: '网站群管理员更换备案',
    applicant: '米雪晴',
    async fillIn(applicant) {
      await pick(applicant, '站点', '计算机', '计算机与智能学院');
      await tick(applicant, '变更岗位', '站点管理员');
      await choose(applicant, '更换原因', '岗位调整');
      await find(applicant, '新任人员', 'T1103', '应泽楷');
      await write(applicant, '电话', '19900001103');
      await date(applicant, '交接日期', monday);
      await mark(applicant, '账号交接情况', '已完成口令交接');
      await attach(applicant, '培训合格证明', pdf('培训证明.pdf'));
    },
    desks: {
      宣传部备案: () => ({ permScope: ['栏目编辑'] }),
      站群撤旧授新: () => ({ syncedOn: monday }),
    },
    told: [['提交'], ['所在单位负责人审批', '谌立言'], ['宣传部备案'], ['站群撤旧授新']],
    ends: 'approved',
  },
  {
    service: '信息化项目审批',
    applicant: '褚云帆',
    async fillIn(applicant) {
      await find(applicant, '项目负责人', 'T1106', '褚云帆');
      await find(applicant, '技术联系人', 'T1109', '艾力·吐尔逊');
      await write(applicant, '项目名称', '程序设计实验平台');
      await choose(applicant, '项目类型', '新建系统');
      await mark(applicant, '应急项目', '是');
      await write(applicant, '应急理由', '在线评测系统被攻击，须立即重建');
      await write(applicant, '建设必要性与目标', '支撑三门程序设计课的在线实验与评测。'.repeat(12));
      await write(applicant, '与已有系统的关系', '与教学平台对接成绩，不重复建设。');
      await addRow(applicant, '预算明细');
      await write(applicant, '第 1 行 内容', '评测服务器');
      await choose(applicant, '第 1 行 类别', '硬件');
      await write(applicant, '第 1 行 数量', '4');
      await write(applicant, '第 1 行 单价', '150000');
      await choose(applicant, '经费来源', '学校信息化专项');
      await attach(applicant, '询价或市场调研材料', pdf('询价.pdf'));
      await attach(applicant, '可行性论证', pdf('论证.pdf'));
      await tick(applicant, '集成承诺', '统一身份认证', '数据中心交换');
      await mark(applicant, '拟定安全等级', '二级');
      await attach(applicant, '建设方案', pdf('方案.pdf'));
    },
    desks: {
      数据与集成审核: nothing,
      安全审核: nothing,
      组织专家论证: () => ({
        experts: ['T1103', 'T1105', 'T1107', 'T1108', 'T1111'],
        expertOpinion: '同意立项',
      }),
      专家票决: nothing,
      信息化管理处审批: () => ({ approvedBudget: 60_000_000 }),
      财务处审核经费: nothing,
      分管校领导审批: nothing,
      登记校长办公会结果: () => ({ meetingResult: '通过', meetingNo: '2026-31' }),
    },
    told: [
      ['提交', '褚云帆'],
      ['所在单位负责人审批', '谌立言'],
      ['数据与集成审核'],
      ['安全审核'],
      ['组织专家论证'],
      ['专家票决', '同意'],
    ],
    ends: 'approved',
  },
  {
    service: '教职工离职审批',
    applicant: '单亦舟',
    async fillIn(applicant) {
      await mark(applicant, '离职类型', '辞职');
      await mark(applicant, '试用期内', '否');
      await date(applicant, '拟最后工作日', inTwoMonths);
      await write(applicant, '去向单位', '南屏市软件园');
      await write(applicant, '离职原因', '家庭迁居');
      await attach(applicant, '辞职报告', pdf('辞职报告.pdf'));
      await find(applicant, '待办接手人', 'T1107', '白露浓');
    },
    desks: {
      '单位负责人审批（含挽留谈话）': () => ({ talk: '已谈话，尊重本人意愿' }),
      党组织意见: nothing,
      人事处初审: () => ({ penaltyFinal: 0 }),
      分管校领导审批: nothing,
      图书馆流通部核销: cleared,
      财务处核算科核销: (task) => ({ ...cleared(task), debts: 0 }),
      资产管理处设备科核销: cleared,
      信息化管理处卡务中心核销: cleared,
      科学技术处项目科核销: cleared,
      研究生院培养科核销: cleared,
      后勤管理处房产科核销: cleared,
      保卫处核销: cleared,
      校工会办公室核销: cleared,
      档案馆与保密办核销: cleared,
      财务结清: () => ({ penaltyPaid: true }),
      '人事处办结（离职证明、转档函）': () => ({ leaveProofNo: 'LZZM-1' }),
    },
    told: [['提交', '单亦舟'], ['单位负责人审批'], ['党组织意见'], ['人事处初审']],
    ends: 'running',
  },
];

describe('the staff', () => {
  const stage = stageFor('staff-errands');
  for (const device of devices)
    for (const errand of errands)
      test(`${device.name}: ${errand.service}`, () => run(stage(), device, errand));
});
