import type { Names, Origin, PersonSummary } from '@yizhan/contract';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';

/** What fields need besides their value. */
export interface Surroundings {
  /** The service whose form it is: attachments are uploaded for one of its fields. */
  service: string;
  names: Names;
  /** Remembers somebody who was picked, so that the name can be shown. */
  meet(person: PersonSummary): void;
  origins: Readonly<Record<string, Origin>>;
  /** Counts uploads under way: a form is not submitted over their heads. */
  uploads: { current: number };
}

const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

interface ProviderProps {
  service: string;
  names: Names;
  origins?: Readonly<Record<string, Origin>>;
  uploads?: { current: number };
  children: ReactNode;
}

const noOrigins = {};

export function SurroundingsProvider({ service, names, origins = noOrigins, uploads, children }: ProviderProps) {
  const [met, setMet] = useState<Record<string, PersonSummary>>({});
  const ownUploads = useRef(0);
  const meet = useCallback((person: PersonSummary) => setMet((before) => ({ ...before, [person.id]: person })), []);
  const surroundings = useMemo<Surroundings>(
    () => ({
      service,
      names: { people: { ...names.people, ...met }, units: names.units },
      meet,
      origins,
      uploads: uploads ?? ownUploads,
    }),
    [service, names, met, meet, origins, uploads],
  );
  return <SurroundingsContext value={surroundings}>{children}</SurroundingsContext>;
}

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error('a form field stands outside of SurroundingsProvider');
  return surroundings;
}
