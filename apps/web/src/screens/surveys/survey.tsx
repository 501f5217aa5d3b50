import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { SurveyDetail } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useSurveyTexts } from '../../texts/use-survey-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import submitted from '../apply/submitted.module.css';
import { Questionnaire } from './questionnaire.tsx';
import { surveyQuery } from './surveys.query.ts';

const route = getRouteApi('/shell/surveys/$id');

/** 答卷: the questions, or that there is nothing to answer any more. */
export function Survey() {
  const t = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(surveyQuery(id));
  if (error)
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()} />
      </div>
    );
  if (data === undefined)
    return (
      <div className="page">
        <Loading label={t('loading')}>
          <CardBones lines={6} count={2} />
        </Loading>
      </div>
    );
  const { form } = data;
  return form === undefined ? <Nothing survey={data} /> : <Questionnaire survey={{ ...data, form }} />;
}

/** He has answered, or it is not open. */
function Nothing({ survey }: { survey: SurveyDetail }) {
  const t = useSurveyTexts();
  const home = useTexts()('apply.doneHome');
  const locale = useLanguage();
  const isAnswered = survey.state === 'answered';
  useTitle(inLanguage(survey.service.name, locale));
  return (
    <div className={`page ${submitted.page}`}>
      <div className={`card ${submitted.card}`}>
        {isAnswered && (
          <span className={submitted.tick}>
            <Icon name="check" size={34} />
          </span>
        )}
        <h1>{t(isAnswered ? 'answered' : 'closed')}</h1>
        <p className={submitted.name}>{inLanguage(survey.service.name, locale)}</p>
        <p className={submitted.note}>{isAnswered ? t('answeredDo') : t('closedDo', survey.owner)}</p>
        <div className={submitted.acts}>
          {survey.results && (
            <Link
              to="/surveys/$id/results"
              params={{ id: survey.service.id }}
              className={buttonClass('primary')}
            >
              {t('results')}
            </Link>
          )}
          <Link to="/" className={buttonClass(survey.results ? 'plain' : 'primary')}>
            {home}
          </Link>
        </div>
      </div>
    </div>
  );
}
