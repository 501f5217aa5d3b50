import type { ApplicationDetail } from '@yizhan/contract';
import type { FormData } from '@yizhan/forms';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/index.ts';
import { applicationPath } from '../../applications/applications.query.ts';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { Button } from '../../ui/button.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import type { DraftSaver, SaveState } from './draft-saver.ts';

interface ConflictStripProps {
  state: SaveState;
  saver: DraftSaver;
  replace(data: FormData): void;
}

/** The draft was changed elsewhere: both versions exist until the person says which one is kept. */
export function ConflictStrip({ state, saver, replace }: ConflictStripProps) {
  const t = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const conflicted = state.is === 'conflict';
  useEffect(() => {
    if (conflicted) place.current?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [conflicted]);
  if (state.is !== 'conflict') return null;

  const choose = async (take: (theirs: ApplicationDetail) => void | Promise<void>) => {
    setBusy(true);
    try {
      const draft = await saver.settle();
      if (draft) await take(await api.get<ApplicationDetail>(applicationPath(draft.id)));
    } catch (error) {
      say(detailOf(error), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <div ref={place} role="alert">
      <Strip
        tone="warn"
        title={t('apply.conflict')}
        acts={
          <>
            <Button
              size="small"
              busy={busy}
              onClick={() =>
                choose((theirs) => {
                  replace(theirs.data);
                  saver.takeTheirs(theirs.revision);
                })
              }
            >
              {t('apply.takeTheirs')}
            </Button>
            <Button
              size="small"
              kind="primary"
              busy={busy}
              onClick={() => choose(({ revision }) => saver.keepMine(revision))}
            >
              {t('apply.keepMine')}
            </Button>
          </>
        }
      >
        {state.at ? t('apply.conflictDo', { at: momentText(state.at, t) }) : t('apply.conflictDoPlain')}
      </Strip>
    </div>
  );
}
