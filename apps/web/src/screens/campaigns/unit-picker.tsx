import { DepartmentInput } from '../../fields/department.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { SurroundingsProvider } from '../../form/surroundings.tsx';

const nobody = { people: {}, units: {} };
const ignore = () => undefined;

interface UnitPickerProps {
  id: string;
  name: string;
  required: boolean;
  units: readonly string[];
  choose(units: string[]): void;
}

/** The form's own picker of units. */
export function UnitPicker({ id, name, required, units, choose }: UnitPickerProps) {
  return (
    <AntdFrame>
      <SurroundingsProvider service="" names={nobody}>
        <DepartmentInput
          field={{ key: id, label: name, type: 'departments' }}
          control={{
            id,
            name,
            labelled: true,
            describedBy: undefined,
            invalid: false,
            required,
            compact: false,
          }}
          value={units}
          onChange={(value) => choose([value].flat().filter((unit) => typeof unit === 'string'))}
          onLeave={ignore}
        />
      </SurroundingsProvider>
    </AntdFrame>
  );
}
