import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type ApplicationDetail, Refused } from '@yizhan/contract';
import { schoolDay } from '@yizhan/flow';
import { readApplication } from '../applications/read-application.ts';
import { versionOf } from '../applications/version-of.ts';
import { openAttachment } from '../attachments/attachments.ts';
import type { Room } from '../room.ts';
import type { ServiceSettings } from '../services/settings.ts';
import { inBothLanguages } from '../services/words.ts';
import type { Viewer } from '../viewer.ts';
import { drawAside } from './draw-aside.ts';
import { sectionsOf, signatureIn } from './sections.ts';
import { drawCode } from './verification.sql.ts';

/**
 * 打印: an application as a paper of the school, in Chinese as its papers are. It holds what the page of the application
 * shows the viewer and nothing else, for it is made of that page's own answer.
 * @throws Refused `application/not-found`, `application/print-not-offered`, `application/print-not-submitted`
 */
export async function printApplication(
  room: Room,
  viewer: Viewer,
  id: string,
  publicUrl: string,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const application = await readApplication(room, viewer, id);
  const { settings } = await versionOf(room, await room.flow.instance(id));
  if (!settings.print) throw new Refused('application/print-not-offered', { service: settings.name });
  const { number } = application;
  if (!application.printable || number === null) throw new Refused('application/print-not-submitted');
  const [drawn] = await room.database.query<{ code: string }>(
    drawCode(id, randomBytes(16).toString('hex'), room.now()),
  );
  const layout = layoutOf(settings);
  const content = await drawAside({
    ...layout,
    application,
    number,
    institution: room.site.institution,
    sections: sectionsOf(application),
    signatures: await signaturesOf(room, viewer, application),
    verifyAt: `${publicUrl}/verify/${drawn?.code ?? ''}`,
    now: room.now(),
  });
  return { name: `${layout.title} ${number} ${schoolDay(room.now())}.pdf`, content };
}

function layoutOf({ name, print }: ServiceSettings) {
  const { title = name, watermark, copies } = typeof print === 'object' ? print : {};
  return {
    title: inBothLanguages(title).zh,
    watermark: watermark === undefined ? undefined : inBothLanguages(watermark).zh,
    copies,
  };
}

/** Bytes of the signatures (手写签名) in the form, by the id of their file. One that is gone stands by its name. */
async function signaturesOf(
  room: Room,
  viewer: Viewer,
  { form, data }: ApplicationDetail,
): Promise<ReadonlyMap<string, Buffer>> {
  const ids = form.sections
    .flatMap(({ fields }) => fields)
    .flatMap(({ key, type }) => (type === 'signature' ? (signatureIn(data[key]) ?? []) : []));
  const files = await Promise.all(
    ids.map(async (id): Promise<[string, Buffer][]> => {
      try {
        return [[id, await buffer((await openAttachment(room, viewer, id)).content)]];
      } catch (error) {
        if (error instanceof Refused) return [];
        throw error;
      }
    }),
  );
  return new Map(files.flat());
}
