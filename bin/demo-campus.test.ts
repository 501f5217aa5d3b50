/**
 * The demo campus has everybody whom the 120 services of the requirement data ask: their desks, posts and relations,
 * in the words of those records. What they call by another name stands in the tables below.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../site/demo/org/organisation.json', import.meta.url));
const { units, persons, groups, relations } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly units: readonly { id: string; name: string; kind: string; parentId: string | null }[];
  readonly persons: readonly {
    id: string;
    name: string;
    kind: string;
    unitId: string;
    posts?: readonly { unitId: string; title: string; isHead?: boolean }[];
    facts?: { level?: string; tags?: readonly string[] };
  }[];
  readonly groups: readonly { id: string; name: string; unitId: string; members: readonly string[] }[];
  readonly relations: readonly { kind: string; of: string; person: string }[];
};

const posts = persons.flatMap(({ id, posts = [] }) => posts.map((post) => ({ ...post, person: id })));
const holders = (title: string, unit: string) =>
  posts.filter((post) => post.title === title && post.unitId === unit);
const colleges = units.filter((unit) => unit.kind === 'college').map((unit) => unit.id);

/** What the records call the units. */
const otherNames: Readonly<Record<string, string>> = {
  学生工作部: 'student-affairs',
  团委: 'youth-league',
  教代会提案工作委员会: 'union',
};
const unitNamed = (name: string) => otherNames[name] ?? units.find((unit) => unit.name === name)?.id;

/** Desks that stand under another name than `<unit><desk>`. */
const otherGroups: Readonly<Record<string, string>> = {
  优秀毕业生校级评审委员会: 'graduates-panel',
  学生就业指导中心: 'career-employment',
  校工会办公室: 'union-office',
  教代会提案工作委员会: 'union-proposals',
  档案馆与保密办: 'archives-confidential',
  配课任课教师与教学督导: 'academic-affairs-supervisors',
};

function groupNamed(name: string): string | undefined {
  const known = groups.find(({ id }) => id === otherGroups[name]);
  if (known !== undefined) return known.id;
  const candidates = [...Object.keys(otherNames), ...units.map((unit) => unit.name)];
  for (const unitName of candidates.filter((candidate) => name.startsWith(candidate))) {
    const unit = unitNamed(unitName);
    const desk = name.slice(unitName.length);
    const found = groups.find((group) =>
      desk === '' ? group.id === `${unit}-staff` : group.unitId === unit && group.name === desk,
    );
    if (found !== undefined) return found.id;
  }
  return undefined;
}

describe('the demo campus has whom the records ask', () => {
  for (const name of [
    '人事处人才交流科',
    '人事处人才办',
    '人事处劳资科',
    '人事处师资科',
    '人事处档案科',
    '人事处考核科',
    '人事处证照管理岗',
    '优秀毕业生校级评审委员会',
    '保卫处',
    '保卫处值班室',
    '保卫处实验室安全科',
    '保卫处户籍室',
    '保卫处户籍科',
    '保卫处政审岗',
    '保卫处治安科',
    '保卫处监控中心',
    '信息化管理处',
    '信息化管理处公共机房',
    '信息化管理处卡务中心',
    '信息化管理处多媒体组',
    '信息化管理处平台运营岗',
    '信息化管理处数据中心岗',
    '信息化管理处数据管理岗',
    '信息化管理处站群岗',
    '信息化管理处网络安全岗',
    '信息化管理处网络运维岗',
    '党委宣传部文化科',
    '党委宣传部新媒体科',
    '党委宣传部编辑部',
    '党委宣传部网站管理岗',
    '党委宣传部网络舆情岗',
    '党委宣传部融媒体中心',
    '党委组织部干部科',
    '党委组织部组织科',
    '党委组织部考核办',
    '后勤管理处会议服务组',
    '后勤管理处公寓中心',
    '后勤管理处公寓维修班',
    '后勤管理处房产科',
    '后勤管理处教学楼值班室',
    '后勤管理处校园环境科',
    '国际合作与交流处综合科',
    '国际教育学院学生管理岗',
    '国际教育学院学籍岗',
    '国际教育学院测评小组',
    '图书馆流通部',
    '学校办公室会务组',
    '学校办公室印章管理岗',
    '学校办公室法律事务岗',
    '学生公寓管理中心床位岗',
    '学生公寓管理中心楼栋值班室',
    '学生就业指导中心',
    '学生工作部事务中心',
    '学生工作部公寓科',
    '学生工作部教育管理科',
    '学生工作部迎新组',
    '学生资助管理中心',
    '教代会提案工作委员会',
    '教务处学籍科',
    '教务处实践教学科',
    '教务处师资科',
    '教务处教学质量科',
    '教务处教室管理岗',
    '教务处运行科',
    '校医院体检中心',
    '校医院门诊部',
    '校医院预防保健科',
    '校工会',
    '校工会办公室',
    '档案馆与保密办',
    '研究生院培养科',
    '研究生院档案岗',
    '科学技术处保密审查岗',
    '科学技术处成果科',
    '科学技术处项目科',
    '财务处个税岗',
    '财务处收费岗',
    '财务处核算科',
    '财务处科研经费科',
    '财务处薪酬科',
    '资产管理处设备科',
    '配课任课教师与教学督导',
  ])
    test(`the desk ${name}`, () => assert.ok(groupNamed(name), `no group for ${name}`));

  for (const [title, at] of [
    ['主任', '保密办公室'],
    ['主任', '学校办公室'],
    ['主任', '学生就业指导中心'],
    ['书记', '纪委办公室'],
    ['交通科科长', '保卫处'],
    ['人事科科长', '人事处'],
    ['代表团团长', '校工会'],
    ['保密办主任', '学校办公室'],
    ['党委书记', '校领导'],
    ['出国管理科科长', '国际合作与交流处'],
    ['分管人事校领导', '校领导'],
    ['分管信息化校领导', '校领导'],
    ['分管外事校领导', '校领导'],
    ['分管学生工作校领导', '校领导'],
    ['分管安全校领导', '校领导'],
    ['分管宣传校领导', '校领导'],
    ['分管教学校领导', '校领导'],
    ['分管校区人事负责人', '克拉玛依校区'],
    ['分管研究生校领导', '校领导'],
    ['副主席', '校工会'],
    ['副处长', '保卫处'],
    ['副处长', '国际合作与交流处'],
    ['副处长', '教务处'],
    ['副部长', '党委宣传部'],
    ['副院长', '研究生院'],
    ['办公室主任', '克拉玛依校区'],
    ['南校园门岗班长', '保卫处'],
    ['国际化培养办主任', '研究生院'],
    ['国际科技合作科科长', '科学技术处'],
    ['培养办主任', '研究生院'],
    ['处长', '人事处'],
    ['处长', '保卫处'],
    ['处长', '信息化管理处'],
    ['处长', '国际合作与交流处'],
    ['处长', '教务处'],
    ['外国人管理岗', '保卫处'],
    ['学位办主任', '研究生院'],
    ['学术委员会主任', '学术委员会'],
    ['学籍科科长', '教务处'],
    ['学籍科科长', '研究生院'],
    ['安全科科长', '保卫处'],
    ['工程科科长', '后勤管理处'],
    ['干部科科长', '党委组织部'],
    ['平台管理员', '信息化管理处'],
    ['成果科科长', '科学技术处'],
    ['户籍科科长', '保卫处'],
    ['招生办主任', '研究生院'],
    ['招生科科长', '国际教育学院'],
    ['教学科科长', '国际教育学院'],
    ['教学运行科科长', '教务处'],
    ['教育科科长', '学生工作部'],
    ['教育管理科科长', '学生工作部'],
    ['数据管理科科长', '信息化管理处'],
    ['新媒体科科长', '党委宣传部'],
    ['校主要领导', '校领导'],
    ['校长', '校领导'],
    ['核算科科长', '财务处'],
    ['治安科科长', '保卫处'],
    ['法律事务办主任', '学校办公室'],
    ['疫情防控办主任', '学校办公室'],
    ['社团部部长', '团委'],
    ['社科科科长', '科学技术处'],
    ['科长', '党委组织部'],
    ['站群管理员', '信息化管理处'],
    ['篮球协会秘书长', '校工会'],
    ['组织科科长', '党委组织部'],
    ['组织部部长', '校工会'],
    ['综合科科长', '国际合作与交流处'],
    ['编辑部主任', '党委宣传部'],
    ['网络安全科科长', '信息化管理处'],
    ['网络舆情科科长', '党委宣传部'],
    ['考试中心主任', '教务处'],
    ['薪酬科科长', '财务处'],
    ['贷款岗', '学生资助管理中心'],
    ['资助岗', '研究生工作部'],
    ['足球协会领队', '校工会'],
    ['部长', '党委宣传部'],
    ['部长', '党委教师工作部'],
    ['部长', '党委组织部'],
    ['部长', '学生工作部'],
    ['预算科科长', '财务处'],
  ] as const)
    test(`${title} at ${at}`, () => {
      const unit = unitNamed(at);
      assert.ok(unit, `no unit ${at}`);
      assert.ok(holders(title, unit).length > 0, `nobody is ${title} at ${unit}`);
    });

  test('in every college: dean, party secretary, vice deans, secretaries, counsellors, committees', () => {
    for (const college of colleges) {
      for (const title of [
        '院长',
        '党委书记',
        '副院长',
        '教学副院长',
        '研究生副院长',
        '外事副院长',
        '学生工作副书记',
        '教学秘书',
        '研究生秘书',
        '科研教学秘书',
        '就业专员',
        '学工秘书',
        '组织员',
        '工会主席',
        '工会小组长',
        '支部书记',
        '学术委员会主任',
        '实验中心主任',
        '实验室主任',
        '办公室主任',
      ])
        assert.equal(holders(title, college).length, 1, `${title} of ${college}`);
      assert.ok(holders('辅导员', college).length >= 2, college);
      for (const group of ['staff', 'student-affairs-committee', 'delegates'])
        assert.ok(
          groups.some(({ id }) => id === `${college}-${group}`),
          `${college}-${group}`,
        );
    }
  });

  test('in every department of a college: its head 系主任 or 教研室主任, and 支部书记', () => {
    for (const { id } of units.filter((unit) => unit.kind === 'office')) {
      assert.equal([...holders('系主任', id), ...holders('教研室主任', id)].length, 1, id);
      assert.equal(holders('支部书记', id).length, 1, id);
    }
  });

  test('in every office and centre: a head, 党委书记, 支部书记, 工会主席, and a group of its staff', () => {
    for (const { id } of units.filter(({ kind }) => kind === 'department' || kind === 'centre')) {
      assert.equal(posts.filter((post) => post.unitId === id && post.isHead).length, 1, id);
      assert.ok(
        groups.some((group) => group.id === `${id}-staff`),
        id,
      );
      if (id === 'academic-committee') continue;
      for (const title of ['党委书记', '支部书记', '工会主席', '工会小组长'])
        assert.equal(holders(title, id).length, 1, `${title} of ${id}`);
    }
  });

  test('a leader in charge of every unit, a counsellor for every student, a supervisor for every graduate', () => {
    const has = (kind: string, of: string) =>
      relations.some((relation) => relation.kind === kind && relation.of === of);
    for (const { id, kind } of units)
      if (['department', 'centre', 'college'].includes(kind)) assert.ok(has('leaderInCharge', id), id);
    for (const { id, kind, facts } of persons) {
      if (kind !== 'student') continue;
      assert.ok(has('counsellor', id), id);
      if (facts?.level !== '本科生') assert.ok(has('supervisor', id), id);
    }
  });

  test('students of every level, and 处级干部', () => {
    for (const level of ['本科生', '研究生', '博士生', '国际学生'])
      assert.ok(
        persons.some(({ facts }) => facts?.level === level),
        level,
      );
    assert.ok(persons.filter(({ facts }) => facts?.tags?.includes('处级干部')).length > 30);
  });

  test('two to four members in every group, and no name twice', () => {
    for (const { id, members } of groups) assert.ok(members.length >= 2 && members.length <= 4, id);
    assert.equal(new Set(persons.map(({ name }) => name)).size, persons.length);
    assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
  });
});
