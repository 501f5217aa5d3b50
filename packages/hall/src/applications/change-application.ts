import { Refused } from '@yizhan/contract';
import { isWithInitiator } from '@yizhan/engine';
import type { Idempotency, Locked, Outcome } from '@yizhan/flow';
import { type FormData, lockedData } from '@yizhan/forms';
import { releaseAttachments } from '../attachments/attachments.sql.ts';
import { type CaseOfRow, caseOf } from '../campaigns/cases.sql.ts';
import { refuseDropping } from '../campaigns/own-cases.ts';
import { isOfCampaigns, refuseOutsideCampaign } from '../campaigns/submission.ts';
import { organisation, type Room } from '../room.ts';
import { refuseIneligible } from '../services/audience.ts';
import { mayInitiateFor } from '../services/initiating.ts';
import { refuseOutsideWindow } from '../services/opening.ts';
import type { Viewer } from '../viewer.ts';
import { hallAlongside } from './alongside.ts';
import { applyingFor, frozenIn, givenIn, principalIn, refuseOtherPrincipal } from './applying.ts';
import { lockedByChosen } from './chosen-people.ts';
import { formContextOf } from './form-context.ts';
import { judge } from './judge.ts';
import { lookUp } from './known.ts';
import { versionOf } from './version-of.ts';
import { writtenSoFar } from './written-so-far.ts';

/**
 * Keeps what the applicant has typed so far: fields that are not sent stay as they are, null empties one. `revision`
 * is the one that the browser last saw: somebody else's change in between (another tab, the phone) is not overwritten.
 * @throws Refused
 */
export async function saveDraft(
  room: Room,
  viewer: Viewer,
  id: string,
  draft: { readonly data: FormData; readonly revision: number },
  idempotency: Idempotency,
): Promise<Outcome> {
  const apply = await judgeApplicant(room, viewer, id, draft.data, 'draft');
  return room.flow.run({
    instance: id,
    person: viewer.id,
    idempotency,
    commands(locked) {
      if (locked.revision !== draft.revision)
        throw new Refused('application/draft-conflict', { at: locked.updatedAt });
      return [
        {
          type: 'saveDraft',
          person: viewer.id,
          data: isWithInitiator(locked.state.status) ? apply.judge(locked) : locked.state.data,
        },
      ];
    },
    alongside: (decided, transaction) => hallAlongside(room, apply.version, viewer, decided, transaction),
  });
}

/** Throws a draft away for good. @throws Refused `application/not-found`, `campaign/may-not-drop` */
export async function deleteDraft(room: Room, viewer: Viewer, id: string): Promise<void> {
  const { row } = await room.flow.instance(id);
  if (row.initiator !== viewer.id) throw new Refused('application/not-found');
  await refuseDropping(room, id);
  await room.flow.deleteDraft(id, viewer.id, [releaseAttachments(id, [])]);
}

export type ApplicantAct =
  | { readonly act: 'submit'; readonly data?: FormData; readonly walk?: 'again' | 'straight' }
  | { readonly act: 'withdraw' | 'cancel' | 'askCancel'; readonly comment?: string };

/** What the applicant does with his own application. @throws Refused */
export async function actOnApplication(
  room: Room,
  viewer: Viewer,
  id: string,
  act: ApplicantAct,
  idempotency: Idempotency,
): Promise<Outcome> {
  const apply = await judgeApplicant(
    room,
    viewer,
    id,
    act.act === 'submit' && act.data ? act.data : {},
    'submit',
  );
  if (act.act === 'cancel') await refuseDropping(room, id);
  return room.flow.run({
    instance: id,
    person: viewer.id,
    idempotency,
    commands(locked) {
      if (act.act === 'submit') {
        // Where nothing can be submitted the engine says so; the form's faults would only hide that.
        const isSubmittable = isWithInitiator(locked.state.status);
        if (isSubmittable) apply.refuse(locked);
        const data = isSubmittable && { data: apply.judge(locked), given: apply.given };
        return [{ type: 'submit', person: viewer.id, ...data, ...(act.walk && { walk: act.walk }) }];
      }
      return [{ type: act.act, person: viewer.id, ...(act.comment && { comment: act.comment }) }];
    },
    alongside: (decided, transaction) => hallAlongside(room, apply.version, viewer, decided, transaction),
  });
}

/**
 * Looks everything up that judging needs, so that the judging itself can run behind the lock without waiting.
 * What is locked in the form is drawn afresh: a returned application is submitted with today's truth.
 */
async function judgeApplicant(
  room: Room,
  viewer: Viewer,
  id: string,
  submitted: FormData,
  mode: 'draft' | 'submit',
) {
  const instance = await room.flow.instance(id);
  if (instance.row.initiator !== viewer.id) throw new Refused('application/not-found');
  const version = await versionOf(room, instance);
  const directory = await organisation(room);
  const frozen = frozenIn(version, instance.state);
  const [{ applicant, profile }, known, context, ofChosen] = await Promise.all([
    applyingFor(room, directory, instance.row.applicant, frozen.unit),
    lookUp(room, directory, viewer, version.form, submitted, {
      application: id,
      person: instance.row.applicant,
      applicant: instance.row.applicant,
    }),
    formContextOf(room, version, viewer.id, instance.row.applicant, frozen),
    lockedByChosen(room, version.form, { ...instance.state.data, ...submitted }),
  ]);
  const [held] = isOfCampaigns(version) ? await room.database.query<CaseOfRow>(caseOf(id)) : [];
  const principal = principalIn(version, applicant.id);
  const lockedValues = { ...lockedData(version.form, profile), ...principal };
  return {
    version,
    given: givenIn(version, applicant, frozen),
    /** What was sent back is wanted again: it comes in also when the window has closed meanwhile. */
    refuse({ state }: Locked): void {
      refuseOtherPrincipal(version, applicant.id, submitted);
      if (state.status === 'returned') return;
      // Whom a campaign asks, and until when, it says itself.
      if (isOfCampaigns(version)) return refuseOutsideCampaign(held, state.status, context.today);
      refuseOutsideWindow(version, context.today);
      refuseIneligible(version, applicant);
      const isForAnother = applicant.id !== viewer.id && version.settings.initiators !== undefined;
      if (isForAnother && !mayInitiateFor(version, viewer, applicant, directory))
        throw new Refused('service/may-not-initiate');
    },
    judge: (locked: Locked): FormData => {
      const before = { ...locked.state.data, ...lockedValues };
      const stored = { ...before, ...ofChosen({ ...before, ...submitted }) };
      return judge({
        form: version.form,
        step: 'apply',
        stored,
        submitted: { ...writtenSoFar(version.form, 'apply', stored, context), ...submitted, ...principal },
        known,
        context,
        mode,
      });
    },
  };
}
