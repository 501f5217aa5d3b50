import { useId } from 'react';
import controls from '../../fields/controls.module.css';
import styles from './choices.module.css';

export interface Choice<Id extends string> {
  id: Id;
  name: string;
  /** What it means or brings with it. */
  hint?: string | undefined;
}

interface ChoicesProps<Id extends string> {
  legend: string;
  choices: readonly Choice<Id>[];
  chosen: readonly Id[];
  choose(chosen: Id[]): void;
  several?: boolean;
  /** The first of them has the focus when the dialog opens. */
  first?: boolean;
  fault?: string | undefined;
}

/** One of some (or several), each with a line below it; the line describes the input and is not its name. */
export function Choices<Id extends string>(props: ChoicesProps<Id>) {
  const { legend, choices, chosen, choose, several = false, first = false, fault } = props;
  const id = useId();
  const pick = (picked: Id) => {
    if (!several) return choose([picked]);
    choose(chosen.includes(picked) ? chosen.filter((one) => one !== picked) : [...chosen, picked]);
  };
  const hinted = choices.some(({ hint }) => hint);
  return (
    <fieldset className={styles.choices} aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend className={styles.label}>{legend}</legend>
      <div
        className={`${controls.choices} ${hinted ? styles.hinted : ''} ${fault ? controls.choicesInvalid : ''}`}
      >
        {choices.map((choice, index) => (
          <label key={choice.id} className={controls.choice}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={id}
              data-first={first && index === 0 ? '' : undefined}
              aria-labelledby={`${id}-${index}`}
              aria-describedby={choice.hint ? `${id}-${index}-hint` : undefined}
              checked={chosen.includes(choice.id)}
              onChange={() => pick(choice.id)}
            />
            <span>
              <span id={`${id}-${index}`} className={styles.name}>
                {choice.name}
              </span>
              {choice.hint && (
                <span id={`${id}-${index}-hint`} className={styles.hint}>
                  {choice.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      {fault && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
    </fieldset>
  );
}
