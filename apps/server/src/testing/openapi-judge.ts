import assert from 'node:assert/strict';
import Schema from 'typebox/schema';

/** Holds answers against the API's own description. */
export interface ApiJudge {
  /** @throws AssertionError when the route, the status or the body is not as described */
  check(method: string, pathname: string, status: number, body: unknown): void;
}

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

export function openApiJudge(description: object): ApiJudge {
  const { paths } = description as { readonly paths: Readonly<Record<string, Record<string, Operation>>> };
  const routes = Object.entries(paths).map(([template, operations]) => ({
    template,
    operations,
    pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const compiled = new Map<object, ReturnType<typeof Schema.Compile>>();
  const compile = (schema: object) => {
    const known = compiled.get(schema) ?? Schema.Compile(schema);
    compiled.set(schema, known);
    return known;
  };
  return {
    check(method, pathname, status, body) {
      const route = routes.find(({ pattern }) => pattern.test(pathname));
      const operation = route?.operations[method.toLowerCase()];
      if (operation === undefined) return;
      const name = `${method} ${route?.template}`;
      const response = operation.responses[status] ?? operation.responses[`${String(status)[0]}XX`];
      assert.ok(response, `${name} answered ${status}, which openapi.json does not know`);
      const type = status < 400 ? 'application/json' : 'application/problem+json';
      const schema = response.content?.[type]?.schema;
      if (schema === undefined || body === '') return;
      const [isRight, errors] = compile(schema).Errors(body);
      assert.ok(isRight, `${name} ${status} is not as described: ${JSON.stringify(errors)}`);
    },
  };
}
