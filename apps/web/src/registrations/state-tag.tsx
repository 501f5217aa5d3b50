import type { OwnRegistration } from '@yizhan/contract';
import { useRegistrationTexts } from '../texts/use-registration-texts.ts';
import { Tag } from '../ui/status-tag.tsx';

const tones = {
  entered: 'blue',
  placed: 'green',
  waiting: 'blue',
  offered: 'amber',
  lost: 'quiet',
  lapsed: 'quiet',
  'given-up': 'quiet',
  removed: 'red',
  released: 'quiet',
} as const;

interface StateTagProps {
  state: OwnRegistration['state'];
  isCheckedIn: boolean;
}

export function StateTag({ state, isCheckedIn }: StateTagProps) {
  const t = useRegistrationTexts();
  return <Tag tone={tones[state]}>{isCheckedIn ? t('checkedIn') : t(`states.${state}`)}</Tag>;
}
