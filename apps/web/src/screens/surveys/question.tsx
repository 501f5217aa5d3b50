import type { SurveyResults } from '@yizhan/contract';
import { useId } from 'react';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useSurveyTexts } from '../../texts/use-survey-texts.ts';
import { Bars } from '../statistics/bars.tsx';
import { NumbersTable } from '../statistics/numbers-table.tsx';
import statistics from '../statistics/statistics.module.css';
import styles from './surveys.module.css';

type Result = SurveyResults['questions'][number];

/** One question: how its answers spread, what was written, and how groups differ. */
export function Question({ question, least }: { question: Result; least: number }) {
  const t = useSurveyTexts();
  const locale = useLanguage();
  const title = useId();
  const { kind, answered, mean, bars, texts, words, groups } = question;
  const label = inLanguage(question.label, locale);
  const nameOf = (bar: string) => (kind === 'rating' ? t('stars', { count: Number(bar) }) : bar);
  const share = (count: number) =>
    t('share', { count, share: answered === 0 ? 0 : Math.round((count / answered) * 100) });
  return (
    <section className={`card ${statistics.section} ${styles.question}`} aria-labelledby={title}>
      <div className={styles.questionHead}>
        <h2 id={title}>{label}</h2>
        <span className={statistics.note}>
          {question.shown
            ? [
                t('answeredBy', { count: answered }),
                kind === 'many' && t('many'),
                mean !== undefined && t('mean', { mean }),
              ]
                .filter(Boolean)
                .join(' · ')
            : t('questionHidden', { count: least })}
        </span>
      </div>
      {bars.length > 0 && (
        <Bars
          top={Math.max(1, answered)}
          bars={bars.map(({ name, count }) => ({
            key: name,
            name: nameOf(name),
            value: count,
            text: share(count),
            ...(kind === 'rating' && { tone: 'star' as const }),
          }))}
        />
      )}
      {words.length > 0 && (
        <>
          <h3>{t('words')}</h3>
          <ul className={styles.words}>
            {words.map(({ word, count }) => (
              <li key={word}>
                {word} <span className={statistics.note}>{count}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {texts.length > 0 && (
        <>
          <h3>{t('texts', { count: texts.length })}</h3>
          <p className={statistics.note}>{t('textsNote')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard */}
          <ul className={styles.texts} tabIndex={0} aria-label={label}>
            {texts.map((text, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may have written the same
              <li key={index}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {groups.length > 0 && (
        <NumbersTable
          folded
          caption={t('byGroup')}
          summary={t('byGroup')}
          heads={[
            t('group'),
            t('answeredCount'),
            ...(mean === undefined ? [] : [t('meanOf')]),
            ...bars.map(({ name }) => nameOf(name)),
          ]}
          rows={groups.map((group) => [
            group.name,
            group.answered,
            ...(mean === undefined ? [] : [group.mean ?? '–']),
            ...group.bars.map(({ count }) =>
              group.answered === 0 ? '–' : `${Math.round((count / group.answered) * 100)}%`,
            ),
          ])}
        />
      )}
    </section>
  );
}
