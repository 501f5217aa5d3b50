import type { CampaignDetail, CampaignServices, CampaignWish, Roster } from '@yizhan/contract';
import { useId } from 'react';
import controls from '../../fields/controls.module.css';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { Labelled } from '../../ui/labelled.tsx';
import { Choices } from '../task/choices.tsx';
import styles from './campaigns.module.css';
import { Parameters } from './parameters.tsx';

/** All but the roster, as it is being written. */
interface BasicsDraft {
  service: string;
  title: string;
  year: string;
  term: string;
  opens: string;
  closes: string;
  remind: string[];
  parameters: Record<string, unknown>;
}

type Services = CampaignServices['items'];

const today = (): string => schoolDate(new Date());

export function basicsOf(before: CampaignDetail | undefined, services: Services): BasicsDraft {
  if (before === undefined)
    return {
      service: services.length === 1 ? (services[0]?.id ?? '') : '',
      title: '',
      year: today().slice(0, 4),
      term: '',
      opens: today(),
      closes: '',
      remind: ['3'],
      parameters: {},
    };
  const { service, title, year, term, opens, closes, remindDays, parameters } = before;
  return {
    service: service.id,
    title,
    year: String(year),
    term: String(term ?? ''),
    opens,
    closes,
    remind: remindDays.map(String),
    parameters,
  };
}

const isYear = (year: string): boolean => /^\d{4}$/.test(year);

/** Undefined while something that is needed is missing. */
export function wishFrom(basics: BasicsDraft, roster: Roster): CampaignWish | undefined {
  const { service, title, year, term, opens, closes, remind, parameters } = basics;
  if (!service || !title.trim() || !isYear(year) || !opens || !closes) return undefined;
  return {
    service,
    title: title.trim(),
    year: Number(year),
    ...(term && { term: Number(term) }),
    parameters,
    opens,
    closes,
    roster,
    remindDays: remind.map(Number),
  };
}

const reminders = ['7', '3', '1'];
const terms = ['1', '2', '3'];

interface BasicsProps {
  basics: BasicsDraft;
  services: Services;
  /** He has pressed: what is missing is marked. */
  tried: boolean;
  change(basics: BasicsDraft): void;
}

export function Basics({ basics, services, tried, change }: BasicsProps) {
  const t = useCampaignTexts();
  const locale = useLanguage();
  const id = useId();
  const chosen = services.find((one) => one.id === basics.service);
  const set = (changed: Partial<BasicsDraft>) => change({ ...basics, ...changed });
  return (
    <section className={`card ${styles.inside}`} aria-labelledby={`${id}-basics`}>
      <h2 id={`${id}-basics`}>{t('basics')}</h2>
      <div className={styles.grid}>
        <Labelled id={`${id}-service`} label={t('service')} needed>
          <select
            id={`${id}-service`}
            className={controls.input}
            aria-invalid={tried && !chosen}
            value={basics.service}
            onChange={(event) => set({ service: event.target.value, parameters: {} })}
          >
            <option value="">{t('chooseService')}</option>
            {services.map((one) => (
              <option key={one.id} value={one.id}>
                {inLanguage(one.name, locale)}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled id={`${id}-title`} label={t('name')} needed>
          <input
            id={`${id}-title`}
            className={controls.input}
            aria-invalid={tried && basics.title.trim() === ''}
            placeholder={t('namePlaceholder')}
            maxLength={80}
            value={basics.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Labelled>
        <Labelled id={`${id}-year`} label={t('yearLabel')} needed>
          <input
            id={`${id}-year`}
            type="number"
            className={controls.input}
            min={2000}
            max={2100}
            aria-invalid={tried && !isYear(basics.year)}
            value={basics.year}
            onChange={(event) => set({ year: event.target.value })}
          />
        </Labelled>
        <Labelled id={`${id}-term`} label={t('termLabel')} needed={false}>
          <select
            id={`${id}-term`}
            className={controls.input}
            value={basics.term}
            onChange={(event) => set({ term: event.target.value })}
          >
            <option value="">{t('noTerm')}</option>
            {terms.map((term) => (
              <option key={term} value={term}>
                {t('termOf', { term })}
              </option>
            ))}
          </select>
        </Labelled>
        <Day
          label={t('opens')}
          value={basics.opens}
          tried={tried}
          change={(opens) => set({ opens })}
          min={undefined}
        />
        <Day
          label={t('closes')}
          value={basics.closes}
          tried={tried}
          change={(closes) => set({ closes })}
          min={basics.opens || today()}
        />
      </div>
      <Choices
        legend={t('remind')}
        several
        choices={reminders.map((count) => ({ id: count, name: t('remindOf', { count: Number(count) }) }))}
        chosen={basics.remind}
        choose={(remind) => set({ remind })}
      />
      {chosen && (
        <Parameters
          parameters={chosen.parameters}
          values={basics.parameters}
          change={(parameters) => set({ parameters })}
        />
      )}
    </section>
  );
}

interface DayProps {
  label: string;
  value: string;
  min: string | undefined;
  tried: boolean;
  change(day: string): void;
}

function Day({ label, value, min, tried, change }: DayProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} needed>
      <input
        id={id}
        type="date"
        className={controls.input}
        min={min}
        aria-invalid={tried && value === ''}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </Labelled>
  );
}
