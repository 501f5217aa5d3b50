import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Type from 'typebox';
import Value from 'typebox/value';

/** 归口部门: the unit that answers for a subset of personal data, and the post in it where that is not its head. */
export interface DataOwner {
  readonly unit: string;
  readonly title?: string;
}

const List = Type.Object({
  rows: Type.Array(
    Type.Object({
      id: Type.String({ minLength: 1 }),
      unit: Type.String({ minLength: 1 }),
      title: Type.Optional(Type.String({ minLength: 1 })),
    }),
  ),
});

/** Where the owners of personal data are written down, beside the other lists of a site. */
const dataOwnersFile = 'lists/data-owners.json';

/**
 * The owners that a school names, by the subset's id; a school without the file has none.
 * @throws Error that names the file and the place
 */
export async function readDataOwners(directory: string): Promise<ReadonlyMap<string, DataOwner>> {
  const text = await readFile(path.join(directory, dataOwnersFile), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (text === undefined) return new Map();
  const list: unknown = JSON.parse(text);
  if (!Value.Check(List, list)) {
    const [error] = Value.Errors(List, list);
    throw new Error(`${dataOwnersFile} ${error?.instancePath}: ${error?.message}`);
  }
  return new Map(
    list.rows.map(({ id, unit, title }) => [id, { unit, ...(title !== undefined && { title }) }]),
  );
}
