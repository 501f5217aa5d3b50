import type { Statistics } from '@yizhan/contract';
import { useId, useState } from 'react';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { niceTop } from './nice-top.ts';
import { NumbersTable } from './numbers-table.tsx';
import styles from './statistics.module.css';

type Part = Statistics['volume'][number];
const kinds = ['submitted', 'approved', 'rejected', 'others'] as const;

/** What came in and what went out, part by part: two columns beside one another, the second in its outcomes. */
export function Volume({ statistics: { volume, by } }: { statistics: Statistics }) {
  const t = useAdministrationTexts();
  const title = useId();
  const [chosen, setChosen] = useState<number>();
  const part = volume[chosen ?? -1];
  return (
    <section className={`card ${styles.section}`} aria-labelledby={title}>
      <h2 id={title}>{t('volumeTitle')}</h2>
      <p className={styles.legend}>
        {kinds.map((kind) => (
          <span key={kind} className={styles.key}>
            <span className={`${styles.swatch} ${styles[kind]}`} />
            {t(`volume.${kind}`)}
          </span>
        ))}
      </p>
      <Columns volume={volume} chosen={chosen} choose={setChosen} by={by} />
      <p className={styles.chosen} aria-live="polite">
        {part
          ? `${t(`partOf.${by}`, { day: part.part })}：${kinds.map((kind) => `${t(`volume.${kind}`)} ${part[kind]}`).join('，')}`
          : t('choosePart')}
      </p>
      <NumbersTable
        folded
        caption={t('volumeTitle')}
        heads={[t('part'), ...kinds.map((kind) => t(`volume.${kind}`))]}
        rows={volume.map((each) => [each.part, ...kinds.map((kind) => each[kind])])}
      />
    </section>
  );
}

const height = 200;
const foot = 24;
const left = 36;

interface ColumnsProps {
  volume: readonly Part[];
  by: Statistics['by'];
  chosen: number | undefined;
  choose(part: number | undefined): void;
}

/** Arrow keys go from part to part, as the mouse does. */
function Columns({ volume, by, chosen, choose }: ColumnsProps) {
  const t = useAdministrationTexts();
  const narrow = useNarrow();
  const width = narrow ? 340 : 1060;
  const slot = (width - left) / volume.length;
  const bar = Math.max(1, Math.min(22, slot * 0.36));
  const top = niceTop(Math.max(...volume.map((part) => Math.max(part.submitted, endedOf(part)))));
  const y = (count: number) => height - (count / top) * (height - 12);
  const every = Math.max(1, Math.ceil(volume.length / (narrow ? 5 : 12)));
  const label = (day: string) => (by === 'month' ? day.slice(0, 7) : day.slice(5));
  const step = (by: number) => choose(Math.min(volume.length - 1, Math.max(0, (chosen ?? -1) + by)));
  return (
    <div
      role="figure"
      aria-label={t('volumeChart')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is read with the arrow keys
      tabIndex={0}
      className={styles.chart}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
        event.preventDefault();
        step(event.key === 'ArrowRight' ? 1 : -1);
      }}
      onPointerLeave={() => choose(undefined)}
    >
      <svg viewBox={`0 0 ${width} ${height + foot}`} width="100%" aria-hidden="true">
        {[0, top / 2, top].map((count) => (
          <g key={count}>
            <line className={styles.grid} x1={left} x2={width} y1={y(count)} y2={y(count)} />
            <text className={styles.tick} x={left - 6} y={y(count) + 4} textAnchor="end">
              {count}
            </text>
          </g>
        ))}
        {volume.map((part, index) => {
          const x = left + slot * index;
          const middle = x + slot / 2;
          const stack = [
            ['approved', part.approved, 0],
            ['rejected', part.rejected, part.approved],
            ['others', part.others, part.approved + part.rejected],
          ] as const;
          return (
            <g key={part.part}>
              {chosen === index && <rect className={styles.band} x={x} y={0} width={slot} height={height} />}
              <rect
                className={styles.submitted}
                x={middle - bar - 1}
                y={y(part.submitted)}
                width={bar}
                height={height - y(part.submitted)}
              />
              {stack.map(([kind, count, below]) => (
                <rect
                  key={kind}
                  className={styles[kind]}
                  x={middle + 1}
                  y={y(below + count)}
                  width={bar}
                  height={y(below) - y(below + count)}
                />
              ))}
              {index % every === 0 && (
                <text className={styles.tick} x={middle} y={height + 17} textAnchor="middle">
                  {label(part.part)}
                </text>
              )}
              <rect
                className={styles.touch}
                x={x}
                y={0}
                width={slot}
                height={height + foot}
                onPointerEnter={() => choose(index)}
                onPointerDown={() => choose(index)}
              />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const endedOf = ({ approved, rejected, others }: Part): number => approved + rejected + others;
