import type { CSSProperties } from 'react';
import styles from './skeleton.module.css';

/** A grey place of the size that the text will have. */
export function Bone({ width = '100%', height = 16 }: { width?: CSSProperties['width']; height?: number }) {
  return <span className={styles.bone} style={{ width, height }} />;
}

/** Says once that something loads; the bones inside are decoration. */
export function Loading({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div role="status" aria-label={label} className={styles.loading}>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}

export function CardBones({ lines, count = 1 }: { lines: number; count?: number }) {
  return Array.from({ length: count }, (_, card) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other name
    <div key={card} className={`card ${styles.card}`}>
      <Bone width="42%" height={20} />
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other name
        <Bone key={line} width={`${88 - ((line * 23) % 40)}%`} />
      ))}
    </div>
  ));
}
