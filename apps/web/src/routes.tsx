/** Every place of the hall. Home and sign-in come with the entry script, the others are fetched when needed. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { instanceSearch } from './screens/admin/instance-search.ts';
import { pendingSearch } from './screens/admin/pending-search.ts';
import { applySearch } from './screens/apply/apply-search.ts';
import { Home } from './screens/home/home.tsx';
import { SignIn } from './screens/sign-in/sign-in.tsx';
import { statisticsSearch } from './screens/statistics/statistics-search.ts';
import { PageFailed, PageNotFound } from './shell/page-failed.tsx';
import { Shell } from './shell/shell.tsx';

/** A text of an address, where it is one and says anything. */
const textOf = <Key extends string>(
  search: Record<string, unknown>,
  key: Key,
): { [each in Key]?: string } => {
  const text = search[key];
  return typeof text === 'string' && text !== '' ? ({ [key]: text } as { [each in Key]?: string }) : {};
};

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  component: SignIn,
});

/** For whoever holds a printed paper: outside the shell, which belongs to somebody who is signed in. */
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify/$code',
  component: lazyRouteComponent(() => import('./screens/verify/verify.tsx'), 'Verify'),
});

/** 校外人员: people without an account, by the link that was sent to them. */
const guest = createRoute({
  getParentRoute: () => root,
  path: '/g/$link',
  component: lazyRouteComponent(() => import('./screens/guest/guest.tsx'), 'Guest'),
});

/** 办事指南 for whoever is not signed in. */
const guides = createRoute({
  getParentRoute: () => root,
  path: '/guides',
  component: lazyRouteComponent(() => import('./screens/guides/guides.tsx'), 'Guides'),
});

const guide = createRoute({
  getParentRoute: () => root,
  path: '/guides/$id',
  component: lazyRouteComponent(() => import('./screens/guides/guides.tsx'), 'GuidePage'),
});

const announcedState = (search: Record<string, unknown>): { announced?: 'archived' } =>
  search.announced === 'archived' ? { announced: 'archived' } : {};

/** 公示 that anybody may read. */
const publicAnnouncements = createRoute({
  getParentRoute: () => root,
  path: '/public/announcements',
  validateSearch: announcedState,
  component: lazyRouteComponent(
    () => import('./screens/announcements/announcements.tsx'),
    'PublicAnnouncements',
  ),
});

const publicAnnouncement = createRoute({
  getParentRoute: () => root,
  path: '/public/announcements/$id',
  component: lazyRouteComponent(
    () => import('./screens/announcements/announcement.tsx'),
    'PublicAnnouncement',
  ),
});

const guestService = createRoute({
  getParentRoute: () => root,
  path: '/guest/services/$id',
  validateSearch: (search): { invitation?: string } =>
    typeof search.invitation === 'string' ? { invitation: search.invitation } : {},
  component: lazyRouteComponent(() => import('./screens/guest/service.tsx'), 'GuestService'),
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const under = { getParentRoute: () => shell };

const home = createRoute({ ...under, path: '/', component: Home });

const service = createRoute({
  ...under,
  path: '/services/$id',
  component: lazyRouteComponent(() => import('./screens/service/service.tsx'), 'Service'),
});

const query = createRoute({
  ...under,
  path: '/services/$id/query',
  component: lazyRouteComponent(() => import('./screens/query/query.tsx'), 'Query'),
});

const apply = createRoute({
  ...under,
  path: '/services/$id/apply',
  validateSearch: applySearch,
  component: lazyRouteComponent(() => import('./screens/apply/apply.tsx'), 'Apply'),
});

const applications = createRoute({
  ...under,
  path: '/applications',
  validateSearch: (search): { tab?: string; q?: string; service?: string } => ({
    ...textOf(search, 'tab'),
    ...textOf(search, 'q'),
    ...textOf(search, 'service'),
  }),
  component: lazyRouteComponent(() => import('./screens/applications/applications.tsx'), 'Applications'),
});

const application = createRoute({
  ...under,
  path: '/applications/$id',
  component: lazyRouteComponent(() => import('./screens/application/application.tsx'), 'Application'),
});

const edit = createRoute({
  ...under,
  path: '/applications/$id/edit',
  component: lazyRouteComponent(() => import('./screens/apply/edit.tsx'), 'Edit'),
});

const submitted = createRoute({
  ...under,
  path: '/applications/$id/submitted',
  component: lazyRouteComponent(() => import('./screens/apply/submitted.tsx'), 'Submitted'),
});

const tasks = createRoute({
  ...under,
  path: '/tasks',
  validateSearch: (
    search,
  ): { box?: 'done' | 'cc'; q?: string; service?: string; from?: string; to?: string } => ({
    ...((search.box === 'done' || search.box === 'cc') && { box: search.box }),
    ...textOf(search, 'q'),
    ...textOf(search, 'service'),
    ...textOf(search, 'from'),
    ...textOf(search, 'to'),
  }),
  component: lazyRouteComponent(() => import('./screens/tasks/tasks.tsx'), 'Tasks'),
});

const task = createRoute({
  ...under,
  path: '/tasks/$id',
  component: lazyRouteComponent(() => import('./screens/task/task.tsx'), 'Task'),
});

const resources = createRoute({
  ...under,
  path: '/resources',
  validateSearch: (search): { what?: string } =>
    typeof search.what === 'string' ? { what: search.what } : {},
  component: lazyRouteComponent(() => import('./screens/resources/resources.tsx'), 'Resources'),
});

const registers = createRoute({
  ...under,
  path: '/registers',
  component: lazyRouteComponent(() => import('./screens/registers/registers.tsx'), 'Registers'),
});

const register = createRoute({
  ...under,
  path: '/registers/$id',
  component: lazyRouteComponent(() => import('./screens/registers/register.tsx'), 'Register'),
});

const registerRow = createRoute({
  ...under,
  path: '/registers/$id/rows/$row',
  component: lazyRouteComponent(() => import('./screens/registers/row.tsx'), 'RegisterRow'),
});

/** 报名, for those who look after their services. */
const registrations = createRoute({
  ...under,
  path: '/registrations',
  component: lazyRouteComponent(() => import('./screens/registrations/registrations.tsx'), 'Registrations'),
});

const registration = createRoute({
  ...under,
  path: '/registrations/$id',
  validateSearch: (search): { session?: string } => textOf(search, 'session'),
  component: lazyRouteComponent(() => import('./screens/registrations/registration.tsx'), 'Registration'),
});

const campaigns = createRoute({
  ...under,
  path: '/campaigns',
  validateSearch: (search): { box?: 'draft' | 'over' } =>
    search.box === 'draft' || search.box === 'over' ? { box: search.box } : {},
  component: lazyRouteComponent(() => import('./screens/campaigns/campaigns.tsx'), 'Campaigns'),
});

const newCampaign = createRoute({
  ...under,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('./screens/campaigns/campaign-form.tsx'), 'NewCampaign'),
});

const campaign = createRoute({
  ...under,
  path: '/campaigns/$id',
  component: lazyRouteComponent(() => import('./screens/campaigns/campaign.tsx'), 'Campaign'),
});

const editCampaign = createRoute({
  ...under,
  path: '/campaigns/$id/edit',
  component: lazyRouteComponent(() => import('./screens/campaigns/campaign-form.tsx'), 'EditCampaign'),
});

const announcements = createRoute({
  ...under,
  path: '/announcements',
  validateSearch: announcedState,
  component: lazyRouteComponent(() => import('./screens/announcements/announcements.tsx'), 'Announcements'),
});

const announcement = createRoute({
  ...under,
  path: '/announcements/$id',
  component: lazyRouteComponent(() => import('./screens/announcements/announcement.tsx'), 'AnnouncementPage'),
});

const pay = createRoute({
  ...under,
  path: '/pay/$id',
  component: lazyRouteComponent(() => import('./screens/pay/pay.tsx'), 'Pay'),
});

const payments = createRoute({
  ...under,
  path: '/payments',
  validateSearch: (search): { tab?: 'days' | 'transfers' } =>
    search.tab === 'days' || search.tab === 'transfers' ? { tab: search.tab } : {},
  component: lazyRouteComponent(() => import('./screens/payments/payments.tsx'), 'Payments'),
});

const surveys = createRoute({
  ...under,
  path: '/surveys',
  component: lazyRouteComponent(() => import('./screens/surveys/surveys.tsx'), 'Surveys'),
});

const survey = createRoute({
  ...under,
  path: '/surveys/$id',
  component: lazyRouteComponent(() => import('./screens/surveys/survey.tsx'), 'Survey'),
});

const surveyResults = createRoute({
  ...under,
  path: '/surveys/$id/results',
  validateSearch: (search): { round?: string } => textOf(search, 'round'),
  component: lazyRouteComponent(() => import('./screens/surveys/results.tsx'), 'SurveyResultsPage'),
});

const messages = createRoute({
  ...under,
  path: '/messages',
  component: lazyRouteComponent(() => import('./screens/messages/messages.tsx'), 'Messages'),
});

const notices = createRoute({
  ...under,
  path: '/notices',
  component: lazyRouteComponent(() => import('./screens/notices/notices.tsx'), 'NoticesPage'),
});

const proxies = createRoute({
  ...under,
  path: '/proxies',
  component: lazyRouteComponent(() => import('./screens/proxies/proxies.tsx'), 'ProxiesPage'),
});

const instances = createRoute({
  ...under,
  path: '/admin',
  validateSearch: instanceSearch,
  component: lazyRouteComponent(() => import('./screens/admin/instances.tsx'), 'Instances'),
});

const instance = createRoute({
  ...under,
  path: '/admin/instances/$id',
  component: lazyRouteComponent(() => import('./screens/admin/instance.tsx'), 'Instance'),
});

const incidents = createRoute({
  ...under,
  path: '/admin/incidents',
  validateSearch: (search): { state?: 'resolved' | undefined; service?: string | undefined } => ({
    ...(search.state === 'resolved' && { state: 'resolved' as const }),
    ...(typeof search.service === 'string' && search.service !== '' && { service: search.service }),
  }),
  component: lazyRouteComponent(() => import('./screens/admin/incidents.tsx'), 'Incidents'),
});

const pending = createRoute({
  ...under,
  path: '/admin/pending',
  validateSearch: pendingSearch,
  component: lazyRouteComponent(() => import('./screens/admin/pending.tsx'), 'Pending'),
});

const handOver = createRoute({
  ...under,
  path: '/admin/hand-over',
  component: lazyRouteComponent(() => import('./screens/admin/hand-over.tsx'), 'HandOver'),
});

const adminNotices = createRoute({
  ...under,
  path: '/admin/notices',
  component: lazyRouteComponent(() => import('./screens/admin/notices.tsx'), 'AdminNotices'),
});

const migration = createRoute({
  ...under,
  path: '/admin/migration',
  validateSearch: (search): { service?: string } =>
    typeof search.service === 'string' && search.service !== '' ? { service: search.service } : {},
  component: lazyRouteComponent(() => import('./screens/admin/migration.tsx'), 'Migration'),
});

const statistics = createRoute({
  ...under,
  path: '/statistics',
  validateSearch: statisticsSearch,
  component: lazyRouteComponent(() => import('./screens/statistics/statistics.tsx'), 'StatisticsPage'),
});

const ratings = createRoute({
  ...under,
  path: '/statistics/ratings',
  validateSearch: (search): { box?: 'all' | undefined; service?: string | undefined } => ({
    ...(search.box === 'all' && { box: 'all' as const }),
    ...(typeof search.service === 'string' && search.service !== '' && { service: search.service }),
  }),
  component: lazyRouteComponent(() => import('./screens/statistics/ratings.tsx'), 'Ratings'),
});

const exports = createRoute({
  ...under,
  path: '/statistics/exports',
  validateSearch: (search): { service?: string } =>
    typeof search.service === 'string' && search.service !== '' ? { service: search.service } : {},
  component: lazyRouteComponent(() => import('./screens/statistics/exports.tsx'), 'Exports'),
});

const tree = root.addChildren([
  signIn,
  verify,
  guest,
  guides,
  guide,
  publicAnnouncements,
  publicAnnouncement,
  guestService,
  shell.addChildren([
    home,
    service,
    query,
    apply,
    applications,
    application,
    edit,
    submitted,
    tasks,
    task,
    resources,
    registers,
    register,
    registerRow,
    registrations,
    registration,
    campaigns,
    newCampaign,
    campaign,
    editCampaign,
    announcements,
    announcement,
    pay,
    payments,
    surveys,
    survey,
    surveyResults,
    messages,
    notices,
    proxies,
    instances,
    instance,
    incidents,
    pending,
    handOver,
    migration,
    adminNotices,
    statistics,
    ratings,
    exports,
  ]),
]);

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageNotFound,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
