import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { UploadState } from '@yizhan/contract';
import {
  type Applied,
  act,
  aLeave,
  aPdf,
  apply,
  aSealUse,
  type File,
  ok,
  openTask,
  uploaded,
  workday,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let chu: Person;
let fu: Person;
before(async () => {
  campus = await openCampus();
  [chu, fu] = await campus.signInAll(['T1106', 'T1041']);
});
after(() => campus.close());

const codeOf = ({ status, body }: Answer<Refusal>): string => `${status} ${body.code}`;
const leave = 'staff-leave-and-return';

/** A file as a hostile client may send it: with any bytes in its name. */
function rawUpload(
  name: string,
  content: string | Uint8Array,
  headers: string[] = [],
): Promise<Answer<Refusal>> {
  const boundary = 'a-boundary';
  const head = [
    `--${boundary}`,
    `content-disposition: form-data; name="file"; filename="${name}"`,
    'content-type: application/pdf',
    ...headers,
  ];
  const body = Buffer.concat([
    Buffer.from(`${head.join('\r\n')}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return chu.send('POST', `/attachments?service=${leave}&field=proof`, {
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

const aJpg = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 1, 0,
  1, 1, 1, 0x11, 0, 0xff, 0xd9,
]);
/** A picture that says of itself how large it is: S35. */
const hugePng = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0x75, 0x30, 0, 0,
  0x75, 0x30, 8, 6, 0, 0, 0, 0, 0, 0, 0,
]);
const aZip = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0, ...Array.from({ length: 40 }, () => 0)]);
const html = '<html><script>alert(1)</script></html>';
const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

describe('a file is refused', () => {
  const wrong: Readonly<Record<string, readonly [name: string, content: string | Uint8Array, code: string]>> =
    {
      'when it is HTML renamed to .jpg': ['photo.jpg', html, '415 attachment/type'],
      'when it is SVG renamed to .png': ['photo.png', svg, '415 attachment/type'],
      'when it is HTML and says so': ['page.html', html, '415 attachment/type'],
      'when it is a PDF whose name ends otherwise': ['a.pdf.html', aPdf, '415 attachment/type'],
      'when it is a picture named as a PDF': ['a.pdf', aJpg, '415 attachment/type'],
      'when its name has no ending': ['pdf', html, '415 attachment/type'],
      'when the field does not take its kind': ['notes.txt', 'plain words', '415 attachment/type'],
      'when it is an archive': ['a.zip', aZip, '415 attachment/type'],
      'when it is an archive named as a PDF': ['a.pdf', aZip, '415 attachment/type'],
      'S35 when it is a picture of a billion pixels': ['a.png', hugePng, '422 attachment/harmful'],
      'when it is empty': ['a.pdf', '', '422 attachment/empty'],
    };
  for (const [what, [name, content, code]] of Object.entries(wrong)) {
    test(what, async () => {
      assert.equal(codeOf(await rawUpload(name, content)), code);
    });
  }

  test('when it is larger than the field allows, which it is told', async () => {
    const answer = await rawUpload('a.pdf', aPdf.padEnd(10 * 1024 * 1024 + 1));
    assert.equal(codeOf(answer), '413 request/too-large');
    assert.equal(answer.body.parameters.megabytes, 10);
    ok(await rawUpload('a.pdf', aPdf.padEnd(10 * 1024 * 1024)), 201);
  });

  test('when it is larger than any field allows, without being read to the end', async () => {
    const answer = await rawUpload('a.pdf', aPdf.padEnd(51 * 1024 * 1024));
    assert.equal(codeOf(answer), '413 request/too-large');
    assert.equal(answer.body.parameters.megabytes, 50);
  });

  test('when the field is none for files, or there is no such field or service', async () => {
    const send = (service: string, field: string) =>
      chu.upload<Refusal>({ service, field, name: 'a.pdf', content: aPdf });
    for (const field of [
      'reason',
      'courseAffected',
      'courseAffected.cover',
      'nothing',
      '__proto__',
      'proof.x.y',
    ])
      assert.equal(codeOf(await send(leave, field)), '422 attachment/unknown-field', field);
    assert.equal(codeOf(await send('no-such-service', 'proof')), '404 service/not-found');
    assert.equal(codeOf(await send('seal-use', 'docs.nothing')), '422 attachment/unknown-field');
  });

  test('when the request is no upload of one file', async () => {
    const place = `/attachments?service=${leave}&field=proof`;
    const json = await chu.post<Refusal>(place, { file: 'x' });
    assert.equal(codeOf(json), '415 request/unsupported-media-type');
    const none = await chu.send<Refusal>('POST', place, { body: new FormData() });
    assert.equal(none.status, 400, JSON.stringify(none.body));
    const two = new FormData();
    two.append('file', new Blob([aPdf]), 'a.pdf');
    two.append('other', new Blob([aPdf]), 'b.pdf');
    assert.ok([201, 400].includes((await chu.send<Refusal>('POST', place, { body: two })).status));
    const broken = await chu.send<Refusal>('POST', place, {
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nno end',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    assert.equal(broken.status, 400, JSON.stringify(broken.body));
    const boundless = await chu.send<Refusal>('POST', place, {
      body: 'x',
      headers: { 'content-type': 'multipart/form-data' },
    });
    assert.ok([400, 415].includes(boundless.status), JSON.stringify(boundless.body));
  });

  test('when somebody has uploaded 300 within a day', async () => {
    const lou = await campus.signIn('T1131');
    await campus.database.query({
      text: `
        insert into hall.attachment (id, service_id, field, uploader, name, type, size, sha256, uploaded_at)
        select gen_random_uuid(), $1, 'proof', 'T1131', 'x.pdf', 'application/pdf', 1, '', now()
        from generate_series(1, 300)`,
      values: [leave],
    });
    const answer = await lou.upload<Refusal>({
      service: leave,
      field: 'proof',
      name: 'a.pdf',
      content: aPdf,
    });
    assert.equal(codeOf(answer), '429 attachment/quota');
  });
});

describe('the name of a file', () => {
  const names: Readonly<Record<string, readonly [sent: string, kept: string]>> = {
    'loses its path': ['../../../etc/证明.pdf', '证明.pdf'],
    'loses a path of Windows': ['C:\\\\temp\\\\x.pdf', 'x.pdf'],
    'loses control characters': ['a\u0007b\u0000c.pdf', 'abc.pdf'],
    'loses what changes the direction of writing': ['a\u202Efdp.exe\u202C.pdf', 'afdp.exe.pdf'],
    'gets the ending of what it is when it has none': ['证明', '证明.pdf'],
    'is made up when there is none': ['', '未命名.pdf'],
    'keeps Chinese, blanks and signs': ['请假 证明（终稿）%41;v2.pdf', '请假 证明（终稿）%41;v2.pdf'],
    'keeps its end when it is long': [`${'很'.repeat(60)}长${'长'.repeat(80)}.pdf`, `${'长'.repeat(80)}.pdf`],
    'is not cut through a character': [`${'📄'.repeat(130)}.pdf`, '📄.pdf'],
  };
  for (const [what, [sent, kept]] of Object.entries(names)) {
    test(what, async () => {
      const { body, status } = await rawUpload(sent, aPdf);
      assert.equal(status, 201, JSON.stringify(body));
      const file = body as unknown as File;
      assert.ok(file.name.endsWith(kept), file.name);
      assert.ok(file.name.length <= 255 && file.name.isWellFormed(), file.name);
      const { headers } = await chu.get(`/attachments/${file.id}`);
      const disposition = headers.get('content-disposition') ?? '';
      const encoded = /^attachment; filename\*=UTF-8''([\w%.!~*'()-]+)$/.exec(disposition)?.[1];
      assert.equal(decodeURIComponent(encoded ?? ''), file.name);
      const { id } = ok(
        await chu.post<Applied>('/applications', { ...aLeave(campus, { proof: [file] }), draft: true }),
        201,
      );
      ok(await chu.delete(`/applications/${id}`), 204);
    });
  }
});

describe('a download', () => {
  test('is what was uploaded, to be saved and never shown inside the hall', async () => {
    const file = await uploaded(chu, leave, 'proof', '证明.jpg', aJpg);
    assert.deepEqual(
      { ...file, id: '' },
      { id: '', name: '证明.jpg', size: aJpg.length, type: 'image/jpeg' },
    );
    const response = await fetch(`${campus.address}/api/v1/attachments/${file.id}`, {
      headers: { cookie: chu.cookie },
    });
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), aJpg);
    const { headers } = response;
    assert.equal(headers.get('content-type'), 'image/jpeg');
    assert.equal(headers.get('content-length'), String(aJpg.length));
    assert.match(headers.get('content-disposition') ?? '', /^attachment;/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  test('of a loose file is for its uploader alone', async () => {
    const file = await uploaded(chu, leave, 'proof');
    ok(await chu.get(`/attachments/${file.id}`));
    for (const other of [fu, campus.visitor]) {
      const answer = await other.get<Refusal>(`/attachments/${file.id}`);
      assert.ok(
        ['404 attachment/not-found', '401 session/required'].includes(codeOf(answer)),
        codeOf(answer),
      );
    }
  });

  test('of an application’s file is for those whose step sees the field, then and later', async () => {
    const people = ['T1109', 'T1103', 'T1100', 'T1022', 'T1020', 'T1130', 'T1107', 'T1056'] as const;
    const [ai, ying, chen, qi, gu, rong, bai, admin] = await campus.signInAll(people);
    const proof = await uploaded(chu, leave, 'proof');
    const sickLeave = {
      leaveType: '病假',
      period: { start: workday(campus, 5), end: workday(campus, 20) },
      substitute: 'T1109',
      proof: [proof],
    };
    const { id } = await apply(chu, aLeave(campus, sickLeave));
    const statuses = async () => {
      const everybody = { chu, ai, ying, chen, qi, gu, rong, bai, admin };
      const seen: string[] = [];
      for (const [name, person] of Object.entries(everybody)) {
        const { status, body } = await person.get<Refusal>(`/attachments/${proof.id}`);
        if (status === 200) seen.push(name);
        else assert.equal(`${status} ${body.code}`, '404 attachment/not-found', name);
      }
      return seen;
    };
    assert.deepEqual(await statuses(), ['chu'], 'the deputy at work does not see certificates');
    await act(ai, id);
    assert.deepEqual(await statuses(), ['chu'], 'nor does the section head');
    await act(ying, id);
    assert.deepEqual(await statuses(), ['chu', 'chen'], 'the dean does, and those before him still do not');
    await act(chen, id);
    assert.deepEqual(await statuses(), ['chu', 'chen', 'qi'], 'so does HR, and the dean may look again');
    await act(qi, id);
    assert.deepEqual(await statuses(), ['chu', 'chen', 'qi']);
    await act(chu, id, 'approve', { data: { actualReturn: workday(campus, 21) } });
    assert.deepEqual(await statuses(), ['chu', 'chen', 'qi']);
  });
});

describe('a file named in a form is refused', () => {
  const proofsOf = async (...proof: readonly unknown[]) =>
    chu.post<Refusal>('/applications', { ...aLeave(campus, { proof }), draft: true });
  const isUnknown = (answer: Answer<Refusal>) => {
    assert.equal(codeOf(answer), '422 application/invalid');
    assert.deepEqual(
      answer.body.problems?.map(({ path, code }) => [path, code]),
      [['proof', 'unknown-file']],
    );
  };

  test('when it is somebody else’s, another field’s, or was never uploaded', async () => {
    isUnknown(await proofsOf(await uploaded(fu, leave, 'proof')));
    isUnknown(await proofsOf(await uploaded(chu, 'seal-use', 'docs.file')));
    const file = await uploaded(chu, leave, 'proof');
    isUnknown(await proofsOf({ ...file, id: '0190f000-0000-4000-8000-000000000001' }));
    isUnknown(await proofsOf({ ...file, id: 'x' }));
  });

  test('when it is said to be other than it is', async () => {
    const file = await uploaded(chu, leave, 'proof');
    isUnknown(await proofsOf({ ...file, name: 'other.pdf' }));
    isUnknown(await proofsOf({ ...file, size: 1 }));
    isUnknown(await proofsOf({ ...file, type: 'text/html' }));
  });

  test('when it belongs to another application, also of the same person', async () => {
    const file = await uploaded(chu, leave, 'proof');
    ok(await proofsOf(file), 201);
    isUnknown(await proofsOf(file));
  });

  test('when an approver takes it over from elsewhere', async () => {
    const [zhuo, he, gong] = await campus.signInAll(['T1040', 'T1010', 'T1011']);
    const { id } = await apply(fu, aSealUse(await uploaded(fu, 'seal-use', 'docs.file')));
    await act(zhuo, id);
    await act(he, id);
    const photo = await uploaded(chu, 'seal-use', 'sealPhoto', 'a.jpg', aJpg);
    const task = await openTask(gong, id);
    const answer = await gong.post<Refusal>(`/tasks/${task}/acts`, {
      act: 'approve',
      data: { usedCopies: 2, sealPhoto: [photo] },
    });
    assert.equal(codeOf(answer), '422 application/invalid');
    const own = await uploaded(gong, 'seal-use', 'sealPhoto', 'a.jpg', aJpg);
    assert.equal(
      (await act(gong, id, 'approve', { data: { usedCopies: 2, sealPhoto: [own] } })).status,
      'approved',
    );
    ok(await fu.get(`/attachments/${own.id}`));
  });
});

describe('files that nobody keeps', () => {
  const isStored = async ({ id }: File) => {
    const files = await readdir(path.join(campus.wiring.config.data, 'files'), { recursive: true });
    return files.some((file) => path.basename(file) === id);
  };

  test('are removed with their bytes after a day, and those of applications stay', async () => {
    const loose = await uploaded(chu, leave, 'proof');
    const kept = await uploaded(chu, leave, 'proof');
    ok(await chu.post('/applications', { ...aLeave(campus, { proof: [kept] }), draft: true }), 201);
    await campus.wiring.hall.removeLooseAttachments();
    assert.deepEqual([await isStored(loose), await isStored(kept)], [true, true]);
    campus.putForward(1);
    const young = await uploaded(chu, leave, 'proof');
    assert.ok((await campus.wiring.hall.removeLooseAttachments()) > 0);
    assert.deepEqual(
      [await isStored(loose), await isStored(kept), await isStored(young)],
      [false, true, true],
    );
    assert.equal(codeOf(await chu.get<Refusal>(`/attachments/${loose.id}`)), '404 attachment/not-found');
    ok(await chu.get(`/attachments/${kept.id}`));
  });

  test('are those of a deleted draft too', async () => {
    const file = await uploaded(chu, leave, 'proof');
    const draft = ok(
      await chu.post<Applied>('/applications', { ...aLeave(campus, { proof: [file] }), draft: true }),
      201,
    );
    ok(await chu.delete(`/applications/${draft.id}`), 204);
    campus.putForward(2);
    await campus.wiring.hall.removeLooseAttachments();
    assert.equal(await isStored(file), false);
    assert.equal(codeOf(await chu.get<Refusal>(`/attachments/${file.id}`)), '404 attachment/not-found');
  });
});

describe('a file in parts', () => {
  const partType = { 'content-type': 'application/offset+octet-stream' };
  const begin = (name: string, size: number, more: object = {}) =>
    chu.post<UploadState & Refusal>('/uploads', { service: leave, field: 'proof', name, size, ...more });
  const send = (person: Person, id: string, offset: number, content: Uint8Array<ArrayBuffer>) =>
    person.send<UploadState & Refusal>('PATCH', `/uploads/${id}?offset=${offset}`, {
      body: content,
      headers: partType,
    });
  const state = (person: Person, id: string) => person.get<UploadState & Refusal>(`/uploads/${id}`);
  const aLongPdf = Buffer.concat([Buffer.from(aPdf), Buffer.alloc(1_200_000, ' ')]);
  const partsIn = async () =>
    readdir(path.join(campus.wiring.config.data, 'files/parts')).catch(() => [] as string[]);

  test('goes on where it broke off, and is the file that a form may name', async () => {
    const { id, part } = ok(await begin('长.pdf', aLongPdf.length), 201);
    const at = (offset: number) => Uint8Array.from(aLongPdf.subarray(offset, offset + part));
    assert.equal(ok(await send(chu, id, 0, at(0))).offset, part);
    // The answer was lost: what is sent again says where to go on.
    const again = await send(chu, id, 0, at(0));
    assert.deepEqual([codeOf(again), again.body.parameters.offset], ['409 attachment/offset', part]);
    assert.equal(codeOf(await send(chu, id, part * 2, at(part * 2))), '409 attachment/offset');
    assert.equal(ok(await state(chu, id)).offset, part);
    ok(await send(chu, id, part, at(part)));
    const { file } = ok(await send(chu, id, part * 2, at(part * 2)));
    assert.deepEqual([file?.id, file?.name, file?.size], [id, '长.pdf', aLongPdf.length]);
    assert.deepEqual(ok(await state(chu, id)).file, file, 'whoever did not hear it asks again');
    assert.deepEqual(ok(await send(chu, id, part * 2, at(part * 2))).file, file);
    assert.ok(!(await partsIn()).includes(id));
    await apply(chu, aLeave(campus, { proof: [file] }));
    ok(await chu.get(`/attachments/${id}`));
  });

  test('is refused before a byte is sent where it can be, and judged as any other when it is whole', async () => {
    assert.equal(codeOf(await begin('a.pdf', 0)), '422 attachment/empty');
    const large = await begin('a.pdf', 900 * 1024 * 1024);
    assert.equal(codeOf(large), '413 request/too-large');
    assert.equal(codeOf(await begin('a.pdf', 9, { field: 'nothing' })), '422 attachment/unknown-field');
    const { id } = ok(await begin('a.pdf', 5), 201);
    assert.equal(
      codeOf(await send(chu, id, 0, Uint8Array.from(Buffer.from('<html')))),
      '415 attachment/type',
    );
    assert.equal(codeOf(await state(chu, id)), '404 attachment/not-found');
    assert.ok(!(await partsIn()).includes(id));
  });

  test('has no more bytes than it said, and is nobody else’s', async () => {
    const { id } = ok(await begin('a.pdf', 10), 201);
    assert.equal(codeOf(await send(chu, id, 0, new Uint8Array(11))), '409 attachment/offset');
    assert.equal(codeOf(await send(fu, id, 0, new Uint8Array(3))), '404 attachment/not-found');
    assert.equal(codeOf(await state(fu, id)), '404 attachment/not-found');
    assert.equal(codeOf(await fu.delete<Refusal>(`/uploads/${id}`)), '404 attachment/not-found');
    ok(await send(chu, id, 0, new Uint8Array(3)));
    ok(await chu.delete(`/uploads/${id}`), 204);
    assert.ok(!(await partsIn()).includes(id));
  });

  test('that nobody goes on with, and what a killed server has half written, are thrown away', async () => {
    const { id } = ok(await begin('a.pdf', 10), 201);
    ok(await send(chu, id, 0, new Uint8Array(3)));
    const half = path.join(campus.wiring.config.data, 'files/ab/half.part');
    await mkdir(path.dirname(half), { recursive: true });
    await writeFile(half, 'half');
    const files = [half, path.join(campus.wiring.config.data, 'files/parts', id)];
    const asOf = async (moment: Date) => Promise.all(files.map((file) => utimes(file, moment, moment)));
    // The clock of the campus is ahead of the disk's.
    await asOf(new Date(campus.now()));
    await campus.wiring.hall.removeOldUploads();
    assert.equal(ok(await state(chu, id)).offset, 3, 'a young one stays');
    await asOf(new Date(Date.parse(campus.now()) - 2 * 86_400_000));
    await campus.database.query({
      text: `update hall.upload set begun_at = now() - interval '2 days' where id = $1`,
      values: [id],
    });
    await campus.wiring.hall.removeOldUploads();
    assert.equal(codeOf(await state(chu, id)), '404 attachment/not-found');
    assert.ok(!(await partsIn()).includes(id));
    await assert.rejects(readFile(half), { code: 'ENOENT' });
  });
});

describe('a photograph', () => {
  test('is kept without the place where it was taken', async () => {
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 16]), Buffer.from('Exif\0\0GPSPLACE', 'latin1')]);
    const photo = Buffer.concat([aJpg.subarray(0, 20), exif, aJpg.subarray(20)]);
    const file = await uploaded(chu, leave, 'proof', 'p.jpg', Uint8Array.from(photo));
    assert.equal(file.size, aJpg.length);
    const kept = await readFile(path.join(campus.wiring.config.data, 'files', file.id.slice(0, 2), file.id));
    assert.ok(!kept.includes('GPSPLACE'));
  });
});
