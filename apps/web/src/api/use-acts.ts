import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { submissionKeys } from './idempotency.ts';
import { api } from './index.ts';

/** Does something to a thing, and shows it as it is afterwards: also when it was refused, for then it has changed. */
export function useActs<Act, Done>(
  path: string,
  refresh: (queries: ReturnType<typeof useQueryClient>) => Promise<void>,
): (body: Act) => Promise<Done> {
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  return async (body) => {
    try {
      const done = await api.send<Done>('POST', `${path}/acts`, { body, key: keys.keyFor(body) });
      keys.settle();
      return done;
    } finally {
      await refresh(queries);
    }
  };
}
