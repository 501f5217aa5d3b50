import type { Statement } from '@yizhan/database';
import type { Status } from '@yizhan/engine';
import { directoryVersion } from '@yizhan/identity';

/** Everything that a command changes in the room's tables. */
export interface Writing {
  readonly instance: InstanceWriting;
  readonly history: {
    readonly person: string;
    readonly command: string;
    readonly events: string;
  };
  /** Tasks that closed. */
  readonly closed: readonly string[];
  /** In whose to-do lists tasks appear, and from whose they go although the task stays open. */
  readonly asked: readonly Asked[];
  readonly unasked: readonly Asked[];
  readonly opened: readonly OpenedTask[];
  readonly done: readonly DoneTask[];
  readonly outbox: { readonly topic: string; readonly payload: string } | undefined;
  readonly answer: { readonly key: string; readonly digest: string; readonly answer: string };
  readonly at: string;
}

export type Asked = readonly [task: string, person: string];

export interface InstanceWriting {
  readonly id: string;
  readonly definition: string;
  readonly key: string;
  readonly businessKey: string | null;
  readonly title: string;
  /** Absent where nobody has judged it anew. */
  readonly confidential: boolean | undefined;
  readonly status: Status;
  readonly initiator: string;
  readonly applicant: string;
  readonly state: string;
  /** Absent when the data did not change: then the column is not written. */
  readonly data: string | undefined;
  readonly revision: number;
  readonly isSubmission: boolean;
  readonly isEnd: boolean;
}

export interface OpenedTask {
  readonly id: string;
  readonly node: string;
  readonly nodeName: string;
  readonly kind: string;
  readonly dueAt: string | null;
}

export interface DoneTask {
  readonly person: string;
  readonly task: string;
  readonly node: string;
  readonly nodeName: string;
  readonly outcome: string;
  readonly openedAt: string;
}

/** The row of a new instance, which `writeCommand` then fills like any other. */
export const insertInstance = ({ instance, at }: Writing): Statement => ({
  name: 'flow.insert-instance',
  text: `
    insert into flow.instance
      (id, definition_id, key, title, status, initiator, applicant, state, data, revision, created_at, updated_at)
    values ($1, $2, $3, '', $4, $5, $6, '{}', '{}', 0, $7, $7)`,
  values: [
    instance.id,
    instance.definition,
    instance.key,
    instance.status,
    instance.initiator,
    instance.applicant,
    at,
  ],
});

/**
 * A whole command in one statement and so in one round trip: that is what the rate of completions hangs on. It is
 * written only if the instance still has the revision that was decided on (and the directory the version, where it was
 * not looked at under the lock): else nothing is, and no row comes back. Every row is found by primary key. Messages are due by the database's
 * clock, the one that workers ask. Closed tasks take their assignees along (on delete cascade). Whom a task leaves while
 * it stays open are several of one task, or one person of several, so the two lists need no pairing: a join with
 * `unnest` is planned anew each time, at a third of the whole cost, and an `or` reads the whole table.
 */
export const writeCommand = (writing: Writing, directory?: number): Statement => {
  const { instance, history, closed, asked, unasked, opened, done, outbox, answer, at } = writing;
  return {
    name: 'flow.write-command',
    text: `
      with updated as (
        update flow.instance
        set business_key = $2,
          title = $3,
          confidential = coalesce($36::boolean, confidential),
          status = $4,
          state = $5,
          data = coalesce($6::jsonb, data),
          revision = $7,
          submitted_at = case when $32 then coalesce(submitted_at, $8) else submitted_at end,
          ended_at = case when $33 then $8::timestamptz end,
          updated_at = $8
        where id = $1 and revision = $7::integer - 1
          and ($35::integer is null or $35 = (${directoryVersion().text}))
        returning id
      ),
      unasked as (
        delete from flow.task_assignee
        where task_id = any ($12::uuid[]) and person = any ($13::text[]) and exists (select from updated)
      ),
      closed_task as (
        delete from flow.task
        where instance_id = (select id from updated) and id = any ($11::uuid[])
      ),
      opened_task as (
        insert into flow.task (id, instance_id, node, node_name, kind, opened_at, due_at)
        select task.id, updated.id, task.node, task.name, task.kind, $8, task.due
        from updated, unnest($14::uuid[], $15::text[], $16::text[], $17::text[], $18::timestamptz[])
          as task (id, node, name, kind, due)
      ),
      opened_assignee as (
        insert into flow.task_assignee (person, opened_at, task_id)
        select person, $8, task
        from updated, unnest($19::uuid[], $20::text[]) as assignee (task, person)
      ),
      done as (
        insert into flow.done_task (person, at, task_id, instance_id, node, node_name, outcome, opened_at)
        select task.person, $8, task.id, updated.id, task.node, task.name, task.outcome, task.opened
        from updated, unnest($21::uuid[], $22::text[], $23::text[], $24::text[], $25::timestamptz[], $34::text[])
          as task (id, node, name, outcome, opened, person)
      ),
      message as (
        insert into flow.outbox (at, topic, payload, due_at)
        select $8, $26, $27::jsonb, now()
        from updated
        where $26::text is not null
      ),
      answer as (
        insert into flow.answered (person, key, digest, answer, at)
        select $9, $28, $29, $30::jsonb, $8
        from updated
      )
      insert into flow.history (instance_id, seq, at, person, command, events)
      select id, $7, $8, $9, $10, $31::jsonb
      from updated
      returning seq`,
    values: [
      instance.id,
      instance.businessKey,
      instance.title,
      instance.status,
      instance.state,
      instance.data ?? null,
      instance.revision,
      at,
      history.person,
      history.command,
      closed,
      unasked.map(([task]) => task),
      unasked.map(([, person]) => person),
      opened.map((task) => task.id),
      opened.map((task) => task.node),
      opened.map((task) => task.nodeName),
      opened.map((task) => task.kind),
      opened.map((task) => task.dueAt),
      asked.map(([task]) => task),
      asked.map(([, person]) => person),
      done.map((task) => task.task),
      done.map((task) => task.node),
      done.map((task) => task.nodeName),
      done.map((task) => task.outcome),
      done.map((task) => task.openedAt),
      outbox?.topic ?? null,
      outbox?.payload ?? null,
      answer.key,
      answer.digest,
      answer.answer,
      history.events,
      instance.isSubmission,
      instance.isEnd,
      done.map((task) => task.person),
      directory ?? null,
      instance.confidential ?? null,
    ],
  };
};
