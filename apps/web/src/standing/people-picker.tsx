import { type KeyboardEvent, useEffect } from 'react';
import type { Control } from '../fields/field-props.ts';
import { PersonInput } from '../fields/person.tsx';
import { AntdFrame } from '../form/antd-frame.tsx';
import { SurroundingsProvider } from '../form/surroundings.tsx';

interface PeoplePickerProps {
  service: string;
  control: Control;
  several: boolean;
  people: readonly string[];
  choose(people: string[]): void;
}

/** Escape closes the open list, and only when pressed again the dialog. */
const keepDialog = (event: KeyboardEvent<HTMLElement>) => {
  const isListOpen = event.target instanceof HTMLElement && event.target.ariaExpanded === 'true';
  if (event.key === 'Escape' && isListOpen) event.preventDefault();
};

const ignore = () => undefined;
const nobody = { people: {}, units: {} };

/** The form's own picker of people, in a dialog. It brings antd along: load it only when the dialog is opened. */
export function PeoplePicker({ service, control, several, people, choose }: PeoplePickerProps) {
  // It comes after the dialog has opened; whoever writes the reason already is left alone.
  useEffect(() => {
    if (!document.activeElement?.matches('textarea, input')) document.getElementById(control.id)?.focus();
  }, [control.id]);
  return (
    <AntdFrame>
      <SurroundingsProvider service={service} names={nobody}>
        <div onKeyDownCapture={keepDialog}>
          <PersonInput
            field={{ key: control.id, label: control.name, type: several ? 'persons' : 'person' }}
            control={control}
            value={several ? people : people[0]}
            onChange={(value) => choose([value].flat().filter((id) => typeof id === 'string'))}
            onLeave={ignore}
          />
        </div>
      </SurroundingsProvider>
    </AntdFrame>
  );
}
