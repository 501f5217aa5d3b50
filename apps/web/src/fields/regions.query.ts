import { queryOptions } from '@tanstack/react-query';
import type { LevelOption } from './levels.tsx';

/** The 省市区 of the country, loaded with the first address that is filled in. */
export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: async () => {
    const { areaList } = await import('@vant/area-data');
    return regionsFrom(areaList);
  },
  staleTime: Number.POSITIVE_INFINITY,
});

interface AreaList {
  province_list: Readonly<Record<string, string>>;
  city_list: Readonly<Record<string, string>>;
  county_list: Readonly<Record<string, string>>;
}

/** By GB/T 2260 the first two digits name the province, the next two the city. */
function regionsFrom({ province_list, city_list, county_list }: AreaList): LevelOption[] {
  const below = (list: Readonly<Record<string, string>>, prefix: string) =>
    Object.entries(list).filter(([code]) => code.startsWith(prefix));
  return Object.entries(province_list).map(([code, province]) => ({
    value: province,
    label: province,
    children: below(city_list, code.slice(0, 2)).map(([cityCode, city]) => ({
      value: city,
      label: city,
      children: below(county_list, cityCode.slice(0, 4)).map(([, county]) => ({
        value: county,
        label: county,
      })),
    })),
  }));
}
