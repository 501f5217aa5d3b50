import type { PersonPrefill } from '@yizhan/contract';
import type { FormData } from '@yizhan/forms';
import { api } from '../api/index.ts';

/** What the school's directory says of a person who was chosen, for the fields that follow. */
export async function prefillOfPerson(service: string, field: string, person: string): Promise<FormData> {
  const query = new URLSearchParams({ field, person });
  return (await api.get<PersonPrefill>(`/services/${encodeURIComponent(service)}/prefill?${query}`)).values;
}
