/** The API's description: a valid OpenAPI 3.1 document, of every route, that says what the routes do (S53). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Schema from 'typebox/schema';
import { ok } from '../testing/applications.ts';
import { type Campus, openCampus } from '../testing/campus.ts';
import { routesOf } from '../testing/routes.ts';

interface Media {
  readonly schema?: object;
}
interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Media>> }>
  >;
}
interface Description {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly securitySchemes: Readonly<Record<string, object>> };
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

let campus: Campus;
let description: Description;
before(async () => {
  campus = await openCampus({ workers: false });
  description = ok(await campus.visitor.get<Description>('/openapi.json'));
});
after(() => campus.close());

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  );

test('it is OpenAPI 3.1, with a title, a version, and security schemes that are defined', () => {
  assert.match(description.openapi, /^3\.1\.\d$/);
  assert.ok(description.info.title && description.info.version);
  for (const requirement of description.security)
    for (const scheme of Object.keys(requirement))
      assert.ok(description.components.securitySchemes[scheme], scheme);
});

test('each operation has a summary, a tag, answers with a description, and its path’s parameters', () => {
  for (const { name, path, operation } of operations()) {
    assert.ok(operation.summary && operation.tags?.length, name);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    assert.deepEqual(declared.map((parameter) => parameter.name).sort(), inPath.sort(), name);
    assert.ok(
      declared.every((parameter) => parameter.required),
      name,
    );
    assert.ok(
      Object.keys(operation.responses).some((status) => /^[23]\d\d$/.test(status)),
      name,
    );
    for (const [status, response] of Object.entries(operation.responses)) {
      assert.match(status, /^([1-5]\d\d|[1-5]XX)$/, name);
      assert.ok(response.description, `${name} ${status}`);
    }
  }
});

test('each schema in it is one, and has no reference that leads nowhere', () => {
  for (const { name, operation } of operations()) {
    const contents = [operation.requestBody, ...Object.values(operation.responses)];
    const schemas = contents.flatMap((one) => Object.values(one?.content ?? {}).map(({ schema }) => schema));
    for (const schema of [...schemas, ...(operation.parameters ?? []).map((parameter) => parameter.schema)]) {
      assert.ok(schema, name);
      assert.equal(JSON.stringify(schema).includes('"$ref"'), false, name);
      Schema.Compile(schema);
    }
  }
});

test('every route of the API is in it, but for the description itself', () => {
  const routes = routesOf(campus.app)
    .map((route) => route.replace(/:(\w+)/g, '{$1}'))
    .filter((route) => / \/(api\/v1|health)\//.test(route) && !route.endsWith('openapi.json'));
  const described = operations().map(({ name }) => name);
  assert.deepEqual(described.sort(), routes.sort());
});

test('every operation of a signed-in person says how he is refused, and those for all ask for no session', () => {
  for (const { name, path, operation } of operations()) {
    const isPublic =
      path.startsWith('/health/') ||
      [
        'POST /api/v1/session',
        'GET /api/v1/verify/{code}',
        'GET /api/v1/guides',
        'GET /api/v1/guides/{id}',
        'POST /api/v1/guest/codes',
        'POST /api/v1/guest/session',
        'POST /api/v1/guest/services/{id}',
        'POST /api/v1/guest/services/{id}/codes',
        'POST /api/v1/guest/services/{id}/session',
        'GET /api/v1/public/announcements',
        'GET /api/v1/public/announcements/{id}',
        'POST /api/v1/payments/notifications/{platform}',
      ].includes(name);
    assert.deepEqual(operation.security, isPublic ? [] : undefined, name);
    if (path.startsWith('/health/')) continue;
    for (const status of ['4XX', '5XX'])
      assert.ok(operation.responses[status]?.content?.['application/problem+json'], `${name} ${status}`);
  }
});

test('what may be repeated safely takes an idempotency key, and an upload is a form with one file', () => {
  for (const { name, operation } of operations()) {
    const takesKey = operation.parameters?.some(
      (one) => one.in === 'header' && one.name === 'idempotency-key',
    );
    const isCommand =
      // A link that is sent again twice is two letters, of which the page keeps count.
      /^(POST|PATCH) \/api\/v1\/(applications(?!.*\/guests\/)|tasks|admin|guest\/(task|applications))/.test(
        name,
      ) ||
      /^POST \/api\/v1\/(surveys|campaigns(?!\/roster))/.test(name) ||
      /^POST \/api\/v1\/registrations\//.test(name) ||
      /^POST \/api\/v1\/(guest\/)?payments\/(?!notifications)/.test(name) ||
      /^POST \/api\/v1\/announcements\/\{id\}\/objections$/.test(name);
    assert.equal(takesKey ?? false, isCommand, name);
  }
  const upload = description.paths['/api/v1/attachments']?.post?.requestBody?.content['multipart/form-data'];
  assert.deepEqual(upload?.schema, {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary' } },
  });
});

test('the page that shows it is there', async () => {
  const page = await campus.visitor.get<string>('//api/docs/');
  assert.equal(page.status, 200);
  assert.match(page.body, /\/api\/v1\/openapi\.json/);
});
