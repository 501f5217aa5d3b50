import type { Ref } from 'react';
import controls from '../fields/controls.module.css';
import { Labelled } from './labelled.tsx';

interface WordsProps {
  id: string;
  label: string;
  needed: boolean;
  fault?: string | undefined;
  /** Has the focus when the dialog opens. */
  first?: boolean;
  placeholder?: string;
  value: string;
  change(value: string): void;
  /** On Ctrl or ⌘ with Enter. */
  confirm?(): void;
  area?: Ref<HTMLTextAreaElement>;
}

/** Some lines said with an act: an opinion, a reason, a note. */
export function Words(props: WordsProps) {
  const { id, label, needed, fault, first = false, placeholder, value, change, confirm, area } = props;
  return (
    <Labelled id={id} label={label} needed={needed} saysOptional fault={fault}>
      <textarea
        ref={area}
        id={id}
        data-first={first ? '' : undefined}
        className={`${controls.input} ${controls.area}`}
        rows={3}
        maxLength={500}
        aria-required={needed}
        aria-invalid={fault !== undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        placeholder={placeholder}
        value={value}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) confirm?.();
        }}
      />
    </Labelled>
  );
}
