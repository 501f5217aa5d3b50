import { Refused } from '@yizhan/contract';

/** What came of one of several: done, or why not. A fault is everybody's. */
export interface Result {
  readonly id: string;
  readonly done: boolean;
  readonly refused?: Refused;
}

export async function resultOf(id: string, deed: () => Promise<unknown>): Promise<Result> {
  try {
    await deed();
    return { id, done: true };
  } catch (error) {
    if (error instanceof Refused) return { id, done: false, refused: error };
    throw error;
  }
}
