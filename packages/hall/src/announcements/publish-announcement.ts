import { addSpan } from '@yizhan/feel';
import type { Instance } from '@yizhan/flow';
import { peopleOf, unitsOf } from '@yizhan/forms';
import type { Directory } from '@yizhan/identity';
import { v5 as idFrom } from 'uuid';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { parametersOf } from '../services/settings.ts';
import { inBothLanguages } from '../services/words.ts';
import { putUp } from './announcements.sql.ts';
import { contentOf } from './content.ts';

const namespace = '0d0b5a0c-7d0d-4d43-9f6a-2f6a0c0f7a15';

/** 公示 of a case as its form is now. Announced again (after 复议) it takes the place of what was up before. */
export async function publishAnnouncement(
  room: Room,
  version: ServiceVersion,
  { row, state }: Instance,
  work: { readonly job: string; readonly announcement: string },
): Promise<void> {
  const { settings, form } = version;
  const announcement = settings.announcements?.[work.announcement];
  if (announcement === undefined)
    throw new Error(`service.json 的 announcements 中没有“${work.announcement}”`);
  const people = peopleOf(form, state.data);
  const directory = await organisation(room);
  const names = await openNameBook(room.database, directory, people);
  const fields = form.document.sections.flatMap((section) => section.fields);
  const { content, archived } = contentOf(
    announcement,
    fields,
    state.data,
    names.entries(people, unitsOf(form, state.data)),
  );
  const { workdays } = announcement;
  const days =
    typeof workdays === 'number' ? workdays : parametersOf(settings)[workdays.slice('parameters.'.length)];
  const now = room.now();
  await room.database.query(
    putUp({
      id: idFrom(work.job, namespace),
      application_id: row.id,
      service_id: version.id,
      announcement: work.announcement,
      title: inBothLanguages(announcement.title),
      content,
      archived,
      audience: announcement.audience,
      unit_id: wholeUnit(directory, state.applicant.unit),
      begins_at: now,
      ends_at: addSpan(room.site.calendar, now, `${String(days)} workdays`),
    }),
  );
}

/** 二级单位: the one right below the school that the unit is a part of; 本单位 is the college, not its teaching office. */
const wholeUnit = (directory: Directory, unit: string): string =>
  [unit, ...directory.ancestors(unit).map(({ id }) => id)].at(-2) ?? unit;
