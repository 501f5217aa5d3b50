import { useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';

const grades = [1, 2, 3, 4, 5];

/** Five stars, which are radio buttons: keyboard and screen reader know what to do with them. */
export function RatingInput({
  control,
  value,
  onChange,
  onLeave,
}: Pick<FieldProps<FieldOf<'rating'>>, 'control' | 'value' | 'onChange' | 'onLeave'>) {
  const t = useTexts();
  const chosen = typeof value === 'number' ? value : 0;
  return (
    <div
      role="radiogroup"
      aria-label={control.name}
      aria-describedby={control.describedBy}
      aria-required={control.required}
      aria-invalid={control.invalid}
      className={styles.stars}
    >
      {grades.map((grade) => (
        <label key={grade} className={`${styles.star} ${grade <= chosen ? styles.starOn : ''}`}>
          <input
            type="radio"
            id={grade === 1 ? control.id : undefined}
            name={control.id}
            checked={value === grade}
            aria-label={t('form.grade', { grade })}
            onChange={() => onChange(grade)}
            onBlur={onLeave}
          />
          <span aria-hidden="true">★</span>
        </label>
      ))}
      <span className={styles.grade} aria-hidden="true">
        {chosen > 0 ? t('form.grade', { grade: chosen }) : ''}
      </span>
    </div>
  );
}
