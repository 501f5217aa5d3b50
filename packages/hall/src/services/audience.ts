import { Refused } from '@yizhan/contract';
import type { Viewer } from '../viewer.ts';
import type { ServiceVersion } from './catalogue.ts';

export const isFor = ({ settings }: ServiceVersion, { kind }: Viewer): boolean =>
  settings.audience.some((audience) => audience === kind);

const words = {
  staff: ['教职工', 'staff'],
  student: ['学生', 'students'],
  guest: ['校外人员', 'guests'],
} as const;

/** @throws Refused `service/not-for-you` */
export function refuseOutsiders(version: ServiceVersion, viewer: Viewer): void {
  if (!isFor(version, viewer)) {
    const audience = version.settings.audience.map((one) => words[one]);
    throw new Refused('service/not-for-you', {
      audience: { zh: audience.map(([zh]) => zh).join('、'), en: audience.map(([, en]) => en).join(' and ') },
    });
  }
}
