import { Select } from 'antd';
import { useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { Control } from './field-props.ts';
import { popupPlace } from './popup-place.ts';

export interface LevelOption {
  value: string;
  label: string;
  children?: readonly LevelOption[] | undefined;
}

interface LevelsProps {
  options: readonly LevelOption[];
  chosen: readonly string[];
  control: Control;
  /** What each level asks for: 省, 市, 区县. */
  placeholders?: readonly string[];
  loading?: boolean;
  onChange(chosen: readonly string[]): void;
  onLeave(): void;
}

/**
 * One list for each level: a popup with columns side by side does not fit a phone, and this way the keyboard goes
 * through the levels as through any fields.
 */
export function Levels({
  options,
  chosen,
  control,
  placeholders = [],
  loading,
  onChange,
  onLeave,
}: LevelsProps) {
  const t = useTexts();
  const levels: (readonly LevelOption[])[] = [options];
  for (const value of chosen) {
    const children = levels.at(-1)?.find((option) => option.value === value)?.children;
    if (children && children.length > 0) levels.push(children);
  }
  return (
    <div
      role="group"
      aria-label={control.name}
      aria-describedby={control.describedBy}
      className={control.compact ? styles.levelsCompact : styles.levels}
    >
      {levels.map((level, depth) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
          key={depth}
          id={depth === 0 ? control.id : `${control.id}-${depth}`}
          className={styles.full ?? ''}
          aria-label={`${control.name} ${placeholders[depth] ?? t('form.level', { number: depth + 1 })}`}
          aria-invalid={control.invalid}
          aria-required={control.required}
          status={control.invalid ? 'error' : ''}
          placeholder={placeholders[depth] ?? t('form.choose')}
          allowClear={!control.required || depth > 0}
          loading={loading === true}
          showSearch={level.length > 8 ? { optionFilterProp: 'label' } : false}
          getPopupContainer={popupPlace}
          options={level.map(({ value, label }) => ({ value, label }))}
          value={chosen[depth] ?? null}
          onChange={(picked: string | null | undefined) =>
            onChange(picked ? [...chosen.slice(0, depth), picked] : chosen.slice(0, depth))
          }
          onBlur={onLeave}
        />
      ))}
    </div>
  );
}
