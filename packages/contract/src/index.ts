export {
  ActDone,
  ApplicationAct,
  ApplicationCreated,
  ApplicationDetail,
  ApplicationQuery,
  ApplicationStatus,
  ApplicationSummary,
  CurrentStep,
  DraftChange,
  ForecastStep,
  NewApplication,
  TimelineEntry,
} from './applications.ts';
export { matchesQuery } from './matches-query.ts';
export { Notification, People, PeopleQuery, Unit, Units } from './people.ts';
export { Problem } from './problem.ts';
export { type Locale, type RefusalCode, refusals, refusalText, statusOf } from './refusals.ts';
export { Refused } from './refused.ts';
export {
  Category,
  FormDocumentSchema,
  Origin,
  ServiceDetail,
  ServiceQuery,
  ServiceStep,
  ServiceSummary,
  Text,
} from './services.ts';
export { Me, SignedIn, SignIn } from './session.ts';
export { TaskAct, TaskDetail, TaskQuery, TaskSummary } from './tasks.ts';
export {
  FileSummary,
  FormValues,
  Id,
  Names,
  oneOf,
  PageQuery,
  PersonSummary,
  page,
  Time,
  UnitName,
} from './values.ts';
