import type { Database } from '@yizhan/database';
import { type Flow, scopeAt, startWorkLoop, together, type WorkLoop } from '@yizhan/flow';
import { type DirectoryCache, endProxy } from '@yizhan/identity';
import { type CardRow, openPayments, type Platform } from '@yizhan/payments';
import { actOnInstance } from './administration/act-on-instance.ts';
import { findHolders } from './administration/find-holders.ts';
import { handOver, listTasksOfPerson } from './administration/hand-over.ts';
import { listIncidents, retryIncidents } from './administration/incidents.ts';
import { listJumpTargets } from './administration/jump-targets.ts';
import { listInstances } from './administration/list-instances.ts';
import { listPending } from './administration/list-pending.ts';
import { checkMigration, listVersions, migrateApplications } from './administration/migration.ts';
import { readInstance, readInstanceDiagram } from './administration/read-instance.ts';
import { administrationSummary } from './administration/summary.ts';
import { archiveEnded } from './announcements/announcements.sql.ts';
import { answerObjectionAt } from './announcements/handle-objections.ts';
import { raiseObjection, readObjectionByCode } from './announcements/raise-objection.ts';
import { listAnnouncements, readAnnouncement } from './announcements/read-announcements.ts';
import { actOnApplication, deleteDraft, saveDraft } from './applications/change-application.ts';
import { prefillOfPerson } from './applications/chosen-people.ts';
import { createApplication } from './applications/create-application.ts';
import { forgetEnded } from './applications/forget-ended.ts';
import { lastApplication } from './applications/last-application.ts';
import { listApplications, servicesOfOwn } from './applications/list-applications.ts';
import { noteOnApplication } from './applications/note.ts';
import { presentOutcome, readApplication } from './applications/read-application.ts';
import { readDiagram } from './applications/read-diagram.ts';
import { openAttachment, removeLooseAttachments, storeAttachment } from './attachments/attachments.ts';
import type { FileStore } from './attachments/file-store.ts';
import { addPart, beginUpload, cancelUpload, readUpload, removeOldUploads } from './attachments/uploads.ts';
import type { BallotKeys } from './ballots/ballot-keys.ts';
import { castBallot } from './ballots/cast-ballot.ts';
import { sweepBallots } from './ballots/sweep.ts';
import { releaseExpired } from './bookings/bookings.sql.ts';
import { importTimetable } from './bookings/import-timetable.ts';
import { freeResources, listResources, readResourceBookings } from './bookings/show-resources.ts';
import { actOnCampaign } from './campaigns/act-on-campaign.ts';
import { exportCases } from './campaigns/export-cases.ts';
import { makeCases, startOpening } from './campaigns/open-campaign.ts';
import { listOwnCases } from './campaigns/own-cases.ts';
import { listCampaigns, listCases, readCampaign } from './campaigns/progress.ts';
import { remindByThemselves } from './campaigns/remind.ts';
import { previewRoster } from './campaigns/roster.ts';
import { listCampaignServices } from './campaigns/services.ts';
import { copyCampaign, createCampaign, removeCampaign, updateCampaign } from './campaigns/write-campaign.ts';
import { askForExport, listExports, offerExport } from './exports/ask-for-export.ts';
import { packExportedFiles, writeExport } from './exports/write-export.ts';
import { askCodeOfLink, enterByLink, forgetSpentOfGuests, guestSessionOf, leave } from './guests/enter.ts';
import {
  actOnGuestApplication,
  beginAsGuest,
  listGuestApplications,
  readGuestApplication,
  readGuestForm,
} from './guests/guest-applications.ts';
import { actAsGuest, openGuestFile, readGuestTask, storeGuestFile } from './guests/guest-task.ts';
import { endInvitation, invite, listInvitations } from './guests/invitations.ts';
import { actOnLink } from './guests/manage-links.ts';
import { presentGuest } from './guests/present-guest.ts';
import { askCodeOfService, enterService, readGuestService } from './guests/service-door.ts';
import type { Channels } from './letters/channel.ts';
import { startLetters } from './letters/send-letters.ts';
import { keepNotice, listAdministeredNotices, removeNotice } from './notices/keep-notices.ts';
import { listNotices, readNotice } from './notices/read-notices.ts';
import { listNotifications } from './notifications/list-notifications.ts';
import { markRead, unreadCount } from './notifications/notifications.sql.ts';
import { notify } from './notifications/notify.ts';
import { changeOpinions, readOpinions, resetOpinions } from './opinions/opinions.ts';
import { cardSource } from './payments/card-source.ts';
import {
  exportPayments,
  listPayments,
  listTransfers,
  readPayment,
  refundPayment,
  retryRefund,
} from './payments/manage-payments.ts';
import { listGuestPayments, listOwnPayments, pay, readOwnPayment } from './payments/own-payments.ts';
import { printGuestReceipt, printReceipt } from './payments/print-receipt.ts';
import {
  actOnDifference,
  listReconciliations,
  readReconciliation,
  reconcileDay,
} from './payments/reconciliations.ts';
import { paymentPart } from './payments/scope.ts';
import { printApplication } from './printing/print-application.ts';
import { verify } from './printing/verify.ts';
import { giveProxy, listProxies } from './proxies.ts';
import { exportQuery } from './queries/export-query.ts';
import { findFree, findRows, readQuery } from './queries/read-query.ts';
import { answerRatingOf, listRatings } from './ratings/answer-ratings.ts';
import { rateApplication } from './ratings/rate-application.ts';
import { applicationSource } from './references/application-source.ts';
import { listSource } from './references/list-source.ts';
import { noReferences, type ReferenceSource } from './references/reference-source.ts';
import { searchReferences } from './references/search-references.ts';
import { exportRegister } from './registers/export-register.ts';
import { registerSource } from './registers/register-source.ts';
import { listRegisters, readRegister, readRegisterRow } from './registers/show-registers.ts';
import { actOnRegistrationsOf } from './registrations/administer.ts';
import { startRegistrations } from './registrations/look-after.ts';
import { actOnRegistration } from './registrations/own-registration.ts';
import { exportRoster, listRegistrations, listRoster, readRegistration } from './registrations/roster.ts';
import { readDraw, readPlaces } from './registrations/show-places.ts';
import { organisation, type Room } from './room.ts';
import { refuseOutsiders } from './services/audience.ts';
import { openCatalogue } from './services/catalogue.ts';
import type { FolderFile } from './services/folder-files.ts';
import { listPublicGuides, readPublicGuide } from './services/public-guides.ts';
import { publishService } from './services/publish.ts';
import { readPicture } from './services/read-picture.ts';
import { readSchema } from './services/read-schema.ts';
import type { ServiceFolder } from './services/read-service-folder.ts';
import { listCategories, listServices, readService } from './services/read-services.ts';
import { addFavourite, currentFiles, publishedFolders, removeFavourite } from './services/services.sql.ts';
import { readShelves } from './services/shelves.ts';
import type { Site } from './site.ts';
import { catchUpCounting, countMoved } from './statistics/count-application.ts';
import { exportStatistics } from './statistics/export-statistics.ts';
import { readStatistics } from './statistics/read-statistics.ts';
import { answerSurvey } from './surveys/answer-survey.ts';
import { exportSurveyResults } from './surveys/export-results.ts';
import { readSurveyResults } from './surveys/read-results.ts';
import { listOwedSurveys, listSurveys, readSurvey, remindOfSurvey } from './surveys/read-survey.ts';
import { tendSurveys } from './surveys/rounds.ts';
import { actOnTask } from './tasks/act-on-task.ts';
import { actOnTasks } from './tasks/act-on-tasks.ts';
import { principalsOf } from './tasks/acting-for.ts';
import { listTasks, servicesOfTasks } from './tasks/list-tasks.ts';
import { readTask } from './tasks/read-task.ts';
import type { Viewer } from './viewer.ts';
import { workConnectors } from './works/do-work.ts';

export interface HallOptions {
  readonly database: Database;
  readonly flow: Flow;
  readonly directory: DirectoryCache;
  readonly site: Site;
  readonly files: FileStore;
  readonly ballotKeys: BallotKeys;
  /** Where records of the personal data centre are picked from; nowhere when absent. */
  readonly personalData?: ReferenceSource;
  /** Mail and SMS, where they are configured. */
  readonly channels?: Channels;
  /** Where browsers reach the hall. */
  readonly publicUrl?: string;
  /** Where money comes in; nothing can be paid where there is none. */
  readonly platform?: Platform;
  /** The clock; ISO 8601 in UTC. */
  readonly now?: () => string;
}

export type Hall = ReturnType<typeof openHall>;

type Without<Function_> = Function_ extends (room: Room, ...rest: infer Rest) => infer Answer
  ? (...rest: Rest) => Answer
  : never;

/** The service hall: everything that the pages and the API ask of it, bound to its database and ports. */
export function openHall({ now = () => new Date().toISOString(), ...options }: HallOptions) {
  const { personalData = noReferences, channels = {}, publicUrl = '', platform, ...given } = options;
  const scope = scopeAt(options.site.calendar);
  const catalogue = openCatalogue(options.database, () => scope(now()));
  const letters = new Set<WorkLoop>();
  const wakeLetters = () => {
    for (const loop of letters) loop.wake();
  };
  const paying = new Set<WorkLoop>();
  const payments = openPayments({
    database: options.database,
    platform,
    waiting: { standing: options.flow.standingOfJob, wake: options.flow.wakeJob },
    now,
    wake: () => {
      for (const loop of paying) loop.wake();
    },
  });
  const base = { ...given, channels, publicUrl, wakeLetters, now, scopeAt: scope, catalogue, payments };
  const room: Room = {
    ...base,
    references: {
      applications: applicationSource(base),
      list: listSource(base.site),
      register: registerSource(base),
      pdc: personalData,
      cards: cardSource(base),
    },
  };
  const inRoom = <Function_ extends (room: Room, ...rest: never[]) => unknown>(
    function_: Function_,
  ): Without<Function_> => ((...rest: never[]) => function_(room, ...rest)) as Without<Function_>;
  return {
    site: options.site,
    listCategories: inRoom(listCategories),
    listServices: inRoom(listServices),
    readService: inRoom(readService),
    readQuery: inRoom(readQuery),
    findFree: inRoom(findFree),
    findRows: inRoom(findRows),
    exportQuery: inRoom(exportQuery),
    readShelves: inRoom(readShelves),
    listPublicGuides: inRoom(listPublicGuides),
    readPublicGuide: inRoom(readPublicGuide),
    readPicture: inRoom(readPicture),
    readSchema: inRoom(readSchema),
    async setFavourite(viewer: Viewer, service: string, isFavourite: boolean): Promise<void> {
      const version = await room.catalogue.find(service);
      if (isFavourite) await refuseOutsiders(room, version, viewer);
      await room.database.query(
        isFavourite ? addFavourite(viewer.id, service) : removeFavourite(viewer.id, service),
      );
    },
    createApplication: inRoom(createApplication),
    listApplications: inRoom(listApplications),
    readApplication: inRoom(readApplication),
    readDiagram: inRoom(readDiagram),
    printApplication: inRoom(printApplication),
    verify: inRoom(verify),
    saveDraft: inRoom(saveDraft),
    deleteDraft: inRoom(deleteDraft),
    actOnApplication: inRoom(actOnApplication),
    noteOnApplication: inRoom(noteOnApplication),
    presentOutcome: inRoom(presentOutcome),
    askCodeOfLink: inRoom(askCodeOfLink),
    enterByLink: inRoom(enterByLink),
    guestSessionOf: inRoom(guestSessionOf),
    presentGuest,
    readGuestService: inRoom(readGuestService),
    askCodeOfService: inRoom(askCodeOfService),
    enterService: inRoom(enterService),
    readGuestForm: inRoom(readGuestForm),
    beginAsGuest: inRoom(beginAsGuest),
    listGuestApplications: inRoom(listGuestApplications),
    readGuestApplication: inRoom(readGuestApplication),
    actOnGuestApplication: inRoom(actOnGuestApplication),
    invite: inRoom(invite),
    listInvitations: inRoom(listInvitations),
    endInvitation: inRoom(endInvitation),
    leaveAsGuest: inRoom(leave),
    readGuestTask: inRoom(readGuestTask),
    actAsGuest: inRoom(actAsGuest),
    storeGuestFile: inRoom(storeGuestFile),
    openGuestFile: inRoom(openGuestFile),
    actOnGuestLink: inRoom(actOnLink),
    forgetSpentOfGuests: inRoom(forgetSpentOfGuests),
    listResources: inRoom(listResources),
    readResourceBookings: inRoom(readResourceBookings),
    freeResources: inRoom(freeResources),
    importTimetable: inRoom(importTimetable),
    async releaseExpiredBookings(): Promise<void> {
      await room.database.query(releaseExpired(room.now()));
    },
    listRegisters: inRoom(listRegisters),
    readRegister: inRoom(readRegister),
    readRegisterRow: inRoom(readRegisterRow),
    exportRegister: inRoom(exportRegister),
    readPlaces: inRoom(readPlaces),
    readDraw: inRoom(readDraw),
    actOnRegistration: inRoom(actOnRegistration),
    listRegistrations: inRoom(listRegistrations),
    readRegistration: inRoom(readRegistration),
    listRoster: inRoom(listRoster),
    exportRoster: inRoom(exportRoster),
    actOnRegistrationsOf: inRoom(actOnRegistrationsOf),
    paymentPart: inRoom(paymentPart),
    listOwnPayments: inRoom(listOwnPayments),
    listGuestPayments: inRoom(listGuestPayments),
    readOwnPayment: inRoom(readOwnPayment),
    pay: inRoom(pay),
    listPayments: inRoom(listPayments),
    readPayment: inRoom(readPayment),
    exportPayments: inRoom(exportPayments),
    refundPayment: inRoom(refundPayment),
    retryRefund: inRoom(retryRefund),
    listTransfers: inRoom(listTransfers),
    listReconciliations: inRoom(listReconciliations),
    readReconciliation: inRoom(readReconciliation),
    reconcileDay: inRoom(reconcileDay),
    actOnDifference: inRoom(actOnDifference),
    printReceipt: inRoom(printReceipt),
    printGuestReceipt: inRoom(printGuestReceipt),
    /** @throws NotGenuine */
    takePaymentNotification: payments.takeNotification,
    async keepCards(cards: readonly CardRow[]): Promise<void> {
      for (const card of cards) await payments.keepCard(card);
    },
    listTasks: inRoom(listTasks),
    servicesOfTasks: inRoom(servicesOfTasks),
    servicesOfOwn: inRoom(servicesOfOwn),
    readTask: inRoom(readTask),
    actOnTask: inRoom(actOnTask),
    actOnTasks: inRoom(actOnTasks),
    castBallot: inRoom(castBallot),
    listAnnouncements: inRoom(listAnnouncements),
    readAnnouncement: inRoom(readAnnouncement),
    raiseObjection: inRoom(raiseObjection),
    readObjectionByCode: inRoom(readObjectionByCode),
    answerObjection: inRoom(answerObjectionAt),
    async archiveAnnouncements(): Promise<void> {
      await room.database.query(archiveEnded(room.now()));
    },
    sweepBallots: inRoom(sweepBallots),
    lastApplication: inRoom(lastApplication),
    prefillOfPerson: inRoom(prefillOfPerson),
    searchReferences: inRoom(searchReferences),
    administrationSummary: inRoom(administrationSummary),
    listInstances: inRoom(listInstances),
    readInstance: inRoom(readInstance),
    readInstanceDiagram: inRoom(readInstanceDiagram),
    listJumpTargets: inRoom(listJumpTargets),
    actOnInstance: inRoom(actOnInstance),
    listIncidents: inRoom(listIncidents),
    retryIncidents: inRoom(retryIncidents),
    listPending: inRoom(listPending),
    listVersions: inRoom(listVersions),
    checkMigration: inRoom(checkMigration),
    migrateApplications: inRoom(migrateApplications),
    rateApplication: inRoom(rateApplication),
    listRatings: inRoom(listRatings),
    answerRating: inRoom(answerRatingOf),
    offerExport: inRoom(offerExport),
    askForExport: inRoom(askForExport),
    listExports: inRoom(listExports),
    writeExport: inRoom(writeExport),
    packExportedFiles: inRoom(packExportedFiles),
    readStatistics: inRoom(readStatistics),
    exportStatistics: inRoom(exportStatistics),
    catchUpCounting: inRoom(catchUpCounting),
    findHolders: inRoom(findHolders),
    listTasksOfPerson: inRoom(listTasksOfPerson),
    handOver: inRoom(handOver),
    listCampaigns: inRoom(listCampaigns),
    listCampaignServices: inRoom(listCampaignServices),
    readCampaign: inRoom(readCampaign),
    listCases: inRoom(listCases),
    exportCases: inRoom(exportCases),
    previewRoster: inRoom(previewRoster),
    createCampaign: inRoom(createCampaign),
    updateCampaign: inRoom(updateCampaign),
    removeCampaign: inRoom(removeCampaign),
    copyCampaign: inRoom(copyCampaign),
    actOnCampaign: inRoom(actOnCampaign),
    listOwnCases: inRoom(listOwnCases),
    remindByThemselves: inRoom(remindByThemselves),
    listSurveys: inRoom(listSurveys),
    listOwedSurveys: inRoom(listOwedSurveys),
    readSurvey: inRoom(readSurvey),
    answerSurvey: inRoom(answerSurvey),
    remindOfSurvey: inRoom(remindOfSurvey),
    readSurveyResults: inRoom(readSurveyResults),
    exportSurveyResults: inRoom(exportSurveyResults),
    tendSurveys: inRoom(tendSurveys),
    makeCases: inRoom(makeCases),
    storeAttachment: inRoom(storeAttachment),
    beginUpload: inRoom(beginUpload),
    readUpload: inRoom(readUpload),
    addPart: inRoom(addPart),
    cancelUpload: inRoom(cancelUpload),
    removeOldUploads: inRoom(removeOldUploads),
    openAttachment: inRoom(openAttachment),
    forgetEnded: inRoom(forgetEnded),
    removeLooseAttachments: inRoom(removeLooseAttachments),
    listNotices: inRoom(listNotices),
    readNotice: inRoom(readNotice),
    listAdministeredNotices: inRoom(listAdministeredNotices),
    keepNotice: inRoom(keepNotice),
    removeNotice: inRoom(removeNotice),
    readOpinions: inRoom(readOpinions),
    changeOpinions: inRoom(changeOpinions),
    resetOpinions: inRoom(resetOpinions),
    listProxies: inRoom(listProxies),
    giveProxy: inRoom(giveProxy),
    endProxy: (viewer: Viewer, id: string) => endProxy(room.database, viewer.id, id, now()),
    listNotifications: inRoom(listNotifications),
    async markRead(viewer: Viewer, ids: readonly string[] | undefined): Promise<void> {
      await room.database.query(markRead(viewer.id, ids, now()));
    },
    async countsOf(viewer: Viewer) {
      const principals = principalsOf(await organisation(room), viewer, now());
      const [counts, [unread]] = await Promise.all([
        room.flow.countsOf(viewer.id, principals),
        room.database.query<{ count: number }>(unreadCount(viewer.id)),
      ]);
      return { ...counts, unread: unread?.count ?? 0 };
    },
    /** The folder of a service as it was published last; empty where there is no such service. */
    folderOf: (service: string) => room.database.query<FolderFile>(currentFiles(service)),
    /** Digests of the folders as they were published last: see `digestOfFolder`. */
    async publishedFolders(): Promise<ReadonlySet<string>> {
      const rows = await room.database.query<{ digest: string }>(publishedFolders());
      return new Set(rows.map(({ digest }) => digest));
    },
    publish: (folder: ServiceFolder) => publishService(room.database, room.flow, folder, now()),
    startWorker(report: Parameters<Flow['startWorker']>[1]): WorkLoop {
      const sending = startLetters(room, report);
      letters.add(sending);
      const taking = startWorkLoop(
        () => payments.workOne((error) => report(error, undefined)),
        (error) => report(error, undefined),
      );
      paying.add(taking);
      return together([
        taking,
        room.flow.startWorker(
          async (message, transaction) => {
            await notify(room, message, transaction);
            await countMoved(room, message, transaction);
          },
          report,
          workConnectors(room),
        ),
        sending,
        startOpening(room, (error) => report(error, undefined)),
        startRegistrations(room, (error) => report(error, undefined)),
      ]);
    },
  };
}
