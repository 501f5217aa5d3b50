import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { Rating } from '@yizhan/contract';
import { useId, useRef, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty, Strip } from '../../ui/notice.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { Words } from '../../ui/words.tsx';
import admin from '../admin/admin.module.css';
import { ratingsQuery, refreshAdministration } from '../admin/admin.query.ts';
import { AdminPage } from '../admin/admin-page.tsx';
import { Select, ServiceSelect } from '../admin/filters.tsx';
import { List } from '../admin/list.tsx';
import styles from './ratings.module.css';

const route = getRouteApi('/shell/statistics/ratings');

/** 评价 as the owner reads them; the low ones wait for an answer. */
export function Ratings() {
  const t = useAdministrationTexts();
  const { box, service } = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(ratingsQuery({ box: box ?? 'toAnswer', service }));
  const [answering, setAnswering] = useState<Rating>();
  const filter = (change: { box?: 'all' | undefined; service?: string | undefined }) =>
    void navigate({
      to: '/statistics/ratings',
      search: { box, service, ...change },
      replace: true,
      resetScroll: false,
    });
  const empty =
    box === 'all' ? (
      <Empty title={t('noRatings')} />
    ) : (
      <Empty icon="checkCircle" title={t('noRatingsToAnswer')} advice={t('noRatingsToAnswerDo')} />
    );
  return (
    <AdminPage place="ratings">
      <div className={admin.tools}>
        <Select
          label={t('status')}
          any={t('toAnswer')}
          value={box}
          options={[{ value: 'all', name: t('allRatings') }]}
          change={(value) => filter({ box: value === 'all' ? value : undefined })}
        />
        <ServiceSelect value={service} change={(value) => filter({ service: value })} />
      </div>
      <List list={list} empty={empty}>
        {(items) => (
          <ul className={`card ${admin.list}`}>
            {items.map((rating) => (
              <Row key={rating.id} rating={rating} answer={() => setAnswering(rating)} />
            ))}
          </ul>
        )}
      </List>
      {answering && <AnswerDialog rating={answering} close={() => setAnswering(undefined)} />}
    </AdminPage>
  );
}

function Row({ rating, answer }: { rating: Rating; answer(): void }) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  const { service, grade, reason, day, application, toAnswer } = rating;
  return (
    <li className={styles.rating}>
      <div className={styles.head}>
        <span className={styles.stars} role="img" aria-label={t('gradeOf', { grade })}>
          {'★'.repeat(grade)}
          <span className={styles.rest}>{'★'.repeat(5 - grade)}</span>
        </span>
        <span className={styles.service}>{inLanguage(service.name, locale)}</span>
        {toAnswer && <Tag tone="amber">{t('toAnswer')}</Tag>}
        <span className={styles.facts}>
          {application ? (
            <Link to="/admin/instances/$id" params={{ id: application.id }} className="number">
              {application.number}
            </Link>
          ) : (
            t('anonymousRating')
          )}
          {' · '}
          <span className="number">{day}</span>
        </span>
      </div>
      {reason && <p className={styles.words}>{reason}</p>}
      {rating.answer && (
        <div className={styles.answer}>
          <p className={styles.facts}>
            {t('answerOf', { by: rating.answer.by })} · {fullMoment(rating.answer.at)}
          </p>
          <p className={styles.words}>{rating.answer.text}</p>
        </div>
      )}
      {grade <= 2 && (
        <p>
          <Button size="small" kind={toAnswer ? 'primary' : 'plain'} onClick={answer}>
            {t(rating.answer && !toAnswer ? 'answerAgain' : 'answerRating')}
          </Button>
        </p>
      )}
    </li>
  );
}

function AnswerDialog({ rating, close }: { rating: Rating; close(): void }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const queries = useQueryClient();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [words, setWords] = useState(rating.answer?.text ?? '');
  const [missing, setMissing] = useState(false);
  const [keys] = useState(submissionKeys);
  const { busy, refusal, sending } = useSending();
  const send = async () => {
    const answer = words.trim();
    setMissing(answer === '');
    if (answer === '') return area.current?.focus();
    await sending(async () => {
      const body = { answer };
      await api.send('POST', `/admin/ratings/${rating.id}/answer`, { body, key: keys.keyFor(body) });
      say(t('answerSent'));
      await refreshAdministration(queries);
      close();
    });
  };
  return (
    <Dialog
      title={t('answerRating')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={send}>
            {busy ? t('sending') : t('confirmOf', { act: t('answerRating') })}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        {rating.reason && <p className={styles.words}>{rating.reason}</p>}
        <p className={styles.facts}>{t('answerAbout')}</p>
        <Words
          id={id}
          label={t('answerWords')}
          needed
          first
          fault={missing ? t('answerRequired') : undefined}
          value={words}
          change={setWords}
          confirm={() => void send()}
          area={area}
        />
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
