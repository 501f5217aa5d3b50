/** What the three first services need of a form, after their requirement records, shortened to the point. */
import { compiled } from './a-form.ts';

const option = (value: string) => ({ value, label: value });

const person = {
  key: 'person',
  title: '申请人',
  fields: [
    { key: 'applicant', type: 'person', label: '申请人', prefill: 'profile:id', lock: true },
    { key: 'dept', type: 'department', label: '所在单位', prefill: 'profile:unit', lock: true },
    { key: 'phone', type: 'phone', label: '手机号', prefill: 'profile:phone', required: true },
  ],
};

/** 用章申请表: a table with files, totals, an amount in words, fields that the seal clerk fills in. */
export const sealUse = compiled({
  formatVersion: 1,
  key: 'seal-use',
  title: '用章申请表',
  sections: [
    person,
    {
      key: 'use',
      title: '用印信息',
      fields: [
        {
          key: 'sealTypes',
          type: 'multiselect',
          label: '印章种类',
          labelEn: 'Seals',
          required: true,
          options: ['学校行政章', '学校党委章', '合同专用章'].map(option),
        },
        {
          key: 'docCategory',
          type: 'select',
          label: '文件类别',
          required: true,
          options: ['合同协议', '证明材料', '其他'].map(option),
        },
        {
          key: 'amount',
          type: 'money',
          label: '合同金额',
          min: 0,
          visible: 'docCategory = "合同协议"',
          required: true,
        },
        {
          key: 'words',
          type: 'text',
          label: '金额大写',
          visible: 'amount != null',
          compute: '大写金额(amount)',
        },
        {
          key: 'docs',
          type: 'table',
          label: '用印文件清单',
          labelEn: 'Documents',
          required: true,
          max: 3,
          items: [
            {
              key: 'title',
              type: 'text',
              label: '文件名称',
              labelEn: 'Title',
              required: true,
              maxLength: 20,
            },
            {
              key: 'copies',
              type: 'number',
              label: '份数',
              labelEn: 'Copies',
              required: true,
              min: 1,
              max: 200,
            },
            { key: 'crossPage', type: 'boolean', label: '骑缝章' },
            {
              key: 'seals',
              type: 'number',
              label: '用印次数',
              compute: 'copies * (if crossPage = true then 2 else 1)',
            },
            {
              key: 'file',
              type: 'attachment',
              label: '终稿',
              required: true,
              accept: ['pdf'],
              max: 1,
              maxMegabytes: 20,
            },
          ],
        },
        { key: 'totalSeals', type: 'number', label: '用印总数', compute: '合计(docs.seals)' },
        { key: 'takeOut', type: 'boolean', label: '是否携章外出', required: true },
        {
          key: 'escort',
          type: 'person',
          label: '监印陪同人',
          visible: 'takeOut = true',
          required: true,
          checks: [
            { rule: 'escort != applicant', message: '陪同人不能是申请人本人。', messageEn: 'Not yourself.' },
          ],
        },
        {
          key: 'usedCopies',
          type: 'number',
          label: '实际用印份数',
          checks: [{ rule: 'usedCopies <= 合计(docs.copies)', message: '实际份数不能大于申请的份数。' }],
        },
        { key: 'sealPhoto', type: 'image', label: '用印留样', accept: ['jpg'], max: 6, maxMegabytes: 10 },
      ],
    },
  ],
  steps: {
    apply: { usedCopies: 'hidden', sealPhoto: 'hidden' },
    businessHead: { usedCopies: 'hidden', sealPhoto: 'hidden', amount: 'hidden' },
    sealRegister: { usedCopies: 'required', sealPhoto: 'write' },
  },
});

/** 教职工请假: days by the calendar or by nature, half days, a rule that depends on the computed days. */
export const leave = compiled({
  formatVersion: 1,
  key: 'staff-leave',
  title: '教职工请假',
  sections: [
    person,
    {
      key: 'leave',
      title: '请假内容',
      fields: [
        {
          key: 'leaveType',
          type: 'select',
          label: '假别',
          required: true,
          options: ['事假', '病假', '年休假'].map(option),
        },
        { key: 'period', type: 'daterange', label: '请假时间', required: true },
        { key: 'startHalf', type: 'radio', label: '首日从', options: ['上午', '下午'].map(option) },
        {
          key: 'days',
          type: 'number',
          decimals: 1,
          unit: '天',
          label: '请假天数',
          compute:
            'if leaveType = "病假" then 自然日(period.start, period.end) else 工作日(period.start, period.end) - (if startHalf = "下午" then 0.5 else 0)',
          checks: [{ rule: 'days > 0', message: '所选时间里没有工作日，不需要请假。' }],
        },
        {
          key: 'proof',
          type: 'attachment',
          label: '证明材料',
          accept: ['pdf'],
          max: 2,
          maxMegabytes: 10,
          visible: 'leaveType = "病假"',
          required: 'days >= 3',
        },
        { key: 'substitute', type: 'person', label: '工作代理人', required: 'days > 3' },
      ],
    },
    {
      key: 'return',
      title: '销假',
      fields: [
        { key: 'actualReturn', type: 'date', label: '实际返岗日期' },
        { key: 'late', type: 'boolean', label: '逾期返岗', compute: 'actualReturn > period.end' },
      ],
    },
  ],
  steps: {
    apply: { actualReturn: 'hidden', late: 'hidden' },
    deputyConfirm: { '*': 'hidden', applicant: 'read', period: 'read', days: 'read' },
    reportBack: { actualReturn: 'required' },
  },
});

/** 会议室使用: a period in minutes, its length in hours, limits by the day. */
export const meeting = compiled({
  formatVersion: 1,
  key: 'meeting-room',
  title: '会议室使用申请',
  sections: [
    person,
    {
      key: 'meeting',
      title: '会议信息',
      fields: [
        {
          key: 'period',
          type: 'daterange',
          precision: 'minute',
          label: '使用时间',
          required: true,
          checks: [
            { rule: 'hours <= 8', message: '单场会议最长 8 小时。' },
            { rule: 'period.start >= 今天()', message: '不能预约已经过去的时间。' },
            { rule: '自然日(今天(), period.start) <= 31', message: '最多提前 30 天预约。' },
          ],
        },
        {
          key: 'hours',
          type: 'number',
          decimals: 1,
          label: '时长',
          compute: '小时数(period.start, period.end)',
        },
        { key: 'attendees', type: 'number', label: '参会人数', required: true, min: 1 },
        {
          key: 'room',
          type: 'select',
          label: '会议室',
          required: true,
          options: ['small', 'large'].map(option),
        },
        {
          key: 'seats',
          type: 'number',
          label: '座位数',
          compute: 'if room = "small" then 12 else if room = "large" then 200 else null',
          checks: [{ rule: 'attendees <= seats', message: '参会人数超过会议室的座位数。' }],
        },
      ],
    },
  ],
  steps: { roomConfirm: { room: 'required' } },
});
