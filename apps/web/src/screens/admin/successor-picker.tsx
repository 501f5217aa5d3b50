import { PeoplePicker } from '../../standing/people-picker.tsx';
import styles from './admin.module.css';

interface SuccessorPickerProps {
  id: string;
  name: string;
  fault: string | undefined;
  person: string | undefined;
  choose(person: string | undefined): void;
}

/** Whoever takes over: somebody who is in service. Brings antd along. */
export function SuccessorPicker({ id, name, fault, person, choose }: SuccessorPickerProps) {
  return (
    <>
      <PeoplePicker
        service=""
        control={{
          id,
          name,
          labelled: true,
          describedBy: fault ? `${id}-fault` : undefined,
          invalid: fault !== undefined,
          required: true,
          compact: false,
        }}
        several={false}
        people={person === undefined ? [] : [person]}
        choose={([chosen]) => choose(chosen)}
      />
      {fault && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
    </>
  );
}
