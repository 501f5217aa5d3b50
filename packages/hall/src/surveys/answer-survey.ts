import { Refused, type SurveyAnswered } from '@yizhan/contract';
import { type Idempotency, schoolDay } from '@yizhan/flow';
import {
  acceptSubmission,
  type CompiledForm,
  type FormContext,
  type FormData,
  validateForm,
} from '@yizhan/forms';
import type { Directory } from '@yizhan/identity';
import { applyingFor } from '../applications/applying.ts';
import { formContext, organisation, type Room } from '../room.ts';
import type { Applicant } from '../services/applicant.ts';
import { refuseIneligible } from '../services/audience.ts';
import { parametersOf } from '../services/settings.ts';
import type { Viewer } from '../viewer.ts';
import { putIn } from './box.ts';
import { partsOf } from './paper.ts';
import { roundNow } from './read-survey.ts';
import { type SurveyVersion, versionOf } from './rounds.ts';
import { leastAnswers } from './settings.ts';
import { type BoxRow, lockRound, noteAnswered, standingIn } from './surveys.sql.ts';

/**
 * 答卷: that he has answered, and what, in one transaction and never together. Nothing of the answers goes into the
 * idempotency's digest, a log line or an error; what is wrong with them is told to him alone.
 * @throws Refused
 */
export async function answerSurvey(
  room: Room,
  viewer: Viewer,
  service: string,
  submitted: FormData,
  { key }: Pick<Idempotency, 'key'>,
): Promise<SurveyAnswered> {
  const { current, round } = await roundNow(room, service);
  const directory = await organisation(room);
  const { applicant } = await applyingFor(room, directory, viewer.id);
  const [asked] = await room.database.query<Standing>(standingIn(round.id, viewer.id));
  // Whoever was asked may answer, whatever he has become since.
  if (asked === undefined) refuseIneligible(current, applicant);
  const version = await versionOf(room, round);
  const { survey } = version.settings;
  const data = judged(version.form, submitted, {
    ...formContext(room),
    parameters: parametersOf(version.settings),
  });
  const { answers, contact } = partsOf(survey, data);
  const paper = { group: groupOf(version, applicant, directory), answers };
  return room.database.transaction(async (transaction) => {
    const [row] = await transaction.query<BoxRow>(lockRound(round.id));
    if (row === undefined || row.closed_at !== null) throw new Refused('survey/closed');
    const noted = await transaction.query(noteAnswered(round.id, viewer.id, schoolDay(room.now()), key));
    if (noted.length === 0) {
      const [before] = await transaction.query<Standing>(standingIn(round.id, viewer.id));
      if (before?.key === key) return { answered: true };
      throw new Refused('survey/already-answered');
    }
    await transaction.commitWith(await putIn(room, row, version.form, leastAnswers(survey), paper, contact));
    return { answered: true };
  });
}

interface Standing {
  readonly answered_on: string | null;
  readonly key: string | null;
}

/** @throws Refused `survey/invalid` */
function judged(form: CompiledForm, submitted: FormData, context: FormContext): FormData {
  const { data } = acceptSubmission(form, 'apply', {}, submitted, context);
  const problems = validateForm(form, 'apply', data, context, 'submit');
  if (problems.length > 0) throw new Refused('survey/invalid', { count: problems.length, problems });
  return data;
}

/** What is kept of who he is; of a group by question nothing, for his answers say it. */
function groupOf({ settings }: SurveyVersion, applicant: Applicant, directory: Directory): string {
  const { group } = settings.survey;
  if (group === undefined || !('profile' in group)) return '';
  if (group.profile === 'unitKind') return directory.unit(applicant.unit)?.kind ?? '';
  const value = applicant[group.profile];
  return typeof value === 'string' ? value : '';
}
