import { useTexts } from '../../texts/index.ts';
import { Icon } from '../../ui/icon.tsx';
import { say } from '../../ui/toast.tsx';
import styles from './copy-number.module.css';

/** Only where the browser lets a page write to the clipboard (not on plain http). */
export function CopyNumber({ number }: { number: string }) {
  const t = useTexts();
  if (!navigator.clipboard) return null;
  return (
    <button
      type="button"
      className={styles.copy}
      aria-label={t('application.copyNumber')}
      onClick={() => void navigator.clipboard.writeText(number).then(() => say(t('application.copied')))}
    >
      <Icon name="copy" size={16} />
    </button>
  );
}
