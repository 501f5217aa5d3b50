import type { CampaignServices } from '@yizhan/contract';
import { useId } from 'react';
import controls from '../../fields/controls.module.css';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { Labelled } from '../../ui/labelled.tsx';
import styles from './campaigns.module.css';

type Parameter = CampaignServices['items'][number]['parameters'][number];
type Values = Readonly<Record<string, unknown>>;

interface ParametersProps {
  parameters: readonly Parameter[];
  /** Those that differ from the service's own. */
  values: Values;
  change(values: Record<string, unknown>): void;
}

/** Numbers, texts and yes or no; what is more involved stays as the service has it. */
export function Parameters({ parameters, values, change }: ParametersProps) {
  const t = useCampaignTexts();
  const simple = parameters.filter(({ value }) => ['number', 'string', 'boolean'].includes(typeof value));
  if (simple.length === 0) return null;
  const set = ({ key, value }: Parameter, changed: unknown) => {
    const { [key]: _before, ...rest } = values;
    change(changed === value || changed === '' ? rest : { ...rest, [key]: changed });
  };
  return (
    <details className={styles.parameters}>
      <summary>{t('parameters')}</summary>
      <p className={styles.hint}>{t('parametersNote')}</p>
      <div className={styles.grid}>
        {simple.map((parameter) => (
          <Value
            key={parameter.key}
            parameter={parameter}
            value={values[parameter.key] ?? parameter.value}
            change={(changed) => set(parameter, changed)}
          />
        ))}
      </div>
    </details>
  );
}

interface ValueProps {
  parameter: Parameter;
  value: unknown;
  change(value: unknown): void;
}

function Value({ parameter: { label, unit, value: own }, value, change }: ValueProps) {
  const t = useCampaignTexts();
  const locale = useLanguage();
  const id = useId();
  const name = `${inLanguage(label, locale)}${unit ? `（${inLanguage(unit, locale)}）` : ''}`;
  return (
    <Labelled id={id} label={name} needed={false}>
      {typeof own === 'boolean' ? (
        <select
          id={id}
          className={controls.input}
          value={String(value)}
          onChange={(event) => change(event.target.value === 'true')}
        >
          <option value="true">{t('isYes')}</option>
          <option value="false">{t('isNo')}</option>
        </select>
      ) : (
        <input
          id={id}
          type={typeof own === 'number' ? 'number' : 'text'}
          step="any"
          className={controls.input}
          defaultValue={String(value)}
          maxLength={100}
          onChange={({ target: { value: text, valueAsNumber } }) =>
            change(typeof own === 'number' ? (Number.isNaN(valueAsNumber) ? own : valueAsNumber) : text)
          }
        />
      )}
    </Labelled>
  );
}
