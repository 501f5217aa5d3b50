import type { Roster } from '@yizhan/contract';
import { useId } from 'react';
import controls from '../../fields/controls.module.css';
import { type CampaignTexts, useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { Labelled } from '../../ui/labelled.tsx';
import { Choices } from '../task/choices.tsx';
import styles from './campaigns.module.css';
import { type RosterDraft, split } from './roster-draft.ts';
import { UnitPicker } from './unit-picker.tsx';

interface RosterEditorProps {
  draft: RosterDraft;
  /** The kinds of people for whom the service is. */
  audience: readonly string[];
  change(draft: RosterDraft): void;
}

const ways = ['audience', 'numbers', 'units'] as const;
const kinds = ['staff', 'student', 'guest'] as const;
const categories = ['专任教师', '管理', '工勤', '其他专技'] as const;

/** 名单: by conditions, by pasted numbers, or the heads of units. */
export function RosterEditor({ draft, audience, change }: RosterEditorProps) {
  const t = useCampaignTexts();
  const id = useId();
  const set = (changed: Partial<RosterDraft>) => change({ ...draft, ...changed });
  return (
    <>
      <Choices
        legend={t('by')}
        choices={ways.map((way) => ({ id: way, name: wayName(way, t) }))}
        chosen={[draft.by]}
        choose={([by = 'audience']) => set({ by })}
      />
      {draft.by === 'numbers' ? (
        <Labelled id={`${id}-numbers`} label={t('numbers')} needed>
          <textarea
            id={`${id}-numbers`}
            className={`${controls.input} ${controls.area}`}
            rows={6}
            placeholder={t('numbersPlaceholder')}
            value={draft.numbers}
            onChange={(event) => set({ numbers: event.target.value })}
          />
          <p className={styles.hint}>{t('numbersCount', { count: split(draft.numbers).length })}</p>
        </Labelled>
      ) : (
        <Labelled
          id={`${id}-units`}
          label={t(draft.by === 'units' ? 'units' : 'unitsBelow')}
          needed={draft.by === 'units'}
        >
          <UnitPicker
            id={`${id}-units`}
            name={t('units')}
            required={draft.by === 'units'}
            units={draft.units}
            choose={(units) => set({ units })}
          />
        </Labelled>
      )}
      {draft.by === 'audience' && (
        <>
          <Choices
            legend={t('kinds')}
            several
            choices={kinds
              .filter((kind) => audience.includes(kind))
              .map((kind) => ({ id: kind, name: t(kind) }))}
            chosen={draft.kinds}
            choose={(chosen) => set({ kinds: chosen })}
          />
          {audience.includes('staff') && (
            <Choices
              legend={t('categories')}
              several
              choices={categories.map((category) => ({ id: category, name: category }))}
              chosen={draft.categories}
              choose={(chosen) => set({ categories: chosen })}
            />
          )}
          <div className={styles.grid}>
            <Words label={t('posts')} value={draft.posts} change={(posts) => set({ posts })} />
            <Words label={t('tags')} value={draft.tags} change={(tags) => set({ tags })} />
            <Words label={t('rank')} value={draft.title} change={(title) => set({ title })} />
            {audience.includes('student') && (
              <>
                <Words label={t('level')} value={draft.level} change={(level) => set({ level })} />
                <Words label={t('grade')} value={draft.grade} change={(grade) => set({ grade })} />
              </>
            )}
          </div>
        </>
      )}
    </>
  );
}

const wayName = (way: Roster['by'], t: CampaignTexts): string =>
  ({ audience: t('byAudience'), numbers: t('byNumbers'), units: t('byUnits') })[way];

function Words({ label, value, change }: { label: string; value: string; change(value: string): void }) {
  const t = useCampaignTexts();
  const id = useId();
  return (
    <Labelled id={id} label={label} needed={false}>
      <input
        id={id}
        className={controls.input}
        placeholder={t('several')}
        maxLength={200}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </Labelled>
  );
}
