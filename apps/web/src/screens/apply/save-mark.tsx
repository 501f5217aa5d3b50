import { ProblemError } from '../../api/problem-error.ts';
import { useTexts } from '../../texts/index.ts';
import { clock } from '../../texts/times.ts';
import { detailOf } from '../../ui/notice.tsx';
import type { SaveState } from './draft-saver.ts';
import styles from './save-mark.module.css';

/** How the draft stands, also said aloud. */
export function SaveMark({ state }: { state: SaveState }) {
  const t = useTexts();
  return (
    <p
      className={`${styles.mark} ${state.is === 'failed' ? styles.failed : ''}`}
      role="status"
      data-save-state={state.is}
    >
      {words()}
      {state.is === 'failed' && isSignedOut(state.error) && (
        <>
          {' '}
          <a href="/sign-in" target="_blank" rel="noreferrer">
            {t('signIn.again')}
          </a>
        </>
      )}
    </p>
  );

  function words(): string {
    switch (state.is) {
      case 'untouched':
        return t('apply.autosave');
      case 'unsaved':
        return t('apply.unsaved');
      case 'saving':
        return t('apply.saving');
      case 'saved':
        return t('apply.saved', { at: clock(state.at) });
      case 'failed':
        return t('apply.notSaved', {
          detail: isSignedOut(state.error) ? t('signIn.expired') : detailOf(state.error),
        });
      case 'conflict':
        return t('apply.conflict');
    }
  }
}

const isSignedOut = (error: unknown): boolean =>
  error instanceof ProblemError && error.code === 'session/required';
