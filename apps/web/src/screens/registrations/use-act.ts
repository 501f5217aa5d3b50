import { useQueryClient } from '@tanstack/react-query';
import type { RegistrationAct, RegistrationActDone } from '@yizhan/contract';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { refreshRegistrations, registrationPath } from '../../registrations/registrations.query.ts';

/** Does something to a registration, and shows it as it is afterwards: also when it was refused, for then it has changed. */
export function useAct(service: string): (body: RegistrationAct) => Promise<RegistrationActDone> {
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  return async (body) => {
    try {
      const done = await api.send<RegistrationActDone>('POST', `${registrationPath(service)}/acts`, {
        body,
        key: keys.keyFor(body),
      });
      keys.settle();
      return done;
    } finally {
      await refreshRegistrations(queries);
    }
  };
}
