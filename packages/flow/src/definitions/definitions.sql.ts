import type { Statement } from '@yizhan/database';

export interface DefinitionRow {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly xml: string;
  readonly names: readonly string[];
}

export const findDefinition = (id: string): Statement => ({
  name: 'flow.find-definition',
  text: `
    select id, key, version, xml, names
    from flow.definition
    where id = $1`,
  values: [id],
});

export const insertDefinition = (definition: DefinitionRow, publishedAt: string): Statement => ({
  text: `
    insert into flow.definition (id, key, version, xml, names, published_at)
    values ($1, $2, $3, $4, $5, $6)`,
  values: [definition.id, definition.key, definition.version, definition.xml, definition.names, publishedAt],
});
