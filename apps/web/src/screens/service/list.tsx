import { Icon, type IconName } from '../../ui/icon.tsx';
import styles from './list.module.css';

export function List({ icon, items }: { icon: IconName; items: readonly string[] }) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item}>
          <Icon name={icon} />
          <span>{item}</span>
        </li>
      ))}
    </ul>
  );
}
