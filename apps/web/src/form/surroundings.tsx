import type { Names, Origin, PersonSummary } from '@yizhan/contract';
import {
  type ComponentType,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { InputProps } from '../fields/field-props.ts';

/** What fields need besides their value. */
export interface Surroundings {
  /** The service whose form it is: attachments are uploaded for one of its fields. */
  service: string;
  /** The application, once there is one: its version may have other fields than the current one. */
  application: string | undefined;
  names: Names;
  /** Remembers somebody who was picked, so that the name can be shown. */
  meet(person: PersonSummary): void;
  origins: Readonly<Record<string, Origin>>;
  /** The controls; none where a form is only read, so that antd is not loaded to show a page. */
  Input: ComponentType<InputProps> | undefined;
  /** Counts uploads under way: a form is not submitted over their heads. */
  uploads: { current: number };
}

const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

interface ProviderProps {
  service: string;
  application?: string | undefined;
  names: Names;
  origins?: Readonly<Record<string, Origin>>;
  uploads?: { current: number };
  Input?: ComponentType<InputProps>;
  children: ReactNode;
}

const noOrigins = {};

export function SurroundingsProvider({
  service,
  application,
  names,
  origins = noOrigins,
  uploads,
  Input,
  children,
}: ProviderProps) {
  const [met, setMet] = useState<Record<string, PersonSummary>>({});
  const ownUploads = useRef(0);
  const meet = useCallback(
    (person: PersonSummary) => setMet((before) => ({ ...before, [person.id]: person })),
    [],
  );
  const surroundings = useMemo<Surroundings>(
    () => ({
      service,
      application,
      names: { people: { ...names.people, ...met }, units: names.units },
      meet,
      origins,
      uploads: uploads ?? ownUploads,
      Input,
    }),
    [service, application, names, met, meet, origins, uploads, Input],
  );
  return <SurroundingsContext value={surroundings}>{children}</SurroundingsContext>;
}

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error('a form field stands outside of SurroundingsProvider');
  return surroundings;
}
