import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo } from 'react';
import type { Unit } from '../api/types.ts';
import { useSurroundings } from '../form/surroundings.tsx';
import { useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';
import { unitsQuery } from './people.query.ts';
import { popupPlace } from './popup-place.ts';

/** A unit; those below another name it, since many colleges have an "办公室". */
export function DepartmentInput({
  field,
  control,
  value,
  onChange,
  onLeave,
}: FieldProps<FieldOf<'department' | 'departments'>>) {
  const t = useTexts();
  const { names } = useSurroundings();
  const { data: units, isPending } = useQuery(unitsQuery);
  const options = useMemo(() => (units ? inTreeOrder(units) : []), [units]);
  const several = field.type === 'departments';
  const chosen = (Array.isArray(value) ? value : [value]).filter((unit) => typeof unit === 'string');
  const gone = chosen.filter((unit) => !options.some((option) => option.value === unit));
  const shown = [
    ...gone.map((unit) => ({ value: unit, label: names.units[unit] ?? unit, above: '' })),
    ...options,
  ];
  return (
    <Select
      id={control.id}
      className={styles.full ?? ''}
      aria-label={control.labelled ? undefined : control.name}
      aria-describedby={control.describedBy}
      aria-invalid={control.invalid}
      aria-required={control.required}
      status={control.invalid ? 'error' : ''}
      {...(several && { mode: 'multiple' as const })}
      placeholder={field.placeholder ?? t('form.unit')}
      allowClear={!control.required}
      showSearch={{ optionFilterProp: 'label' }}
      loading={isPending}
      popupMatchSelectWidth={control.compact ? 280 : true}
      getPopupContainer={popupPlace}
      notFoundContent={isPending ? t('loading') : t('form.unitNothing')}
      options={shown}
      optionRender={({ data }) => (
        <span className={styles.option}>
          <span className={styles.optionName}>{data.label}</span>
          {data.above && <span className={styles.optionMore}>{data.above}</span>}
        </span>
      )}
      value={several ? chosen : (chosen[0] ?? null)}
      onChange={(picked: string | readonly string[] | null | undefined) =>
        onChange(picked === null || picked?.length === 0 ? undefined : picked)
      }
      onBlur={onLeave}
    />
  );
}

interface UnitOption {
  value: string;
  label: string;
  above: string;
}

/** Each unit followed by what lies below it; the root (the school) is named for none of its children. */
function inTreeOrder(units: readonly Unit[]): UnitOption[] {
  const visit = (unit: Unit, above: readonly string[]): UnitOption[] => [
    { value: unit.id, label: unit.name, above: above.slice(1).join(' / ') },
    ...units
      .filter(({ parent }) => parent === unit.id)
      .flatMap((child) => visit(child, [...above, unit.name])),
  ];
  const ids = new Set(units.map(({ id }) => id));
  return units.filter(({ parent }) => parent === null || !ids.has(parent)).flatMap((root) => visit(root, []));
}
