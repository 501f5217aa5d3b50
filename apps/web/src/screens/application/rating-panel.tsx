import { useQueryClient } from '@tanstack/react-query';
import type { OwnRating } from '@yizhan/contract';
import { useId, useRef, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { applicationPath, applicationQuery } from '../../applications/applications.query.ts';
import { RatingInput } from '../../fields/rating.tsx';
import { useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { Button } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { Words } from '../../ui/words.tsx';
import styles from './application.module.css';
import own from './rating-panel.module.css';

/** 评价: asked where the story of the application ends, and nowhere in the way. */
export function RatingPanel({ id, rating }: { id: string; rating: OwnRating }) {
  const t = useTexts();
  const [changing, setChanging] = useState(false);
  const isAsked = rating.grade === undefined && rating.offered;
  if (rating.grade === undefined && !isAsked) return null;
  return (
    <section className={`card ${styles.panel}`} aria-labelledby="rating">
      <h2 id="rating">{t('application.rating')}</h2>
      {isAsked || changing ? (
        <Rate id={id} rating={rating} done={() => setChanging(false)} />
      ) : (
        <Given rating={rating} change={() => setChanging(true)} />
      )}
    </section>
  );
}

function Given({ rating, change }: { rating: OwnRating; change(): void }) {
  const t = useTexts();
  const { grade = 0, reason, answer, offered, until } = rating;
  return (
    <div className={own.given}>
      <p>
        <span className={own.stars} role="img" aria-label={t('form.grade', { grade })}>
          {'★'.repeat(grade)}
          <span className={own.rest}>{'★'.repeat(5 - grade)}</span>
        </span>
      </p>
      {reason && <p className={own.words}>{reason}</p>}
      {answer ? (
        <div className={own.answer}>
          <p className={own.by}>{t('application.ratingAnswer', { by: answer.by })}</p>
          <p className={own.words}>{answer.text}</p>
          <time className={own.note} dateTime={answer.at}>
            {fullMoment(answer.at)}
          </time>
        </div>
      ) : (
        grade <= 2 && <p className={own.note}>{t('application.ratingWaits')}</p>
      )}
      {offered && until && (
        <div className={own.acts}>
          <Button size="small" onClick={change}>
            {t('application.ratingChange')}
          </Button>
          <span className={own.note}>{t('application.ratingUntil', { at: fullMoment(until) })}</span>
        </div>
      )}
    </div>
  );
}

function Rate({ id, rating, done }: { id: string; rating: OwnRating; done(): void }) {
  const t = useTexts();
  const queries = useQueryClient();
  const [grade, setGrade] = useState(rating.grade);
  const [reason, setReason] = useState(rating.reason ?? '');
  const [missing, setMissing] = useState(false);
  const [keys] = useState(submissionKeys);
  const { busy, refusal, sending } = useSending();
  const control = useId();
  const panel = useRef<HTMLDivElement>(null);
  const isLow = grade !== undefined && grade <= 2;
  const lacksReason = isLow && reason.trim() === '';

  const send = async () => {
    setMissing(true);
    if (grade === undefined || lacksReason) {
      panel.current?.querySelector<HTMLElement>(grade === undefined ? 'input' : 'textarea')?.focus();
      return;
    }
    const body = { grade, ...(reason.trim() !== '' && { reason: reason.trim() }) };
    await sending(async () => {
      await api.send('POST', `${applicationPath(id)}/rating`, { body, key: keys.keyFor(body) });
      say(t('application.ratingSent'));
      await queries.invalidateQueries({ queryKey: applicationQuery(id).queryKey });
      done();
    });
  };

  return (
    <div ref={panel} className={own.rate}>
      <p className={own.note}>
        {t('application.ratingAsk')}
        {t(rating.anonymous ? 'application.ratingAnonymous' : 'application.ratingNamed')}
      </p>
      <RatingInput
        control={{
          id: control,
          name: t('application.ratingGrade'),
          labelled: true,
          describedBy: undefined,
          invalid: missing && grade === undefined,
          required: true,
          compact: false,
        }}
        value={grade}
        onChange={(value) => setGrade(typeof value === 'number' ? value : undefined)}
        onLeave={() => undefined}
      />
      {missing && grade === undefined && <p className={own.fault}>{t('application.ratingGradeRequired')}</p>}
      {grade !== undefined && (
        <Words
          id={`${control}-reason`}
          label={t(isLow ? 'application.ratingReasonWhy' : 'application.ratingReason')}
          needed={isLow}
          fault={missing && lacksReason ? t('application.ratingReasonRequired') : undefined}
          value={reason}
          change={setReason}
        />
      )}
      {refusal && <Strip tone="bad">{refusal}</Strip>}
      <div className={own.acts}>
        <Button kind={grade === undefined ? 'plain' : 'primary'} busy={busy} onClick={send}>
          {t('application.ratingSend')}
        </Button>
        {rating.grade !== undefined && <Button onClick={done}>{t('cancel')}</Button>}
      </div>
    </div>
  );
}
