import { closestName } from '@yizhan/feel';
import type { Directory } from '@yizhan/identity';
import type { ServiceFault } from '../services/service-fault.ts';
import type { ServiceSettings } from '../services/settings.ts';
import type { Site } from '../site.ts';
import { sourceOf } from './settings.ts';

const fault = (where: string, message: string): ServiceFault => ({ file: 'service.json', where, message });

/** What only applications have. */
const ofApplications = [
  'initiation',
  'initiators',
  'principal',
  'window',
  'quota',
  'registration',
  'ballots',
  'announcements',
  'print',
  'openToGuests',
] as const;

/** Judges `query` of the settings by itself, in words for whoever wrote it. */
export function checkQuery(settings: ServiceSettings): readonly ServiceFault[] {
  const { kind, query, audience } = settings;
  if (kind !== 'query')
    return query === undefined ? [] : [fault('query', '只有 kind 是 query（查询）的服务才有')];
  if (query === undefined) return [fault('query', '查询要写从哪里查：source')];
  const { kinds, buildings, columns, filters = [] } = query;
  const isOfRows = sourceOf(query).from !== 'free-resources';
  const keys = (columns ?? []).map(({ key }) => key);
  const extra = isOfRows ? { kinds, buildings } : { columns, filters: query.filters };
  return [
    ...ofApplications
      .filter((key) => settings[key] !== undefined)
      .map((key) => fault(key, '查询没有申请，不要写')),
    ...(audience.includes('guest') ? [fault('audience', '查询要登录，不能面向 guest')] : []),
    ...Object.entries(extra)
      .filter(([, value]) => value !== undefined)
      .map(([key]) =>
        fault(`query.${key}`, `只有${isOfRows ? '查空闲（free-resources）' : '查台账、名单'}时才有`),
      ),
    ...(isOfRows && columns === undefined ? [fault('query', '缺少 columns：显示哪些列')] : []),
    ...(!isOfRows && kinds === undefined ? [fault('query', '缺少 kinds：查哪些类别')] : []),
    ...keys
      .filter((key, index) => keys.indexOf(key) < index)
      .map((key) => fault('query.columns', `列 ${key} 重复了`)),
    ...filters.flatMap((key, index) =>
      keys.includes(key) || !isOfRows
        ? []
        : [fault(`query.filters[${index}]`, `${key} 不在 columns 中${near(key, keys)}`)],
    ),
  ];
}

/** What a query names of the site: its register, list, columns, kinds and buildings. */
export function checkQueryReferences(
  { query, owner }: ServiceSettings,
  { registers, lists, resources }: Pick<Site, 'registers' | 'lists' | 'resources'>,
  directory: Directory,
): readonly ServiceFault[] {
  if (query === undefined) return [];
  const { from, id } = sourceOf(query);
  if (from === 'free-resources') {
    const all = [...resources.values()];
    const unknown = (where: 'kinds' | 'buildings', word: string, there: readonly string[]) =>
      (query[where] ?? []).flatMap((each, index) =>
        there.includes(each)
          ? []
          : [fault(`query.${where}[${index}]`, `没有可预约的${word}“${each}”${near(each, there)}`)],
      );
    return [
      ...unknown(
        'kinds',
        '类别',
        all.map(({ kind }) => kind),
      ),
      ...unknown(
        'buildings',
        '楼',
        all.map(({ building }) => building),
      ),
    ];
  }
  if (from === 'list') {
    const list = lists.get(id);
    if (list === undefined) return [fault('query.source', `没有名单“${id}”${near(id, [...lists.keys()])}`)];
    return unknownColumns(query.columns, list.name, ['label', ...list.columns.map(({ key }) => key)]);
  }
  const register = registers.get(id);
  if (register === undefined)
    return [fault('query.source', `没有台账“${id}”${near(id, [...registers.keys()])}`)];
  const secret = new Set(register.columns.filter((column) => column.secret).map(({ key }) => key));
  return [
    ...unknownColumns(
      query.columns,
      register.name,
      register.columns.map(({ key }) => key),
    ),
    ...(query.columns ?? []).flatMap(({ key }, index) =>
      secret.has(key) ? [fault(`query.columns[${index}]`, `列 ${key} 是敏感的（secret），不能查询`)] : [],
    ),
    // Nobody opens another unit's register to the whole school.
    ...(directory.subtree(register.owner).includes(owner.unit)
      ? []
      : [fault('owner.unit', `台账“${register.name}”归 ${register.owner}，查询要由它归口`)]),
  ];
}

const unknownColumns = (
  columns: readonly { readonly key: string }[] | undefined,
  name: string,
  there: readonly string[],
): readonly ServiceFault[] =>
  (columns ?? []).flatMap(({ key }, index) =>
    there.includes(key)
      ? []
      : [fault(`query.columns[${index}]`, `“${name}”没有列“${key}”${near(key, there)}`)],
  );

function near(name: string, candidates: readonly string[]): string {
  const closest = closestName(name, [...new Set(candidates)]);
  return closest === undefined ? '' : `，是不是 ${closest}？`;
}
