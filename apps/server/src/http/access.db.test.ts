/**
 * Who may call what (S12, S13): every route of the server, by everybody who could try. A route that is missing in the
 * table fails the test, as one that does not say who may call it keeps the server from starting.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { declareRegister, publish } from '../testing/a-service.ts';
import { type Applied, act, aLeave, aPdf, apply, ok, openTask, uploaded } from '../testing/applications.ts';
import { type Campus, openCampus, password } from '../testing/campus.ts';
import type { Answer, Person, Refusal, Visitor } from '../testing/client.ts';
import { askGuest, enterByHand, publishGuestService } from '../testing/guests.ts';
import { routesOf } from '../testing/routes.ts';
import { buildServer } from './server.ts';

/** `guest-link` is somebody without an account, in by a link and a code. `ofOwner` and `ofOther` administer the unit that owns the service, and another. `past` has acted on the application and `present` holds it now. */
const roles = [
  'anonymous',
  'guest-link',
  'student',
  'other',
  'administrator',
  'ofOwner',
  'ofOther',
  'past',
  'present',
  'applicant',
] as const;
type Role = (typeof roles)[number];

let campus: Campus;
let people: Record<Exclude<Role, 'anonymous'>, Person>;
before(async () => {
  campus = await openCampus();
  declareRegister(campus, 'access-trial', false);
  await campus.database.query({
    text: `
      insert into identity."grant" (person_id, role, unit_id)
      values ('T1130', 'unit-administrator', 'human-resources'), ('T1104', 'unit-administrator', 'school-office')`,
  });
  const [student, other, administrator, ofOwner, ofOther, past, present, applicant] = await campus.signInAll([
    'S24010101',
    'T1131',
    'T1056',
    'T1130',
    'T1104',
    'T1103',
    'T1100',
    'T1106',
  ]);
  await publishGuestService(campus);
  await publish(campus, 'access-registration', {
    settings: {
      kind: 'registration',
      owner: { unit: 'human-resources' },
      registration: { mode: 'first-come', places: 100, checkIn: true },
    },
    tasks: [],
  });
  await publishSurvey();
  const guest = await enterByHand(campus, applicant, (await askGuest(applicant, 'host@example.com')).id);
  people = { 'guest-link': guest, student, other, administrator, ofOwner, ofOther, past, present, applicant };
});
after(() => campus.close());

/** A leave that the section head has approved and the dean holds, with a certificate. */
async function aRunningLeave() {
  const proof = await uploaded(people.applicant, 'staff-leave-and-return', 'proof');
  const { id } = await apply(people.applicant, aLeave(campus, { proof: [proof] }));
  const done = await openTask(people.past, id);
  await act(people.past, id);
  return { id, done, task: await openTask(people.present, id), proof: proof.id };
}

/** Of a leave that was refused; the owner finds it among what waits for an answer. */
async function aLowRating(): Promise<string> {
  const { id } = await apply(people.applicant, aLeave(campus));
  await act(people.past, id, 'reject');
  ok(await people.applicant.post(`/applications/${id}/rating`, { grade: 1, reason: '没有说明原因' }));
  const { items } = ok(await people.administrator.get<{ items: { id: string }[] }>('/admin/ratings'));
  return items[0]?.id ?? '';
}

const anExport = () => {
  const today = campus.day();
  const [from, to] = [`${Number(today.slice(0, 4)) - 1}-01-01`, `${Number(today.slice(0, 4)) + 1}-01-01`];
  return { service: 'staff-leave-and-return', from, to, columns: ['@number'], files: true, reason: '核对' };
};

async function ownersExport(): Promise<string> {
  await aRunningLeave();
  return ok(await people.ofOwner.post<{ id: string }>('/admin/exports', anExport()), 201).id;
}

const aDraft = async (): Promise<string> =>
  ok(await people.applicant.post<Applied>('/applications', { ...aLeave(campus), draft: true }), 201).id;

/** One that is still in, whoever gave it up before. */
let registration: string | undefined;
async function aRegistration(): Promise<string> {
  registration ??= (
    ok(
      await people.applicant.post<Applied>('/applications', { service: 'access-registration', data: {} }),
      201,
    ) as Applied
  ).id;
  return registration;
}

/** Of human-resources, like the leave; open, and asking all staff. */
async function publishSurvey(): Promise<void> {
  await publish(campus, 'access-survey', {
    settings: {
      kind: 'survey',
      owner: { unit: 'human-resources' },
      audience: ['staff'],
      window: { ranges: [{ from: campus.day(), to: campus.day(9) }] },
      survey: { anonymous: true },
    },
    fields: [{ key: 'fine', type: 'boolean', label: '好用' }],
    tasks: [],
  });
  await campus.wiring.hall.tendSurveys();
}

/** Of human-resources, like the leave. */
const collected = 'annual-faculty-training-plan';
const aRoster = { by: 'units', units: ['college-civil'] };
const aCampaignWish = () => ({
  service: collected,
  title: '试办活动',
  year: 2026,
  opens: campus.day(),
  closes: campus.day(10),
  roster: aRoster,
});
const aCampaign = async (): Promise<string> =>
  ok(await people.administrator.post<{ id: string }>('/campaigns', aCampaignWish()), 201).id;

interface Row {
  /** Codes of those who get another answer than `else`. */
  readonly statuses: Partial<Record<Role, number>> & { readonly else: number };
  /** The path and the body, of something made for this row. */
  readonly request: () => Promise<readonly [path: string, body?: unknown]>;
}

const signedIn = (statuses: Partial<Row['statuses']> & { readonly else: number }): Row['statuses'] => ({
  anonymous: 401,
  'guest-link': 401,
  ...statuses,
});
/** Of routes for those who look after all services (200) or after some. */
const forAdministrators = (
  of: { readonly ofOther?: number; readonly done?: number } = {},
): Row['statuses'] => {
  const { done = 200, ofOther = done } = of;
  return { anonymous: 401, 'guest-link': 401, administrator: done, ofOwner: done, ofOther, else: 403 };
};
/** Of payments: administrators look after all; nobody else here works in the finance office or takes money. */
const forFinance = ({ done }: { readonly done: number }): Row['statuses'] =>
  signedIn({ administrator: done, else: 403 });
const forGuests = (done: number): Row['statuses'] => ({ 'guest-link': done, else: 401 });
const at =
  (path: string, body?: unknown): Row['request'] =>
  async () => [path, body];

const table: Readonly<Record<string, Row>> = {
  'POST /api/v1/session': {
    // The sixth failure of one login is throttled, and those after it.
    statuses: { ofOwner: 429, ofOther: 429, past: 429, present: 429, applicant: 429, else: 401 },
    request: async () => ['/session', { login: 'T1', password: 'x' }],
  },
  'GET /api/v1/me': { statuses: signedIn({ else: 200 }), request: at('/me') },
  'GET /api/v1/proxies': { statuses: signedIn({ else: 200 }), request: at('/proxies') },
  'POST /api/v1/proxies': {
    // The one who would be his own proxy is told so; a student has no tasks to hand over.
    statuses: signedIn({ student: 403, applicant: 422, else: 201 }),
    request: at('/proxies', {
      proxy: 'T1106',
      from: '2099-01-01',
      until: '2099-01-02',
      reason: '出差',
    }),
  },
  'DELETE /api/v1/proxies/:id': {
    statuses: signedIn({ else: 404 }),
    request: at(`/proxies/${randomUUID()}`),
  },
  'GET /api/v1/guides': { statuses: { else: 200 }, request: at('/guides') },
  // Of one that is for everybody's eyes; of any other there is none.
  'GET /api/v1/guides/:id': {
    statuses: { else: 200 },
    request: at('/guides/vehicle-entry-south-campus'),
  },
  'GET /api/v1/me/shelves': { statuses: signedIn({ else: 200 }), request: at('/me/shelves') },
  'GET /api/v1/me/opinions': { statuses: signedIn({ else: 200 }), request: at('/me/opinions') },
  'PUT /api/v1/me/opinions/:act': {
    statuses: signedIn({ else: 204 }),
    request: at('/me/opinions/approve', { texts: ['同意。'] }),
  },
  'DELETE /api/v1/me/opinions/:act': {
    statuses: signedIn({ else: 204 }),
    request: at('/me/opinions/approve'),
  },
  'GET /api/v1/notices': { statuses: signedIn({ else: 200 }), request: at('/notices') },
  'PUT /api/v1/notices/:id/read': {
    statuses: signedIn({ else: 404 }),
    request: at(`/notices/${randomUUID()}/read`),
  },
  'GET /api/v1/admin/notices': { statuses: forAdministrators(), request: at('/admin/notices') },
  'PUT /api/v1/admin/notices/:id': {
    // One for a unit: whoever looks after another speaks not to it.
    statuses: forAdministrators({ done: 204, ofOther: 403 }),
    request: at(`/admin/notices/${randomUUID()}`, {
      title: { zh: '通知' },
      body: { zh: '正文' },
      from: '2099-01-01',
      until: '2099-01-02',
      kinds: [],
      units: ['human-resources'],
    }),
  },
  'DELETE /api/v1/admin/notices/:id': {
    statuses: forAdministrators({ done: 404 }),
    request: at(`/admin/notices/${randomUUID()}`),
  },
  'GET /api/v1/categories': { statuses: signedIn({ else: 200 }), request: at('/categories') },
  'GET /api/v1/services': { statuses: signedIn({ else: 200 }), request: at('/services') },
  'GET /api/v1/services/:id': {
    statuses: signedIn({ student: 403, else: 200 }),
    request: at('/services/staff-leave-and-return'),
  },
  'GET /api/v1/services/:id/diagram': {
    statuses: signedIn({ student: 403, else: 200 }),
    request: at('/services/staff-leave-and-return/diagram'),
  },
  'GET /api/v1/services/:id/schema': {
    statuses: signedIn({ student: 403, else: 200 }),
    request: at('/services/staff-leave-and-return/schema'),
  },
  'GET /api/v1/services/:id/last-application': {
    // One's own, and nobody else's.
    statuses: signedIn({ student: 403, else: 200 }),
    request: at('/services/staff-leave-and-return/last-application'),
  },
  'GET /api/v1/services/:id/prefill': {
    statuses: signedIn({ student: 403, else: 404 }),
    request: at('/services/staff-leave-and-return/prefill?field=reason&person=T1106'),
  },
  'GET /api/v1/services/:id/references/:field': {
    statuses: signedIn({ student: 403, else: 404 }),
    request: at('/services/staff-leave-and-return/references/reason'),
  },
  'GET /api/v1/applications/:id/references/:field': {
    statuses: signedIn({ else: 404 }),
    request: async () => [`/applications/${await aDraft()}/references/reason`],
  },
  'PUT /api/v1/services/:id/favourite': {
    statuses: signedIn({ student: 403, else: 204 }),
    request: at('/services/seal-use/favourite'),
  },
  'DELETE /api/v1/services/:id/favourite': {
    statuses: signedIn({ else: 204 }),
    request: at('/services/seal-use/favourite'),
  },
  'GET /api/v1/resources': { statuses: signedIn({ else: 200 }), request: at('/resources') },
  'GET /api/v1/resources/free': {
    statuses: signedIn({ else: 200 }),
    request: at('/resources/free?day=2026-12-01&sections=1-2'),
  },
  'GET /api/v1/resources/:id/bookings': {
    statuses: signedIn({ else: 200 }),
    request: at('/resources/admin-201/bookings?from=2026-12-01&until=2026-12-07'),
  },
  'GET /api/v1/payments/part': { statuses: signedIn({ else: 200 }), request: at('/payments/part') },
  'GET /api/v1/payments/mine': { statuses: signedIn({ else: 200 }), request: at('/payments/mine') },
  // One's own; whoever looks after payments reads them elsewhere (payments/payments.db.test.ts).
  'GET /api/v1/payments/mine/:id': {
    statuses: signedIn({ else: 404 }),
    request: at(`/payments/mine/${randomUUID()}`),
  },
  'POST /api/v1/payments/mine/:id/pay': {
    statuses: signedIn({ else: 404 }),
    request: at(`/payments/mine/${randomUUID()}/pay`, { way: 'qr' }),
  },
  'GET /api/v1/payments/:id/receipt': {
    statuses: signedIn({ else: 404 }),
    request: at(`/payments/${randomUUID()}/receipt`),
  },
  'GET /api/v1/payments': { statuses: forFinance({ done: 200 }), request: at('/payments') },
  'GET /api/v1/payments/export': { statuses: forFinance({ done: 200 }), request: at('/payments/export') },
  'GET /api/v1/payments/:id': {
    statuses: forFinance({ done: 404 }),
    request: at(`/payments/${randomUUID()}`),
  },
  'POST /api/v1/payments/:id/refunds': {
    statuses: forFinance({ done: 404 }),
    request: at(`/payments/${randomUUID()}/refunds`, { amount: 1, reason: '多收' }),
  },
  'POST /api/v1/payments/refunds/:id/retry': {
    statuses: forFinance({ done: 409 }),
    request: at(`/payments/refunds/${randomUUID()}/retry`),
  },
  'GET /api/v1/payments/transfers': {
    statuses: forFinance({ done: 200 }),
    request: at('/payments/transfers'),
  },
  'GET /api/v1/payments/reconciliations': {
    statuses: forFinance({ done: 200 }),
    request: at('/payments/reconciliations'),
  },
  'GET /api/v1/payments/reconciliations/:day': {
    statuses: forFinance({ done: 404 }),
    request: at('/payments/reconciliations/2026-01-01'),
  },
  // Nothing is configured here.
  'POST /api/v1/payments/reconciliations': {
    statuses: forFinance({ done: 503 }),
    request: at('/payments/reconciliations', { day: '2026-01-01' }),
  },
  'POST /api/v1/payments/differences/:id/acts': {
    statuses: forFinance({ done: 404 }),
    request: at(`/payments/differences/${randomUUID()}/acts`, { act: 'settle', note: '已核实' }),
  },
  // For the platform, which signs; nobody else can.
  'POST /api/v1/payments/notifications/:platform': {
    statuses: { else: 401 },
    request: at('/payments/notifications/sandbox', {}),
  },
  'GET /api/v1/guest/payments': { statuses: forGuests(200), request: at('/guest/payments') },
  'GET /api/v1/guest/payments/:id': {
    statuses: forGuests(404),
    request: at(`/guest/payments/${randomUUID()}`),
  },
  'POST /api/v1/guest/payments/:id/pay': {
    statuses: forGuests(404),
    request: at(`/guest/payments/${randomUUID()}/pay`, { way: 'qr' }),
  },
  'GET /api/v1/guest/payments/:id/receipt': {
    statuses: forGuests(404),
    request: at(`/guest/payments/${randomUUID()}/receipt`),
  },
  'GET /api/v1/registers': { statuses: signedIn({ else: 200 }), request: at('/registers') },
  'GET /api/v1/registers/:id': {
    statuses: signedIn({ administrator: 200, else: 404 }),
    request: at('/registers/access-trial'),
  },
  'GET /api/v1/registers/:id/rows/:row': {
    statuses: signedIn({ else: 404 }),
    request: at('/registers/access-trial/rows/01890000-0000-7000-8000-000000000000'),
  },
  'GET /api/v1/registers/:id/export': {
    statuses: signedIn({ administrator: 200, else: 404 }),
    request: at('/registers/access-trial/export'),
  },
  'GET /api/v1/services/:id/query': {
    statuses: signedIn({ else: 200 }),
    request: at('/services/office-phone-query/query'),
  },
  'GET /api/v1/services/:id/query/rows': {
    statuses: signedIn({ else: 200 }),
    request: at('/services/office-phone-query/query/rows'),
  },
  'GET /api/v1/services/:id/query/free': {
    statuses: signedIn({ else: 200 }),
    request: at('/services/idle-classroom-query/query/free?day=2026-12-01&sections=1-2'),
  },
  'GET /api/v1/services/:id/query/export': {
    statuses: signedIn({ else: 200 }),
    request: at('/services/office-phone-query/query/export'),
  },
  'GET /api/v1/services/:id/places': {
    statuses: signedIn({ else: 200 }),
    request: at('/services/access-registration/places'),
  },
  'GET /api/v1/services/:id/draw': {
    statuses: signedIn({ else: 200 }),
    request: at('/services/access-registration/draw'),
  },
  'POST /api/v1/applications/:id/registration': {
    statuses: signedIn({ applicant: 200, else: 404 }),
    request: async () => [`/applications/${await aRegistration()}/registration`, { act: 'giveUp' }],
  },
  'GET /api/v1/registrations': { statuses: forAdministrators(), request: at('/registrations') },
  'GET /api/v1/registrations/:id': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/registrations/access-registration'),
  },
  'GET /api/v1/registrations/:id/roster': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/registrations/access-registration/roster'),
  },
  'GET /api/v1/registrations/:id/export': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/registrations/access-registration/export'),
  },
  'POST /api/v1/registrations/:id/acts': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/registrations/access-registration/acts', { act: 'places', places: 100 }),
  },
  'POST /api/v1/applications': {
    statuses: signedIn({ student: 403, else: 201 }),
    request: async () => ['/applications', { ...aLeave(campus), draft: true }],
  },
  'GET /api/v1/applications': { statuses: signedIn({ else: 200 }), request: at('/applications?box=all') },
  'GET /api/v1/applications/services': {
    statuses: signedIn({ else: 200 }),
    request: at('/applications/services'),
  },
  'GET /api/v1/tasks/services': { statuses: signedIn({ else: 200 }), request: at('/tasks/services') },
  'GET /api/v1/applications/:id': {
    statuses: signedIn({ past: 200, present: 200, applicant: 200, else: 404 }),
    request: async () => [`/applications/${(await aRunningLeave()).id}`],
  },
  'GET /api/v1/applications/:id/diagram': {
    statuses: signedIn({ past: 200, present: 200, applicant: 200, else: 404 }),
    request: async () => [`/applications/${(await aRunningLeave()).id}/diagram`],
  },
  'GET /api/v1/applications/:id/print': {
    statuses: signedIn({ past: 200, present: 200, applicant: 200, else: 404 }),
    request: async () => [`/applications/${(await aRunningLeave()).id}/print`],
  },
  // Whoever holds the paper; of this code there is none.
  'GET /api/v1/verify/:code': { statuses: { else: 404 }, request: at(`/verify/${'0'.repeat(32)}`) },
  'PATCH /api/v1/applications/:id': {
    statuses: signedIn({ applicant: 200, else: 404 }),
    request: async () => [`/applications/${await aDraft()}`, { data: { reason: '改' }, revision: 1 }],
  },
  'DELETE /api/v1/applications/:id': {
    statuses: signedIn({ applicant: 204, else: 404 }),
    request: async () => [`/applications/${await aDraft()}`],
  },
  'POST /api/v1/applications/:id/acts': {
    statuses: signedIn({ applicant: 409, else: 404 }),
    request: async () => [`/applications/${(await aRunningLeave()).id}/acts`, { act: 'withdraw' }],
  },
  'GET /api/v1/tasks': { statuses: signedIn({ else: 200 }), request: at('/tasks') },
  'GET /api/v1/tasks/:id': {
    statuses: signedIn({ present: 200, else: 404 }),
    request: async () => [`/tasks/${(await aRunningLeave()).task}`],
  },
  'POST /api/v1/tasks/acts': {
    // Each task answers for itself (tasks/batch.db.test.ts).
    statuses: signedIn({ else: 200 }),
    request: async () => ['/tasks/acts', { ids: [(await aRunningLeave()).task], act: 'approve' }],
  },
  'POST /api/v1/tasks/:id/acts': {
    statuses: signedIn({ present: 200, else: 404 }),
    request: async () => [`/tasks/${(await aRunningLeave()).task}/acts`, { act: 'approve' }],
  },
  'GET /api/v1/announcements': { statuses: signedIn({ else: 200 }), request: at('/announcements') },
  'GET /api/v1/announcements/:id': {
    statuses: signedIn({ else: 404 }),
    request: at(`/announcements/${randomUUID()}`),
  },
  'GET /api/v1/public/announcements': { statuses: { else: 200 }, request: at('/public/announcements') },
  'GET /api/v1/public/announcements/:id': {
    statuses: { else: 404 },
    request: at(`/public/announcements/${randomUUID()}`),
  },
  'POST /api/v1/announcements/:id/objections': {
    statuses: signedIn({ else: 404 }),
    request: async () => [`/announcements/${randomUUID()}/objections`, { reason: '有异议' }],
  },
  'POST /api/v1/announcements/:id/objections/by-code': {
    statuses: signedIn({ else: 404 }),
    request: async () => [`/announcements/${randomUUID()}/objections/by-code`, { code: '222222222222' }],
  },
  // Of an application with none: to others the task is not there either.
  'POST /api/v1/tasks/:id/objections/:objection': {
    statuses: signedIn({ else: 404 }),
    request: async () => [
      `/tasks/${(await aRunningLeave()).task}/objections/${randomUUID()}`,
      { answer: '已核实' },
    ],
  },
  // No ballot: those whose task it is are told that it is none.
  'POST /api/v1/tasks/:id/ballot': {
    statuses: signedIn({ present: 409, else: 404 }),
    request: async () => [`/tasks/${(await aRunningLeave()).task}/ballot`, { answers: {} }],
  },
  'GET /api/v1/attachments/:id': {
    statuses: signedIn({ present: 200, applicant: 200, else: 404 }),
    request: async () => [`/attachments/${(await aRunningLeave()).proof}`],
  },
  'POST /api/v1/uploads': {
    statuses: signedIn({ else: 201 }),
    request: at('/uploads', { service: 'staff-leave-and-return', field: 'proof', name: 'a.pdf', size: 9 }),
  },
  'GET /api/v1/uploads/:id': { statuses: signedIn({ else: 404 }), request: at(`/uploads/${randomUUID()}`) },
  'PATCH /api/v1/uploads/:id': {
    // JSON is no part of a file.
    statuses: signedIn({ else: 415 }),
    request: at(`/uploads/${randomUUID()}?offset=0`, {}),
  },
  'DELETE /api/v1/uploads/:id': {
    statuses: signedIn({ else: 404 }),
    request: at(`/uploads/${randomUUID()}`),
  },
  'GET /api/v1/people': { statuses: signedIn({ student: 403, else: 200 }), request: at('/people?q=t') },
  'GET /api/v1/units': { statuses: signedIn({ else: 200 }), request: at('/units') },
  'GET /api/v1/notifications': { statuses: signedIn({ else: 200 }), request: at('/notifications') },
  'POST /api/v1/notifications/read': {
    statuses: signedIn({ else: 204 }),
    request: at('/notifications/read', {}),
  },
  'GET /api/v1/campaigns': { statuses: forAdministrators(), request: at('/campaigns') },
  'GET /api/v1/campaigns/services': { statuses: forAdministrators(), request: at('/campaigns/services') },
  'GET /api/v1/campaigns/mine': { statuses: signedIn({ else: 200 }), request: at('/campaigns/mine') },
  'POST /api/v1/campaigns/roster': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/campaigns/roster', { service: collected, roster: aRoster }),
  },
  'POST /api/v1/campaigns': {
    statuses: forAdministrators({ done: 201, ofOther: 404 }),
    request: async () => ['/campaigns', aCampaignWish()],
  },
  'GET /api/v1/campaigns/:id': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: async () => [`/campaigns/${await aCampaign()}`],
  },
  'PATCH /api/v1/campaigns/:id': {
    statuses: forAdministrators({ done: 204, ofOther: 404 }),
    request: async () => [`/campaigns/${await aCampaign()}`, aCampaignWish()],
  },
  'DELETE /api/v1/campaigns/:id': {
    // The administrator comes first; the owner's finds it gone.
    statuses: { ...forAdministrators({ done: 204, ofOther: 404 }), ofOwner: 404 },
    request: async () => [`/campaigns/${await aCampaign()}`],
  },
  'POST /api/v1/campaigns/:id/copy': {
    statuses: forAdministrators({ done: 201, ofOther: 404 }),
    request: async () => [`/campaigns/${await aCampaign()}/copy`],
  },
  'POST /api/v1/campaigns/:id/acts': {
    // The administrator comes first; the second finds it opened already.
    statuses: { ...forAdministrators({ ofOther: 404 }), ofOwner: 409 },
    request: async () => [`/campaigns/${await aCampaign()}/acts`, { act: 'open' }],
  },
  'GET /api/v1/campaigns/:id/cases': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: async () => [`/campaigns/${await aCampaign()}/cases`],
  },
  'GET /api/v1/campaigns/:id/export': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: async () => [`/campaigns/${await aCampaign()}/export`],
  },
  'GET /api/v1/surveys': { statuses: forAdministrators(), request: at('/surveys') },
  'GET /api/v1/surveys/mine': { statuses: signedIn({ else: 200 }), request: at('/surveys/mine') },
  'GET /api/v1/surveys/:service': {
    statuses: signedIn({ student: 403, else: 200 }),
    request: at('/surveys/access-survey'),
  },
  'POST /api/v1/surveys/:service/answers': {
    statuses: signedIn({ student: 403, else: 200 }),
    request: at('/surveys/access-survey/answers', { answers: { fine: true } }),
  },
  'POST /api/v1/surveys/:service/reminders': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/surveys/access-survey/reminders'),
  },
  // Those who were asked see them only where the survey says so.
  'GET /api/v1/surveys/:service/results': {
    statuses: signedIn({ administrator: 200, ofOwner: 200, else: 403 }),
    request: at('/surveys/access-survey/results'),
  },
  'GET /api/v1/surveys/:service/results/export': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/surveys/access-survey/results/export'),
  },
  'GET /api/v1/admin/summary': { statuses: forAdministrators(), request: at('/admin/summary') },
  'POST /api/v1/applications/:id/rating': {
    // Not ended yet: who may rate it is told so, to others it is not there.
    statuses: signedIn({ applicant: 409, else: 404 }),
    request: async () => [`/applications/${(await aRunningLeave()).id}/rating`, { grade: 5 }],
  },
  'GET /api/v1/admin/ratings': { statuses: forAdministrators(), request: at('/admin/ratings') },
  'POST /api/v1/admin/ratings/:id/answer': {
    statuses: forAdministrators({ done: 200, ofOther: 404 }),
    request: async () => [`/admin/ratings/${await aLowRating()}/answer`, { answer: '已改进' }],
  },
  'GET /api/v1/admin/statistics': { statuses: forAdministrators(), request: at('/admin/statistics') },
  'GET /api/v1/admin/statistics/export': {
    statuses: forAdministrators(),
    request: at('/admin/statistics/export'),
  },
  'GET /api/v1/admin/services/:id/columns': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/admin/services/staff-leave-and-return/columns'),
  },
  'GET /api/v1/admin/exports': { statuses: forAdministrators(), request: at('/admin/exports') },
  'POST /api/v1/admin/exports': {
    statuses: forAdministrators({ done: 201, ofOther: 404 }),
    request: async () => {
      await aRunningLeave();
      return ['/admin/exports', anExport()];
    },
  },
  // Those of the owner; everybody else has not asked for this one.
  'GET /api/v1/admin/exports/:id/list': {
    statuses: {
      anonymous: 401,
      'guest-link': 401,
      ofOwner: 200,
      administrator: 404,
      ofOther: 404,
      else: 403,
    },
    request: async () => [`/admin/exports/${await ownersExport()}/list`],
  },
  'GET /api/v1/admin/exports/:id/files': {
    statuses: {
      anonymous: 401,
      'guest-link': 401,
      ofOwner: 200,
      administrator: 404,
      ofOther: 404,
      else: 403,
    },
    request: async () => [`/admin/exports/${await ownersExport()}/files`],
  },
  'GET /api/v1/admin/instances': { statuses: forAdministrators(), request: at('/admin/instances') },
  'GET /api/v1/admin/instances/:id': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: async () => [`/admin/instances/${(await aRunningLeave()).id}`],
  },
  'GET /api/v1/admin/instances/:id/diagram': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: async () => [`/admin/instances/${(await aRunningLeave()).id}/diagram`],
  },
  'GET /api/v1/admin/instances/:id/jump-targets': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: async () => {
      const { id, task } = await aRunningLeave();
      return [`/admin/instances/${id}/jump-targets?from=${task}`];
    },
  },
  'POST /api/v1/admin/instances/:id/acts': {
    // The administrator comes first; the second finds it suspended already.
    statuses: { ...forAdministrators({ ofOther: 404 }), ofOwner: 409 },
    request: async () => [
      `/admin/instances/${(await aRunningLeave()).id}/acts`,
      { act: 'suspend', reason: '核实' },
    ],
  },
  'GET /api/v1/admin/pending': { statuses: forAdministrators(), request: at('/admin/pending') },
  'GET /api/v1/admin/incidents': { statuses: forAdministrators(), request: at('/admin/incidents') },
  'POST /api/v1/admin/incidents/retry': {
    statuses: forAdministrators(),
    request: at('/admin/incidents/retry', { incidents: ['x'], reason: '已修复' }),
  },
  'GET /api/v1/admin/services/:id/versions': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/admin/services/staff-leave-and-return/versions'),
  },
  'GET /api/v1/admin/services/:id/migration': {
    // There is one version only, and to itself nothing goes over.
    statuses: forAdministrators({ done: 409, ofOther: 404 }),
    request: at('/admin/services/staff-leave-and-return/migration?from=1&to=1'),
  },
  'POST /api/v1/admin/services/:id/migrate': {
    statuses: forAdministrators({ ofOther: 404 }),
    request: at('/admin/services/staff-leave-and-return/migrate', {
      to: 1,
      reason: '改用新版本',
      instances: ['x'],
    }),
  },
  'GET /api/v1/admin/people': { statuses: forAdministrators(), request: at('/admin/people?q=t') },
  'GET /api/v1/admin/people/:id/tasks': {
    statuses: forAdministrators(),
    request: at('/admin/people/T1103/tasks'),
  },
  'POST /api/v1/admin/people/:id/hand-over': {
    statuses: forAdministrators(),
    request: at('/admin/people/T1103/hand-over', { to: 'T1104', reason: '调离', tasks: ['x'] }),
  },
  'POST /api/v1/guest/codes': { statuses: { else: 202 }, request: at('/guest/codes', { link: 'x' }) },
  'POST /api/v1/guest/session': {
    statuses: { else: 401 },
    request: at('/guest/session', { link: 'x', code: '123456' }),
  },
  'GET /api/v1/guest/session': { statuses: forGuests(200), request: at('/guest/session') },
  'GET /api/v1/guest/task': { statuses: forGuests(200), request: at('/guest/task') },
  'POST /api/v1/guest/task/acts': {
    statuses: forGuests(422),
    request: at('/guest/task/acts', { act: 'reject' }),
  },
  'POST /api/v1/guest/attachments': {
    statuses: forGuests(415),
    request: at('/guest/attachments?field=letter', {}),
  },
  'GET /api/v1/guest/attachments/:id': {
    statuses: forGuests(404),
    request: at(`/guest/attachments/${randomUUID()}`),
  },
  'POST /api/v1/guest/services/:id': {
    statuses: { else: 404 },
    request: at('/guest/services/staff-leave-and-return', {}),
  },
  'POST /api/v1/guest/services/:id/codes': {
    statuses: { else: 202 },
    request: at('/guest/services/departed-student-hukou-service/codes', { email: 'a@example.com' }),
  },
  'POST /api/v1/guest/services/:id/session': {
    statuses: { else: 401 },
    request: at('/guest/services/departed-student-hukou-service/session', {
      email: 'a@example.com',
      name: '刘',
      code: '123456',
    }),
  },
  // This guest is in for a task: services are behind another door.
  'GET /api/v1/guest/form': { statuses: forGuests(410), request: at('/guest/form') },
  'GET /api/v1/guest/units': { statuses: forGuests(200), request: at('/guest/units') },
  'GET /api/v1/guest/applications': { statuses: forGuests(410), request: at('/guest/applications') },
  'POST /api/v1/guest/applications': {
    statuses: forGuests(410),
    request: at('/guest/applications', { data: {} }),
  },
  'GET /api/v1/guest/applications/:id': {
    statuses: forGuests(410),
    request: async () => [`/guest/applications/${(await aRunningLeave()).id}`],
  },
  'POST /api/v1/guest/applications/:id/acts': {
    statuses: forGuests(410),
    request: async () => [`/guest/applications/${(await aRunningLeave()).id}/acts`, { act: 'cancel' }],
  },
  'GET /api/v1/invitations': { statuses: signedIn({ else: 200 }), request: at('/invitations') },
  'POST /api/v1/invitations': {
    statuses: signedIn({ student: 403, else: 422 }),
    request: at('/invitations', { service: 'staff-leave-and-return' }),
  },
  'DELETE /api/v1/invitations/:id': {
    statuses: signedIn({ else: 403 }),
    request: at(`/invitations/${randomUUID()}`),
  },
  'POST /api/v1/applications/:id/guests/:guest/acts': {
    statuses: signedIn({ else: 404 }),
    request: async () => [`/applications/${(await aRunningLeave()).id}/guests/x/acts`, { act: 'revoke' }],
  },
  'GET /api/v1/openapi.json': { statuses: { else: 200 }, request: at('/openapi.json') },
  'GET /api/docs': { statuses: { else: 301 }, request: at('//api/docs') },
  'GET /api/docs/': { statuses: { else: 200 }, request: at('//api/docs/') },
  'GET /api/docs/js/scalar.js': { statuses: { else: 200 }, request: at('//api/docs/js/scalar.js') },
  'GET /health/live': { statuses: { else: 200 }, request: at('//health/live') },
  'GET /health/ready': { statuses: { else: 200 }, request: at('//health/ready') },
  'GET /metrics': { statuses: { else: 200 }, request: at('//metrics') },
};
/** Tried on its own below: an upload is no JSON, and a signed-out person is no use to the other rows. */
const elsewhere = ['POST /api/v1/attachments', 'DELETE /api/v1/session', 'DELETE /api/v1/guest/session'];

const send = (visitor: Visitor, method: string, path: string, body?: unknown, headers = {}) =>
  visitor.send<Refusal>(method, path, {
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  });

const visitorOf = (role: Role): Visitor => (role === 'anonymous' ? campus.visitor : people[role]);
const codeOf = ({ status, body }: Answer<Refusal>): string => `${status} ${body.code}`;

describe('the routes', () => {
  test('are those of the table, no more and no less', () => {
    assert.deepEqual([...routesOf(campus.app)].sort(), [...Object.keys(table), ...elsewhere].sort());
  });

  for (const [route, row] of Object.entries(table)) {
    test(`${route} answers each as it should`, async () => {
      const [method = ''] = route.split(' ');
      const [path, body] = await row.request();
      for (const role of roles) {
        const answer = await send(visitorOf(role), method, path, body);
        const expected = row.statuses[role] ?? row.statuses.else;
        assert.equal(answer.status, expected, `${role}: ${JSON.stringify(answer.body)}`);
        if (expected === 401 && method !== 'POST')
          assert.match(answer.body.code, /^(guest\/session-|session\/)required$/);
        if (method === 'GET' && role === 'anonymous')
          assert.equal((await send(campus.visitor, 'HEAD', path)).status, expected, 'HEAD');
      }
    });
  }

  test('POST /api/v1/attachments wants somebody who is signed in', async () => {
    const file = { service: 'staff-leave-and-return', field: 'proof', name: 'a.pdf', content: aPdf };
    assert.equal(codeOf(await campus.visitor.upload<Refusal>(file)), '401 session/required');
    ok(await people.other.upload(file), 201);
  });

  test('a task that is done is read again by whoever did it, and by nobody else', async () => {
    const { done } = await aRunningLeave();
    for (const role of roles) {
      const { status } = await visitorOf(role).get(`/tasks/${done}`);
      assert.equal(status, { anonymous: 401, 'guest-link': 401, past: 200 }[role as string] ?? 404, role);
    }
  });

  test('one that does not say who may call it keeps the server from starting', async () => {
    const app = await buildServer(campus.wiring);
    app.get('/forgotten', async () => 'open to all');
    await assert.rejects(async () => app.ready(), /(GET|HEAD) \/forgotten does not say who may call it/);
    await app.close();
  });
});

describe('a request that changes something', () => {
  test('is refused without the token of the session, with a wrong one, and with that of another session', async () => {
    const unsafe = Object.keys(table).filter(
      (route) => !/^GET|^POST \/api\/v1\/session$|\/api\/v1\/guest\/|\/payments\/notifications\//.test(route),
    );
    assert.ok(unsafe.length > 7);
    const { cookie } = people.applicant;
    for (const route of [...unsafe, ...elsewhere.filter((each) => !each.includes('/guest/'))]) {
      const [method = '', pattern = ''] = route.split(' ');
      const path = `/${pattern.replace(':id', randomUUID())}`;
      for (const token of [undefined, '', 'wrong', people.other.csrf, `${people.applicant.csrf}x`]) {
        const headers = { cookie, ...(token !== undefined && { 'x-csrf-token': token }) };
        const answer = await send(
          campus.visitor,
          method,
          path,
          method === 'DELETE' ? undefined : {},
          headers,
        );
        assert.equal(codeOf(answer), '403 session/csrf', `${route} with ${token}`);
      }
    }
  });

  test('from a form of another site is refused, and no other origin is let in', async () => {
    const { cookie } = people.applicant;
    for (const type of ['application/x-www-form-urlencoded', 'text/plain']) {
      const answer = await campus.visitor.send<Refusal>('POST', '/applications', {
        body: 'service=seal-use',
        headers: { cookie, origin: 'https://evil.example', 'content-type': type },
      });
      assert.equal(codeOf(answer), '403 session/csrf');
    }
    const preflight = await campus.visitor.send<Refusal>('OPTIONS', '/applications', {
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    assert.equal(preflight.status, 404);
    assert.equal(preflight.headers.get('access-control-allow-origin'), null);
  });
});

describe('a session', () => {
  const signIn = (login: string, secret: string, headers = {}) =>
    send(campus.visitor, 'POST', '/session', { login, password: secret }, headers);

  test('is kept in a cookie that no script reads, and is new with each sign-in', async () => {
    const first = await signIn('t1102', password);
    ok(first);
    const [cookie = ''] = first.headers.getSetCookie();
    assert.match(cookie, /^yizhan-session=[\w-]{43,}; Path=\/; HttpOnly; SameSite=Lax$/);
    const second = await signIn('T1102', password, { cookie });
    const [replaced = ''] = second.headers.getSetCookie();
    assert.notEqual(replaced, cookie);
    const me = (one: string) => send(campus.visitor, 'GET', '/me', undefined, { cookie: one.split(';')[0] });
    assert.equal(codeOf(await me(cookie)), '401 session/required', 'the replaced one has ended');
    assert.equal((await me(replaced)).status, 200);
    assert.equal(codeOf(await me('yizhan-session=forged')), '401 session/required');
  });

  test('ends with signing out, and the browser is told to forget', async () => {
    const person = await campus.visitor.signIn('T1102', password);
    const out = await person.delete('/session');
    assert.equal(out.status, 204);
    assert.match(out.headers.getSetCookie()[0] ?? '', /^yizhan-session=;.*Expires=Thu, 01 Jan 1970/);
    assert.equal(out.headers.get('clear-site-data'), '"cache", "storage"');
    assert.equal(codeOf(await person.get<Refusal>('/me')), '401 session/required');
    assert.equal(codeOf(await person.delete<Refusal>('/session')), '401 session/required');
  });

  test('ends at once for a person who is disabled', async () => {
    const setActive = (active: boolean) =>
      campus.database.query({
        text: `update identity.person set active = $1 where id = 'T1131'`,
        values: [active],
      });
    await setActive(false);
    assert.equal(codeOf(await people.other.get<Refusal>('/me')), '401 session/required');
    assert.equal(codeOf(await signIn('T1131', password)), '401 session/wrong-password');
    await setActive(true);
  });

  test('is not opened by a wrong password, which is told like an unknown person', async () => {
    const wrong = await signIn('T1130', 'not it');
    const unknown = await signIn('T9999', 'not it');
    assert.equal(codeOf(wrong), '401 session/wrong-password');
    assert.deepEqual(wrong.body, unknown.body);
    assert.deepEqual(wrong.headers.getSetCookie(), []);
  });

  test('is throttled after five failures, for that login alone', async () => {
    for (let attempt = 0; attempt < 6; attempt++) await signIn('T1132', 'not it');
    const throttled = await signIn('T1132', password);
    assert.equal(codeOf(throttled), '429 session/throttled');
    const seconds = Number(throttled.headers.get('retry-after'));
    assert.ok(seconds >= 1 && seconds <= 15, `${seconds}`);
    assert.match(throttled.body.detail, new RegExp(`请 ${seconds} 秒后再试`));
    ok(await signIn('T1130', password));
  });
});

test('a person who asks too often is told when to come again, and others are not', async () => {
  const statuses = new Set<number>();
  let refused: Answer<Refusal> | undefined;
  for (let request = 0; request < 130 && refused === undefined; request++) {
    const answer = await people.past.get<Refusal>('/people?q=x');
    statuses.add(answer.status);
    if (answer.status !== 200) refused = answer;
  }
  assert.ok(refused, 'it was never refused');
  assert.equal(codeOf(refused), '429 request/throttled');
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  assert.equal((await people.present.get('/people?q=x')).status, 200);
  ok(await people.past.get('/me'));
  const spoofed = await people.past.get<Refusal>('/people?q=x', {
    headers: { 'x-forwarded-for': '10.1.2.3' },
  });
  assert.equal(spoofed.status, 429);
});

test('every answer carries the headers that browsers are to obey', async () => {
  const nonces = new Set<string>();
  for (const path of ['/me', '/nothing', '//health/live', '/services?x=1']) {
    const { headers } = await people.applicant.get(path);
    const csp = headers.get('content-security-policy') ?? '';
    nonces.add(/'nonce-([^']+)'/.exec(csp)?.[1] ?? '');
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ])
      assert.ok(csp.includes(part), path);
    assert.equal(/unsafe/.test(csp), false);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'same-origin');
    assert.ok(headers.has('permissions-policy'));
    assert.equal(headers.get('strict-transport-security'), null);
    if (!path.startsWith('//')) assert.equal(headers.get('cache-control'), 'no-store');
  }
  assert.equal(nonces.size, 4);
});

test('behind https the cookie is bound to this very host, and browsers are told to stay with https', async () => {
  const secure = await openCampus({ https: true, workers: false });
  const person = await secure.signIn('T1102');
  assert.match(person.cookie, /^__Host-yizhan-session=/);
  const again = await secure.visitor.send('POST', '/session', {
    body: JSON.stringify({ login: 'T1102', password }),
    headers: { 'content-type': 'application/json' },
  });
  assert.match(again.headers.getSetCookie()[0] ?? '', /; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const { headers } = await person.get('/me');
  assert.equal(headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains');
  await secure.close();
});
