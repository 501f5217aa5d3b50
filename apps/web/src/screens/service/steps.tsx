import type { ServiceDetail } from '@yizhan/contract';
import { useTexts } from '../../texts/index.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './steps.module.css';

/** The way of an application, from oneself through everybody who acts to the end. */
export function Steps({ steps }: { steps: ServiceDetail['steps'] }) {
  const t = useTexts();
  return (
    <>
      <ol className={styles.steps}>
        <Step face={{ icon: 'user' }} name={t('guide.submitStep')} who={t('guide.you')} />
        {steps.map((step, index) => (
          <Step
            key={step.node}
            face={{ number: index + 1 }}
            name={step.name}
            who={step.who}
            conditional={step.conditional}
          />
        ))}
        <Step face={{ icon: 'flag' }} name={t('guide.doneStep')} />
      </ol>
      {steps.some(({ conditional }) => conditional) && <p className={styles.note}>{t('guide.stepsNote')}</p>}
    </>
  );
}

interface StepProps {
  face: { icon: IconName } | { number: number };
  name: string;
  who?: string;
  conditional?: boolean;
}

function Step({ face, name, who, conditional = false }: StepProps) {
  const t = useTexts();
  return (
    <li className={`${styles.step} ${conditional ? styles.conditional : ''}`}>
      <span className={`${styles.face} ${'icon' in face ? styles.end : ''}`}>
        {'icon' in face ? <Icon name={face.icon} size={17} /> : face.number}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>
          {name}
          {conditional && <Tag>{t('guide.conditional')}</Tag>}
        </span>
        {who && <span className={styles.who}>{who}</span>}
      </span>
    </li>
  );
}
