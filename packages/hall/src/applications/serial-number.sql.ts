import type { Statement } from '@yizhan/database';

/** Draws the next number of a period and keeps its row locked until the submission is committed. */
export const nextSerial = (service: string, period: string): Statement => ({
  name: 'hall.next-serial',
  text: `
    insert into hall.serial (service_id, period, last)
    values ($1, $2, 1)
    on conflict (service_id, period) do update set last = serial.last + 1
    returning last`,
  values: [service, period],
});
