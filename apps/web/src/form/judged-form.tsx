import type { FormGiven, Names } from '@yizhan/contract';
import type { FormData, FormDocument } from '@yizhan/forms';
import { useMemo } from 'react';
import { schoolDate } from '../texts/times.ts';
import { FormView } from './form-view.tsx';
import { SurroundingsProvider } from './surroundings.tsx';
import { type CalendarOf, useForm } from './use-form.ts';

interface JudgedFormProps {
  service: string;
  document: FormDocument;
  step: string;
  data: FormData;
  names: Names;
  calendar: CalendarOf;
  given: FormGiven;
}

/**
 * A form to be read whose rules are judged here, because notes that depend on the data are meant for the reader
 * ("用印超过 100 次"). Loaded only where there are such notes, for it brings FEEL along.
 */
export function JudgedForm({ service, document, step, data, names, calendar, given }: JudgedFormProps) {
  const context = useMemo(() => ({ today: schoolDate(new Date()), calendar, ...given }), [calendar, given]);
  const handle = useForm({ document, step, initial: data, context });
  return (
    <SurroundingsProvider service={service} names={names}>
      <FormView handle={handle} />
    </SurroundingsProvider>
  );
}
