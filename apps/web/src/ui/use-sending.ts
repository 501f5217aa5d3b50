import { useState } from 'react';
import { detailOf } from './notice.tsx';

/**
 * Sends what a dialog asks for, one at a time. What the server refuses is kept to be shown, and may be sent again; what
 * it accepts leaves the dialog busy, for it is about to close.
 */
export function useSending() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const sending = async (send: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      await send();
    } catch (error) {
      setRefusal(detailOf(error));
      setBusy(false);
    }
  };
  return { busy, refusal, sending };
}
