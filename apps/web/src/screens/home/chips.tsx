import type { Category } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import styles from './chips.module.css';

interface ChipsProps {
  categories: Category[];
  total: number;
  chosen: string | undefined;
  choose(category: string | undefined): void;
}

/** Categories as a row of switches: wraps on a wide screen, scrolls under the thumb on a phone. */
export function Chips({ categories, total, chosen, choose }: ChipsProps) {
  const t = useTexts();
  const locale = useLanguage();
  return (
    <fieldset className={styles.chips}>
      <legend className="hidden">{t('home.categories')}</legend>
      <Chip
        name={t('home.all')}
        count={total}
        pressed={chosen === undefined}
        press={() => choose(undefined)}
      />
      {categories.map((category) => (
        <Chip
          key={category.id}
          name={inLanguage(category.name, locale)}
          count={category.services}
          pressed={chosen === category.id}
          press={() => choose(category.id)}
        />
      ))}
    </fieldset>
  );
}

function Chip({
  name,
  count,
  pressed,
  press,
}: {
  name: string;
  count: number;
  pressed: boolean;
  press(): void;
}) {
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={pressed}
      onClick={(event) => {
        event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'smooth' });
        press();
      }}
    >
      {name}
      <span className={styles.count}>{count}</span>
    </button>
  );
}
