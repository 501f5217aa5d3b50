import type { Locale } from '@yizhan/contract';
import type { CascadeOption } from '@yizhan/forms';
import { useMemo } from 'react';
import { labelOf } from '../form/labels.ts';
import { useLanguage } from '../texts/index.ts';
import type { FieldOf, FieldProps } from './field-props.ts';
import { type LevelOption, Levels } from './levels.tsx';

export function CascadeInput({ field, control, value, onChange, onLeave }: FieldProps<FieldOf<'cascade'>>) {
  const locale = useLanguage();
  const options = useMemo(() => named(field.options, locale), [field.options, locale]);
  const chosen = Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [];
  return (
    <Levels
      options={options}
      chosen={chosen}
      control={control}
      onChange={(path) => onChange(path.length > 0 ? path : undefined)}
      onLeave={onLeave}
    />
  );
}

function named(options: readonly CascadeOption[], locale: Locale): LevelOption[] {
  return options.map((option) => ({
    value: option.value,
    label: labelOf(option, locale),
    children: option.children && named(option.children, locale),
  }));
}
