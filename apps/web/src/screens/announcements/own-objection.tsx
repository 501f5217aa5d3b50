import type { OwnObjection } from '@yizhan/contract';
import { FileList } from '../../fields/file-list.tsx';
import { fullMoment } from '../../texts/times.ts';
import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './announcements.module.css';

/** An objection with its answer, for whoever has raised it. */
export function OwnObjectionCard({ objection }: { objection: OwnObjection }) {
  const t = useTakingPartTexts();
  const { reason, files, raisedOn, answer } = objection;
  return (
    <article className={`card ${styles.objection}`}>
      <p className={styles.facts}>
        {raisedOn} <Tag tone={answer ? 'green' : 'amber'}>{t(answer ? 'answered' : 'unanswered')}</Tag>
      </p>
      <p className={styles.text}>{reason}</p>
      <FileList files={files} />
      {answer && (
        <div className={styles.answer}>
          <p className={styles.facts}>{t('answerAt', { moment: fullMoment(answer.at) })}</p>
          <p className={styles.text}>{answer.text}</p>
        </div>
      )}
    </article>
  );
}
