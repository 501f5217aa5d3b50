import { PeoplePicker } from '../../standing/people-picker.tsx';

interface SuccessorPickerProps {
  id: string;
  name: string;
  isMissing: boolean;
  person: string | undefined;
  choose(person: string | undefined): void;
}

/** Whoever takes over: somebody who is in service. Stands in a `Labelled`; brings antd along. */
export function SuccessorPicker({ id, name, isMissing, person, choose }: SuccessorPickerProps) {
  return (
    <PeoplePicker
      service=""
      control={{
        id,
        name,
        labelled: true,
        describedBy: isMissing ? `${id}-fault` : undefined,
        invalid: isMissing,
        required: true,
        compact: false,
      }}
      several={false}
      people={person === undefined ? [] : [person]}
      choose={([chosen]) => choose(chosen)}
    />
  );
}
