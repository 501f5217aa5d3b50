/** A service with a step for somebody from outside, and the way in as he goes it: link, code, session. */
import assert from 'node:assert/strict';
import type { GuestLinkActDone } from '@yizhan/contract';
import type { Mail, MailServer } from '@yizhan/hall/testing';
import type { Static } from 'typebox';
import { publish } from './a-service.ts';
import { type Applied, apply, ok, readApplication } from './applications.ts';
import type { Campus } from './campus.ts';
import type { Person } from './client.ts';

const guestService = 'guest-trial';

const hostConfirms = (
  attributes = '',
) => `<bpmn:userTask id="host" name="接待单位确认"><bpmn:extensionElements>
  <yizhan:approval acts="approve reject sendBack transfer delegate" ${attributes}>
    <yizhan:actor is="guest" name="hostName" email="hostMail" phone="hostPhone" />
  </yizhan:approval></bpmn:extensionElements></bpmn:userTask>`;

export const publishGuestService = (
  campus: Campus,
  { id = guestService, attributes = '' }: { readonly id?: string; readonly attributes?: string } = {},
): Promise<void> =>
  publish(campus, id, {
    settings: { name: '外出调研', nameEn: 'Field trip' },
    fields: [
      { key: 'reason', type: 'text', label: '事由', maxLength: 40 },
      { key: 'salary', type: 'text', label: '津贴', maxLength: 40 },
      { key: 'hostName', type: 'text', label: '联系人', maxLength: 40 },
      { key: 'hostMail', type: 'text', label: '联系人邮箱', maxLength: 80 },
      { key: 'hostPhone', type: 'text', label: '联系人手机', maxLength: 20 },
      { key: 'answer', type: 'text', label: '接待安排', maxLength: 40 },
      { key: 'letter', type: 'attachment', label: '接待函', accept: ['pdf'], max: 2, maxMegabytes: 5 },
    ],
    steps: {
      apply: { answer: 'hidden', letter: 'hidden' },
      view: {},
      host: {
        '*': 'hidden',
        reason: 'read',
        hostName: 'read',
        answer: 'required',
        letter: 'write',
      },
    },
    tasks: [hostConfirms(attributes)],
  });

export const askGuest = (
  person: Person,
  hostMail: string | null,
  data: Readonly<Record<string, unknown>> = {},
  service = guestService,
): Promise<Applied> =>
  apply(person, { service, data: { reason: '调研', salary: '八千', hostName: '刘建国', hostMail, ...data } });

/** The same where no mail is sent: whoever named him hands link and code over. */
export async function enterByHand(campus: Campus, applicant: Person, application: string): Promise<Person> {
  await campus.settle();
  const [guest] = (await readApplication(applicant, application)).guests ?? [];
  const { url, code } = ok(
    await applicant.post<Static<typeof GuestLinkActDone>>(
      `/applications/${application}/guests/${guest?.id}/acts`,
      { act: 'hand-over' },
    ),
  );
  return campus.visitor.enter(linkIn({ text: url ?? '' }), code ?? '');
}

export function linkIn({ text }: Pick<Mail, 'text'>): string {
  const found = /\/g\/([\w-]{43})\b/.exec(text)?.[1];
  assert.ok(found, text);
  return found;
}

export function codeIn({ text }: Pick<Mail, 'text'>): string {
  const found = /\b(\d{6})\b/.exec(text)?.[1];
  assert.ok(found, text);
  return found;
}

/** The whole way of a guest who has had no other letter yet. */
export async function enterAsGuest(campus: Campus, mail: MailServer, address: string): Promise<Person> {
  const link = linkIn(await mail.next(address));
  const asked = await campus.visitor.post('/guest/codes', { link });
  assert.equal(asked.status, 202);
  return campus.visitor.enter(link, codeIn(await mail.next(address, 1)));
}
