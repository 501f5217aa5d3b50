import { useQueryClient } from '@tanstack/react-query';
import type { FormData } from '@yizhan/forms';
import { useEffect, useRef, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import type { ApplicationCreated } from '../../api/types.ts';
import { applicationPath } from '../../applications/applications.query.ts';
import { type DraftPlace, type DraftSaver, draftSaver, type SaveState } from './draft-saver.ts';

interface DraftOptions {
  service: string;
  start: DraftPlace | undefined;
  snapshot(): FormData;
  /** The first save has made a draft. */
  placed(place: DraftPlace): void;
}

/** The draft of a form on this page: how it stands, and the one that saves it. */
export function useDraft({ service, start, snapshot, placed }: DraftOptions): {
  state: SaveState;
  saver: DraftSaver;
} {
  const queries = useQueryClient();
  const [state, setState] = useState<SaveState>({ is: 'untouched' });
  const latest = useRef({ snapshot, placed });
  latest.current = { snapshot, placed };
  const here = useRef(true);

  const [saver] = useState(() => {
    const keys = submissionKeys();
    return draftSaver(
      {
        snapshot: () => latest.current.snapshot(),
        async save(data, place, { keepalive }) {
          if (place) {
            const body = { data, revision: place.revision };
            const { revision } = await api.send<{ revision: number }>('PATCH', applicationPath(place.id), {
              body,
              keepalive,
            });
            return { id: place.id, revision };
          }
          const body = { service, data, draft: true };
          const made = await api.send<ApplicationCreated>('POST', '/applications', {
            body,
            key: keys.keyFor(body),
            keepalive,
          });
          if (here.current) latest.current.placed(made);
          return made;
        },
        after: (milliseconds, act) => {
          const timer = setTimeout(act, milliseconds);
          return () => clearTimeout(timer);
        },
        now: () => new Date(),
        show: (next) => {
          setState(next);
          if (next.is === 'saved')
            void queries.invalidateQueries({ queryKey: ['applications'], refetchType: 'none' });
        },
      },
      start,
    );
  });

  useEffect(() => {
    here.current = true;
    const hidden = () => {
      if (document.visibilityState === 'hidden') void saver.flush({ keepalive: true });
    };
    document.addEventListener('visibilitychange', hidden);
    return () => {
      here.current = false;
      document.removeEventListener('visibilitychange', hidden);
      void saver.flush();
    };
  }, [saver]);

  const atRisk = state.is !== 'untouched' && state.is !== 'saved';
  useEffect(() => {
    if (!atRisk) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [atRisk]);

  return { state, saver };
}
