/** The HTTP side: plugins in the order in which they act on a request, then the routes by resource. */
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { Refused } from '@yizhan/contract';
import Fastify, { type FastifyServerOptions, LogController } from 'fastify';
import { loggedError } from '../logged-error.ts';
import type { Wiring } from '../wiring.ts';
import { guardRoutes } from './access.ts';
import { handOverRoutes } from './administration/hand-over.ts';
import { incidentRoutes } from './administration/incidents.ts';
import { instanceRoutes } from './administration/instances.ts';
import { migrationRoutes } from './administration/migration.ts';
import { announcementRoutes } from './announcements/routes.ts';
import type { App } from './app.ts';
import { applicationRoutes } from './applications/routes.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { letGoWhenClosing } from './draining.ts';
import { invitationRoutes } from './guests/invitations.ts';
import { guestLinkRoutes } from './guests/links.ts';
import { guestRoutes } from './guests/routes.ts';
import { guestServiceRoutes } from './guests/services.ts';
import { refuseHarmfulInput } from './harmless-input.ts';
import { logRequests } from './log-requests.ts';
import { measureRequests } from './metrics.ts';
import { noticeRoutes } from './notices/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { describeApi } from './openapi.ts';
import { opinionRoutes } from './opinions/routes.ts';
import { paymentNotificationRoutes } from './payments/notifications.ts';
import { reconciliationRoutes } from './payments/reconciliation.ts';
import { paymentRoutes } from './payments/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { printingRoutes } from './printing/routes.ts';
import { answerError, largest } from './problem.ts';
import { proxyRoutes } from './proxies/routes.ts';
import { ratingRoutes } from './ratings/routes.ts';
import { registerRoutes } from './registers/routes.ts';
import { registrationRoutes } from './registrations/routes.ts';
import { resourceRoutes } from './resources/routes.ts';
import { runningRoutes } from './running/routes.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { queryRoutes } from './services/query-routes.ts';
import { serviceRoutes } from './services/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { exportRoutes } from './statistics/exports.ts';
import { statisticsRoutes } from './statistics/routes.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { uploadRoutes } from './uploads/routes.ts';
import { serveWeb } from './web.ts';

export interface ServerOptions {
  /** Folder of the built pages; absent in tests of the API alone. */
  readonly web?: string;
  /** For tests that knock at every door within a minute. */
  readonly isThrottled?: boolean;
  /** Absent: it says nothing. `stream` is for tests, which read along. */
  readonly logger?: { readonly level: string; readonly stream?: NodeJS.WritableStream };
}

export async function buildServer(
  wiring: Wiring,
  { web, logger, isThrottled = true }: ServerOptions = {},
): Promise<App> {
  const app: App = Fastify({
    logger: loggerOf(logger),
    logController: new LogController({ disableRequestLogging: true }),
    // Addresses that no route can be looked up for get the same kind of answer.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    bodyLimit: largest.body * 1024 * 1024,
    // A proxy on this machine tells whom it asks for; nobody else is believed, or anybody could be anybody (S50).
    trustProxy: 'loopback',
    genReqId: () => crypto.randomUUID().slice(0, 13),
    routerOptions: { maxParamLength: 200 },
    // See `letGoWhenClosing`: what still comes on an open connection is answered too.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  // A form of another site can send plain text without asking first; nothing of ours is told in it (S49).
  app.removeContentTypeParser('text/plain');
  // Converts the text of addresses only: in a body, "5" is not 5 and an unknown field is refused (S18, S53).
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setErrorHandler((error, request, reply) =>
    answerError(error instanceof Error ? error : new Error(String(error)), request, reply),
  );
  logRequests(app);
  letGoWhenClosing(app);
  const metrics = measureRequests(app, wiring);
  await addSecurityHeaders(app, wiring.config.publicUrl.startsWith('https:'));
  await app.register(cookie);
  guardRoutes(app, wiring);
  await app.register(rateLimit, {
    max: 600,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.session?.personId ?? request.guest?.id ?? request.ip,
    hook: 'preHandler',
    // Pages and files are not limited: a whole campus may stand behind one address.
    allowList: (request) => !isThrottled || !request.url.startsWith('/api/'),
    errorResponseBuilder: (_request, { ttl }) =>
      new Refused('request/throttled', { seconds: Math.ceil(ttl / 1000) }),
  });
  refuseHarmfulInput(app);
  await app.register(multipart, {
    limits: { files: 1, fields: 0, fileSize: largest.file * 1024 * 1024, parts: 2 },
  });
  await describeApi(app);
  await app.register(
    async (api) => {
      for (const routes of [
        sessionRoutes,
        ratingRoutes,
        statisticsRoutes,
        exportRoutes,
        announcementRoutes,
        registerRoutes,
        registrationRoutes,
        campaignRoutes,
        resourceRoutes,
        surveyRoutes,
        serviceRoutes,
        queryRoutes,
        applicationRoutes,
        printingRoutes,
        taskRoutes,
        attachmentRoutes,
        uploadRoutes,
        peopleRoutes,
        noticeRoutes,
        opinionRoutes,
        notificationRoutes,
        proxyRoutes,
        instanceRoutes,
        incidentRoutes,
        handOverRoutes,
        migrationRoutes,
        guestLinkRoutes,
        guestRoutes,
        guestServiceRoutes,
        invitationRoutes,
        reconciliationRoutes,
        paymentRoutes,
        paymentNotificationRoutes,
      ]) {
        routes(api as App, wiring);
      }
    },
    { prefix: '/api/v1' },
  );
  runningRoutes(app, wiring, metrics);
  if (web === undefined)
    app.setNotFoundHandler(() => {
      throw new Refused('request/not-found');
    });
  else await serveWeb(app, web);
  return app;
}

/** What may never be in it, at no level: the values that a database error quotes, and cookies (`multipart` tells all headers). */
const loggerOf = (logger: ServerOptions['logger']): NonNullable<FastifyServerOptions['logger']> =>
  logger === undefined
    ? false
    : {
        ...logger,
        serializers: { err: loggedError },
        redact: { paths: ['busboyOptions.headers'], remove: true },
      };
