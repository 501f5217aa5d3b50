import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';
import { Levels } from './levels.tsx';
import { regionsQuery } from './regions.query.ts';

/** 省、市、区县 from lists, the rest by hand. */
export function AddressInput({ control, value, onChange, onLeave }: FieldProps<FieldOf<'address'>>) {
  const t = useTexts();
  const { data: regions = [], isPending } = useQuery(regionsQuery);
  const { region, detail } = addressOf(value);
  const put = (next: { region: readonly string[]; detail: string }) =>
    onChange(next.region.length === 0 && next.detail === '' ? undefined : next);
  return (
    <div className={styles.address}>
      <Levels
        options={regions}
        chosen={region}
        control={control}
        placeholders={[t('form.province'), t('form.city'), t('form.county')]}
        loading={isPending}
        onChange={(next) => put({ region: next, detail })}
        onLeave={onLeave}
      />
      <input
        id={`${control.id}-detail`}
        className={styles.input}
        autoComplete="off"
        maxLength={200}
        aria-label={`${control.name} ${t('form.addressDetail')}`}
        aria-invalid={control.invalid}
        aria-required={control.required}
        placeholder={t('form.addressDetail')}
        value={detail}
        onChange={(event) => put({ region, detail: event.target.value })}
        onBlur={onLeave}
      />
    </div>
  );
}

function addressOf(value: unknown): { region: string[]; detail: string } {
  const given = (value ?? {}) as { region?: unknown; detail?: unknown };
  return {
    region: Array.isArray(given.region) ? given.region.filter((part) => typeof part === 'string') : [],
    detail: typeof given.detail === 'string' ? given.detail : '',
  };
}
