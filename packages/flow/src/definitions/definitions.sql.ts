import type { Statement } from '@yizhan/database';

/** A file with decision tables (DMN) beside the process, under its name there. */
export interface DecisionFile {
  readonly file: string;
  readonly xml: string;
}

export interface DefinitionRow {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly xml: string;
  readonly names: readonly string[];
  /** None where absent. */
  readonly decisions?: readonly DecisionFile[];
  /** 代发起: whether the applicant confirms. */
  readonly confirm?: boolean;
}

export const findDefinition = (id: string): Statement => ({
  name: 'flow.find-definition',
  text: `
    select id, key, version, xml, names, decisions, confirm
    from flow.definition
    where id = $1`,
  values: [id],
});

export const insertDefinition = (definition: DefinitionRow, publishedAt: string): Statement => ({
  text: `
    insert into flow.definition (id, key, version, xml, names, decisions, confirm, published_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  values: [
    definition.id,
    definition.key,
    definition.version,
    definition.xml,
    definition.names,
    JSON.stringify(definition.decisions ?? []),
    definition.confirm ?? false,
    publishedAt,
  ],
});
