import { useQuery } from '@tanstack/react-query';
import type { PersonSummary } from '@yizhan/contract';
import { Select } from 'antd';
import { useState } from 'react';
import { useSurroundings } from '../form/surroundings.tsx';
import { useTexts } from '../texts/index.ts';
import styles from './controls.module.css';
import type { FieldOf, FieldProps } from './field-props.ts';
import { peopleQuery } from './people.query.ts';
import { popupPlace } from './popup-place.ts';
import { useSettled } from './use-settled.ts';

/** One person or several, found by name, number or pinyin. The list says number and unit: names are shared. */
export function PersonInput({
  field,
  control,
  value,
  onChange,
  onLeave,
}: FieldProps<FieldOf<'person' | 'persons'>>) {
  const t = useTexts();
  const { names, meet } = useSurroundings();
  const [words, setWords] = useState('');
  const { data: found = [], isFetching, isError } = useQuery(peopleQuery(useSettled(words.trim())));
  const several = field.type === 'persons';
  const chosen = several ? (Array.isArray(value) ? value.filter(isText) : []) : isText(value) ? [value] : [];

  const offered = words.trim() === '' ? [] : found;
  const known = chosen.flatMap((id) => names.people[id] ?? []);
  const people = [...offered, ...known.filter(({ id }) => !offered.some((person) => person.id === id))];

  const pick = (picked: string | string[] | null | undefined) => {
    for (const id of [picked].flat()) {
      const person = found.find((one) => one.id === id);
      if (person) meet(person);
    }
    setWords('');
    onChange(picked == null || picked.length === 0 ? undefined : picked);
  };

  return (
    <Select
      id={control.id}
      className={styles.full ?? ''}
      {...(several && { mode: 'multiple' as const })}
      aria-label={control.labelled ? undefined : control.name}
      aria-describedby={control.describedBy}
      aria-invalid={control.invalid}
      aria-required={control.required}
      status={control.invalid ? 'error' : ''}
      placeholder={field.placeholder ?? t('form.person')}
      allowClear
      showSearch={{ filterOption: false, searchValue: words, onSearch: setWords }}
      loading={isFetching}
      suffixIcon={null}
      popupMatchSelectWidth={control.compact ? 280 : true}
      getPopupContainer={popupPlace}
      notFoundContent={emptyWords()}
      options={people.map((person) => ({ value: person.id, label: person.name, person }))}
      optionRender={({ data }) => <PersonOption person={data.person} />}
      value={several ? chosen : (chosen[0] ?? null)}
      onChange={pick}
      onBlur={() => {
        setWords('');
        onLeave();
      }}
    />
  );

  function emptyWords(): string {
    if (words.trim() === '') return t('form.personMore');
    if (isError) return t('form.personFailed');
    return isFetching ? t('loading') : t('form.personNothing');
  }
}

function PersonOption({ person }: { person: PersonSummary }) {
  return (
    <span className={styles.option}>
      <span className={styles.optionName}>{person.name}</span>
      <span className={styles.optionMore}>
        {person.number} · {person.unit}
      </span>
    </span>
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
