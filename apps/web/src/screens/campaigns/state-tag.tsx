import type { CampaignState, CaseState } from '@yizhan/contract';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { Tag } from '../../ui/status-tag.tsx';

const tones = {
  draft: 'quiet',
  opening: 'amber',
  upcoming: 'amber',
  open: 'green',
  ended: 'quiet',
  closed: 'quiet',
} as const;

export function StateTag({ state }: { state: CampaignState }) {
  const t = useCampaignTexts();
  return <Tag tone={tones[state]}>{t(`states.${state}`)}</Tag>;
}

const caseTones = {
  notBegun: 'red',
  draft: 'amber',
  running: 'blue',
  returned: 'amber',
  done: 'green',
  refused: 'quiet',
} as const;

export function CaseTag({ state }: { state: CaseState }) {
  const t = useCampaignTexts();
  return <Tag tone={caseTones[state]}>{t(`cases.${state}`)}</Tag>;
}
