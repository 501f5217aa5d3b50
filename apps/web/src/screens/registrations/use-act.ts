import type { RegistrationAct, RegistrationActDone } from '@yizhan/contract';
import { useActs } from '../../api/use-acts.ts';
import { refreshRegistrations, registrationPath } from '../../registrations/registrations.query.ts';

export const useAct = (service: string) =>
  useActs<RegistrationAct, RegistrationActDone>(registrationPath(service), refreshRegistrations);
