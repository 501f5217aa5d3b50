export {
  AdministrationSummary,
  HandOver,
  Incident,
  IncidentQuery,
  IncidentRetry,
  InstanceAct,
  InstanceActDone,
  InstanceDetail,
  InstanceQuery,
  InstanceSummary,
  JumpTargetQuery,
  JumpTargets,
  MigrationCheck,
  MigrationQuery,
  MigrationRequest,
  Pending,
  PendingQuery,
  Results,
  ServiceVersions,
  TasksOfPerson,
} from './administration.ts';
export {
  Announcement,
  AnnouncementDetail,
  AnnouncementQuery,
  HandledObjection,
  NewObjection,
  ObjectionAnswer,
  ObjectionCode,
  ObjectionRaised,
  OwnObjection,
} from './announcements.ts';
export { ApplicationStatus } from './application-status.ts';
export {
  ActDone,
  ApplicationAct,
  ApplicationCreated,
  ApplicationDetail,
  ApplicationQuery,
  ApplicationSummary,
  BoxServices,
  CampaignState,
  CancelAsked,
  CurrentStep,
  DraftChange,
  NewApplication,
  TimelineEntry,
} from './applications.ts';
export {
  type Busy,
  BusyQuery,
  FreeQuery,
  FreeResources,
  ResourceBookings,
  ResourcePage,
  ResourceParams,
  ResourceQuery,
  ResourceSummary,
  type TeachingSection,
} from './bookings.ts';
export {
  CampaignAct,
  CampaignActDone,
  CampaignCase,
  CampaignDetail,
  CampaignMade,
  CampaignQuery,
  CampaignServices,
  CampaignSummary,
  CampaignWish,
  type CaseCounts,
  CaseExportQuery,
  CasePage,
  CaseQuery,
  type CaseState,
  caseStates,
  OwnCases,
  Roster,
  RosterPreview,
  RosterQuestion,
} from './campaigns.ts';
export { ApplicationDiagram, ServiceDiagram } from './diagram.ts';
export { ExportEntry, ExportGiven, ExportOffer, ExportQuery, ExportWish } from './exports.ts';
export {
  GuestApplication,
  GuestApplicationAct,
  GuestApplicationSummary,
  GuestForm,
  GuestServiceAsked,
  GuestServiceCode,
  GuestServiceEntering,
  GuestServiceGuide,
  Invitation,
  InvitationMade,
  InvitationWish,
  NewGuestApplication,
} from './guest-services.ts';
export {
  GuestAct,
  GuestCodeWish,
  GuestEntering,
  GuestLink,
  GuestLinkAct,
  GuestLinkActDone,
  GuestMe,
  GuestTask,
} from './guests.ts';
export { AdministeredNotice, Notice, Notices, NoticeWish } from './notices.ts';
export { OpinionAct, Opinions, OpinionsWish } from './opinions.ts';
export { OwnRegistration, RegistrationState } from './own-registration.ts';
export {
  DifferenceAct,
  PayAnswer,
  Payment,
  PaymentDetail,
  PaymentExportQuery,
  PaymentPage,
  PaymentPart,
  PaymentQuery,
  PayWish,
  ReconciliationDetail,
  ReconciliationPage,
  ReconciliationWish,
  RefundWish,
  TransferPage,
} from './payments.ts';
export { Notification, People, PeopleQuery, Units } from './people.ts';
export { Problem } from './problem.ts';
export { Proxies, ProxyGiven, ProxyWish } from './proxies.ts';
export { QueryExportQuery, QueryFreeQuery, QueryRows, QueryRowsQuery, QueryView } from './queries.ts';
export { OwnRating, Rating, RatingAnswer, RatingQuery, RatingWish } from './ratings.ts';
export {
  type LastApplication,
  LastApplicationAnswer,
  LastApplicationQuery,
  PersonPrefill,
  PersonPrefillQuery,
  ReferenceQuery,
  ReferenceRows,
} from './references.ts';
export { type Locale, type RefusalCode, refusals, refusalText, statusOf } from './refusals.ts';
export { Refused } from './refused.ts';
export {
  RegisterExportQuery,
  RegisterPage,
  RegisterQuery,
  RegisterRowDetail,
  RegisterRowParams,
  RegisterSummary,
} from './registers.ts';
export {
  DrawPage,
  DrawQuery,
  RegistrationAct,
  RegistrationActDone,
  RegistrationDetail,
  RegistrationOwnAct,
  RegistrationPlaces,
  RegistrationSummaries,
  RegistrationSummary,
  RosterEntry,
  RosterExportQuery,
  RosterPage,
  RosterQuery,
  SessionQuery,
} from './registrations.ts';
export { type SearchTerms, searchServices } from './search-services.ts';
export {
  Category,
  DataSchema,
  Origin,
  PublicGuide,
  PublicGuides,
  ServiceDetail,
  ServiceFor,
  ServiceQuery,
  ServiceSummary,
  Shelves,
  Text,
} from './services.ts';
export { Me, SignedIn, SignIn } from './session.ts';
export { Statistics, StatisticsQuery } from './statistics.ts';
export {
  OwedSurveys,
  SurveyAnswered,
  SurveyAnswers,
  SurveyDetail,
  SurveyList,
  SurveyReminded,
  SurveyResults,
  SurveyRoundQuery,
  SurveySummary,
} from './surveys.ts';
export {
  BallotPaper,
  TaskAct,
  TaskBox,
  TaskDetail,
  TaskQuery,
  TaskSummary,
  TasksAct,
  TasksActed,
} from './tasks.ts';
export { UploadPart, UploadState, UploadWish } from './uploads.ts';
export {
  FileSummary,
  FormGiven,
  Id,
  Names,
  PageQuery,
  PersonSummary,
  page,
} from './values.ts';
export { Verification } from './verification.ts';
