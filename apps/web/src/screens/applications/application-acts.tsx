import { Link, useNavigate } from '@tanstack/react-router';
import type { ApplicationSummary } from '@yizhan/contract';
import { useState } from 'react';
import { ApplicantQuestion, type ApplicantQuestionAct } from '../../applications/applicant-question.tsx';
import { useTexts } from '../../texts/index.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { MoreActs } from '../../ui/more-acts.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import styles from './application-card.module.css';

type ListAct = ApplicantQuestionAct | 'again';
const order: readonly ListAct[] = ['remind', 'withdraw', 'cancel', 'askCancel', 'again'];

/** What one may do with an application right in the list: side by side, on a phone in a menu. */
export function ApplicationActs({ application }: { application: ApplicationSummary }) {
  const t = useTexts();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<ApplicantQuestionAct>();
  const { id, status, service, acts } = application;
  const offered = order.filter((act) => acts.includes(act));
  const begin = (act: ListAct) => {
    if (act !== 'again') return setAsking(act);
    void navigate({ to: '/services/$id/apply', params: { id: service.id }, search: { from: id } });
  };
  const words = {
    remind: t('task.remind'),
    withdraw: t('application.withdraw'),
    cancel: t('application.cancelWord'),
    askCancel: t('application.askCancel'),
    again: t('application.again'),
  };
  const title = application.title || service.name.zh;
  const edits = acts.includes('edit');
  if (!edits && offered.length === 0) return null;
  return (
    <div className={styles.acts}>
      {edits && (
        <Link to="/applications/$id/edit" params={{ id }} className={buttonClass('plain', 'small')}>
          {t(status === 'returned' ? 'applications.correct' : 'applications.continue')}
        </Link>
      )}
      {narrow && offered.length > 1 ? (
        <MoreActs small of={title} acts={offered.map((act) => ({ act, label: words[act] }))} begin={begin} />
      ) : (
        offered.map((act) => (
          <Button key={act} size="small" aria-label={`${words[act]}：${title}`} onClick={() => begin(act)}>
            {words[act]}
          </Button>
        ))
      )}
      {asking && <ApplicantQuestion act={asking} id={id} close={() => setAsking(undefined)} />}
    </div>
  );
}
