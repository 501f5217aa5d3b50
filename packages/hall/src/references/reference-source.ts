import type { ReferenceValue } from '@yizhan/forms';

/** For whom rows are looked up: whoever fills the form, and for whom the application is. */
export interface ReferenceAsker {
  readonly person: string;
  readonly applicant: string;
}

export interface ReferenceRequest {
  /** In the label or any column. */
  readonly words: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

export interface ReferencePage {
  readonly rows: readonly ReferenceValue[];
  /** What the columns are called, for those that people read. */
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly next?: string;
}

/**
 * Where the rows of `reference` fields come from: earlier applications, a register (台账), a list of the site, the
 * personal data centre. It answers only rows that the asker may pick.
 */
export interface ReferenceSource {
  search(asker: ReferenceAsker, name: string, request: ReferenceRequest): Promise<ReferencePage>;
  /** Rows by their ids; what is not there, or not for this asker, is absent. */
  rows(
    asker: ReferenceAsker,
    name: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ReferenceValue>>;
}

export const noReferences: ReferenceSource = {
  search: async () => ({ rows: [], columns: [] }),
  rows: async () => new Map(),
};
