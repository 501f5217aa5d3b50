import { Link } from '@tanstack/react-router';
import type { ApplicationDetail } from '@yizhan/contract';
import { useState } from 'react';
import { ApplicantQuestion, type ApplicantQuestionAct } from '../../applications/applicant-question.tsx';
import { useTexts } from '../../texts/index.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';

/** 撤回, 撤销, 申请撤销, 再次申请 and going on with the form: only what the server offers. */
export function ApplicantActs({ application }: { application: ApplicationDetail }) {
  const t = useTexts();
  const [asking, setAsking] = useState<ApplicantQuestionAct>();
  const { acts, status, id, service } = application;
  return (
    <ActBar>
      {acts.includes('cancel') && (
        <Button kind="danger" onClick={() => setAsking('cancel')}>
          {t('application.cancel')}
        </Button>
      )}
      {acts.includes('askCancel') && (
        <Button onClick={() => setAsking('askCancel')}>{t('application.askCancel')}</Button>
      )}
      {acts.includes('withdraw') && (
        <Button onClick={() => setAsking('withdraw')}>{t('application.withdraw')}</Button>
      )}
      {acts.includes('again') && (
        <Link
          to="/services/$id/apply"
          params={{ id: service.id }}
          search={{ from: id }}
          className={buttonClass('plain')}
        >
          {t('application.again')}
        </Link>
      )}
      {acts.includes('edit') && (
        <Link to="/applications/$id/edit" params={{ id }} className={buttonClass('primary')} data-main="">
          {t(
            status === 'returned'
              ? 'application.correct'
              : status === 'draft'
                ? 'application.continue'
                : 'application.edit',
          )}
        </Link>
      )}
      {asking && <ApplicantQuestion act={asking} id={id} close={() => setAsking(undefined)} />}
    </ActBar>
  );
}
