import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SurveySummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useSurveyTexts } from '../../texts/use-survey-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty, LoadFailed, Strip } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { AdminPage } from '../admin/admin-page.tsx';
import styles from './surveys.module.css';
import { refreshSurveys, surveyPath, surveysQuery } from './surveys.query.ts';

/** 调查 that the viewer looks after, with how many have answered; never who. */
export function Surveys() {
  const t = useSurveyTexts();
  const loading = useTexts()('loading');
  const { data, error, refetch } = useQuery(surveysQuery);
  return (
    <AdminPage place="surveys">
      {error && !data && (
        <div className="card">
          <LoadFailed error={error} retry={() => void refetch()} />
        </div>
      )}
      {!data && !error && (
        <Loading label={loading}>
          <CardBones lines={3} count={2} />
        </Loading>
      )}
      {data?.length === 0 && (
        <div className="card">
          <Empty title={t('none')} advice={t('noneDo')} />
        </div>
      )}
      <ul className={styles.list}>
        {data?.map((survey) => (
          <li key={survey.service.id}>
            <Card survey={survey} />
          </li>
        ))}
      </ul>
    </AdminPage>
  );
}

function Card({ survey: { service, rounds } }: { survey: SurveySummary }) {
  const t = useSurveyTexts();
  const locale = useLanguage();
  return (
    <section className={`card ${styles.survey}`}>
      <h2>{inLanguage(service.name, locale)}</h2>
      {rounds.length === 0 && <p className={styles.facts}>{t('noRounds')}</p>}
      <ul className={styles.rounds}>
        {rounds.map(({ id, opens, closes, state, asked, answered }) => (
          <li key={id} className={styles.round}>
            <Tag tone={state === 'open' ? 'green' : 'quiet'}>{t(state === 'open' ? 'open' : 'over')}</Tag>
            <span className="number">{t('days', { opens, closes })}</span>
            <span>{t('progress', { asked, answered })}</span>
            <span className={styles.tools}>
              {state === 'open' && <Remind service={service.id} />}
              <Link
                to="/surveys/$id/results"
                params={{ id: service.id }}
                search={{ round: id }}
                className={buttonClass('plain', 'small')}
              >
                {t('results')}
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those who have not answered are reminded without anybody's seeing who they are. */
function Remind({ service }: { service: string }) {
  const t = useSurveyTexts();
  const queries = useQueryClient();
  const { busy, refusal, sending } = useSending();
  const remind = async () => {
    const { reminded } = await api.send<{ reminded: number }>('POST', `${surveyPath(service)}/reminders`);
    say(reminded > 0 ? t('reminded', { count: reminded }) : t('remindedNone'));
    await refreshSurveys(queries);
  };
  return (
    <>
      <Button size="small" busy={busy} onClick={() => void sending(remind)}>
        {t('remind')}
      </Button>
      {refusal && <Strip tone="bad">{refusal}</Strip>}
    </>
  );
}
