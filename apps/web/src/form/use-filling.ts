import { type RefObject, useRef, useState } from 'react';
import { useTexts } from '../texts/index.ts';
import { say } from '../ui/toast.tsx';
import type { FormHandle } from './use-form.ts';

/** What a decision does with the form that goes with it. */
export interface Filling extends Pick<FormHandle, 'written' | 'refuse'> {
  /** Judges the whole form; false while a file is on its way or something is wrong, which is then shown. */
  isReady(): boolean;
}

/** A form that is filled in for a decision; `attempt` counts how often it was tried, for the list of faults. */
export function useFilling(handle: FormHandle): {
  readonly filling: Filling;
  readonly attempt: number;
  readonly uploads: RefObject<number>;
} {
  const t = useTexts();
  const uploads = useRef(0);
  const [attempt, setAttempt] = useState(0);
  const tried = () => setAttempt((count) => count + 1);
  const filling: Filling = {
    isReady() {
      if (uploads.current > 0) {
        say(t('form.uploadsRunning'), 'bad');
        return false;
      }
      tried();
      return handle.check().length === 0;
    },
    written: handle.written,
    refuse(faults) {
      handle.refuse(faults);
      tried();
    },
  };
  return { filling, attempt, uploads };
}
