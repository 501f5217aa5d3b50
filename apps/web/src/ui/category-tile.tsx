import { categoryLook } from './category-look.ts';
import styles from './category-tile.module.css';
import { Icon } from './icon.tsx';

export function CategoryTile({ category, size = 44 }: { category: string; size?: 36 | 44 | 56 }) {
  const { icon, tint } = categoryLook(category);
  return (
    <span className={`${styles.tile} ${styles[`tint${tint}`]} ${styles[`size${size}`]}`}>
      <Icon name={icon} size={size / 2} />
    </span>
  );
}
