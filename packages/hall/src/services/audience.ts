import { Refused } from '@yizhan/contract';
import type { Viewer } from '../viewer.ts';
import type { ServiceVersion } from './catalogue.ts';

export const isFor = ({ settings }: ServiceVersion, { kind }: Viewer): boolean =>
  settings.audience.some((audience) => audience === kind);

const words = { staff: '教职工', student: '学生' } as const;

/** @throws Refused `service/not-for-you` */
export function refuseOutsiders(version: ServiceVersion, viewer: Viewer): void {
  if (!isFor(version, viewer)) {
    throw new Refused('service/not-for-you', {
      audience: version.settings.audience.map((audience) => words[audience]).join('、'),
    });
  }
}
