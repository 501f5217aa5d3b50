import { Refused } from '@yizhan/contract';
import { type FormData, prefillForm } from '@yizhan/forms';
import { personsByIds } from '@yizhan/identity';
import { v5 as idFrom } from 'uuid';
import { hallAlongside } from '../applications/alongside.ts';
import { applyingFor, givenIn, principalIn } from '../applications/applying.ts';
import { formContextOf } from '../applications/form-context.ts';
import { judge } from '../applications/judge.ts';
import { lookUp } from '../applications/known.ts';
import { organisation, type Room } from '../room.ts';
import { keepOrigin } from './origin.sql.ts';

/** So that a job's application has an id of its own, the same however often the job is done. */
const namespace = '6a1b1e0e-8a52-4c0e-9a6f-0d1c3f5b7a90';

export interface Start {
  readonly job: string;
  readonly origin: string;
  readonly node: string;
  readonly service: string;
  readonly applicant: string;
  readonly data: FormData;
  readonly submit: boolean;
}

/**
 * Starts an application of another service for a person: a draft of his to complete, or submitted at once where the
 * form is complete. What follows from an approved application keeps to no window; of quotas it takes its share.
 */
export async function startApplication(room: Room, start: Start): Promise<void> {
  const id = idFrom(start.job, namespace);
  if ((await room.flow.statusesOf([id])).has(id)) return;
  const version = await room.catalogue.find(start.service);
  const known = await personsByIds(room.database, [start.applicant]);
  if (!known.has(start.applicant)) throw new Error(`没有人员“${start.applicant}”`);
  const directory = await organisation(room);
  const { applicant, profile } = await applyingFor(room, directory, start.applicant);
  const viewer = { ...applicant, unitId: applicant.unit };
  const principal = principalIn(version, applicant.id);
  const stored = { ...prefillForm(version.form, profile).data, ...principal };
  const submitted = { ...stored, ...start.data, ...principal };
  const things = await lookUp(room, directory, viewer, version.form, submitted, {
    application: undefined,
    person: applicant.id,
    applicant: applicant.id,
  });
  const context = await formContextOf(room, version, viewer.id, applicant.id);
  await room.flow.run({
    instance: id,
    definition: version.definition,
    person: applicant.id,
    idempotency: { key: `start ${start.job}`, digest: start.service },
    commands: () => [
      {
        type: 'create',
        initiator: applicant.id,
        applicant: { person: applicant.id, unit: applicant.unit },
        given: givenIn(version, applicant),
        data: judgedOr(() =>
          judge({
            form: version.form,
            step: 'apply',
            stored,
            submitted,
            known: things,
            context,
            mode: start.submit ? 'submit' : 'draft',
          }),
        ),
      },
      ...(start.submit ? [{ type: 'submit', person: applicant.id } as const] : []),
    ],
    async alongside(decided, transaction) {
      const alongside = await hallAlongside(room, version, viewer, decided, transaction);
      return {
        ...alongside,
        statements: [...(alongside.statements ?? []), keepOrigin(id, start.origin, start.node)],
      };
    },
  });
}

/** The refusal of a form is for the owner of the flow to read, so it names the fields. */
function judgedOr(data: () => FormData): FormData {
  try {
    return data();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { problems, fields } = error.parameters;
    const told = Array.isArray(problems)
      ? problems.map((problem: { readonly message: string }) => problem.message).join('；')
      : String(fields ?? '');
    throw new Error(`新申请的表单不对（${error.code}）：${told}`, { cause: error });
  }
}
