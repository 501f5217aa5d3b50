import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { SurveyResults } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useSurveyTexts } from '../../texts/use-survey-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { Select } from '../admin/filters.tsx';
import { Bars } from '../statistics/bars.tsx';
import statistics from '../statistics/statistics.module.css';
import { Question } from './question.tsx';
import styles from './surveys.module.css';
import { resultsQuery, surveyPath } from './surveys.query.ts';

const route = getRouteApi('/shell/surveys/$id/results');

/** 调查结果: a chart for each question, while answers come in and as the report at the end. */
export function SurveyResultsPage() {
  const t = useTexts();
  const { id } = route.useParams();
  const { round } = route.useSearch();
  const { data, error, refetch } = useQuery(resultsQuery(id, round));
  if (error && !data)
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()} />
      </div>
    );
  if (data === undefined)
    return (
      <div className="page">
        <Loading label={t('loading')}>
          <CardBones lines={4} count={3} />
        </Loading>
      </div>
    );
  return <Report results={data} />;
}

function Report({ results }: { results: SurveyResults }) {
  const t = useSurveyTexts();
  const locale = useLanguage();
  const { service, round, counted, least, groups, groupedBy } = results;
  const title = inLanguage(service.name, locale);
  const isOver = round.state === 'closed';
  useTitle(`${title} - ${t('resultsOf')}`);
  return (
    <div className={`page ${styles.page}`}>
      <header className={styles.head}>
        <p className={styles.facts}>
          <span>{t('resultsOf')}</span>
          <span className="number">{t('days', round)}</span>
          <Tag tone={isOver ? 'quiet' : 'green'}>{t(isOver ? 'over' : 'open')}</Tag>
        </p>
        <h1>{title}</h1>
      </header>
      {results.owner && <Tools results={results} />}
      <Totals results={results} />
      {counted === 0 ? (
        <div className="card">
          <Empty
            title={t(isOver ? 'neverShown' : 'tooFew', { count: least })}
            {...(!isOver && { advice: t('tooFewDo') })}
          />
        </div>
      ) : (
        <>
          {!isOver && <p className={styles.facts}>{t('groupsLater')}</p>}
          {groups && groupedBy && (
            <section className={`card ${statistics.section}`} aria-labelledby="groups">
              <h2 id="groups">{t('groups', { by: groupedBy })}</h2>
              <p className={statistics.note}>{t('groupsNote', { count: least })}</p>
              <Bars
                bars={groups.map(({ name, count }) => ({
                  key: name,
                  name,
                  value: count,
                  text: t('people', { count }),
                }))}
              />
            </section>
          )}
          {results.questions.map((question) => (
            <Question key={question.key} question={question} least={least} />
          ))}
        </>
      )}
      <Contacts contacts={results.contacts} />
    </div>
  );
}

function Totals({ results: { round, counted, least } }: { results: SurveyResults }) {
  const t = useSurveyTexts();
  const rate = round.asked === 0 ? 0 : Math.round((round.answered / round.asked) * 100);
  const figures = [
    { name: t('askedCount'), value: round.asked, note: undefined },
    { name: t('answeredCount'), value: round.answered, note: t('rate', { rate }) },
    {
      name: t('countedCount'),
      value: counted,
      note:
        counted === 0
          ? t('countedNone', { count: least })
          : t(round.state === 'open' ? 'countedLive' : 'countedOver'),
    },
  ];
  return (
    <dl className={`${statistics.totals} ${styles.totals}`}>
      {figures.map(({ name, value, note }) => (
        <div key={name} className={`card ${statistics.total}`}>
          <dt>{name}</dt>
          <dd className={statistics.figure}>{value}</dd>
          {note && <dd className={statistics.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

function Tools({ results: { service, round, rounds } }: { results: SurveyResults }) {
  const t = useSurveyTexts();
  const navigate = useNavigate();
  const [newest] = rounds;
  return (
    <div className={styles.tools}>
      {newest && rounds.length > 1 && (
        <Select
          label={t('round')}
          any={t('days', newest)}
          value={round.id === newest.id ? undefined : round.id}
          options={rounds.slice(1).map((each) => ({ value: each.id, name: t('days', each) }))}
          change={(chosen) =>
            void navigate({
              to: '/surveys/$id/results',
              params: { id: service.id },
              search: chosen === undefined ? {} : { round: chosen },
              replace: true,
            })
          }
        />
      )}
      <a
        className={buttonClass()}
        href={`/api/v1${surveyPath(service.id)}/results/export?round=${round.id}`}
        download
      >
        {t('export')}
      </a>
      <Button onClick={() => window.print()}>{t('print')}</Button>
    </div>
  );
}

function Contacts({ contacts }: Pick<SurveyResults, 'contacts'>) {
  const t = useSurveyTexts();
  if (contacts.length === 0) return null;
  return (
    <section className={`card ${statistics.section}`} aria-labelledby="contacts">
      <h2 id="contacts">{t('contacts')}</h2>
      <p className={statistics.note}>{t('contactsNote')}</p>
      <ul className={styles.texts}>
        {contacts.map((contact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing that tells them apart
          <li key={index}>{contact.map(({ label, value }) => `${label}：${value}`).join('　')}</li>
        ))}
      </ul>
    </section>
  );
}
