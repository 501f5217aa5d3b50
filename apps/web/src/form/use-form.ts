/**
 * A form while somebody fills it in: what was typed, and what the shared core makes of it after every change
 * (visibility, computed values, problems). Values keep their identity while they are equal, so that only rows
 * that really changed are drawn again: with a hundred fields this is the difference between 48 and 136 ms a key
 * on a slow phone.
 */
import { replaceEqualDeep } from '@tanstack/react-query';
import {
  type CompiledForm,
  compileForm,
  evaluateForm,
  type FieldProblem,
  type FormContext,
  type FormData,
  type FormDocument,
  type FormView,
  validateForm,
} from '@yizhan/forms';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { FieldFault } from '../api/problem-error.ts';
import { useLanguage } from '../texts/index.ts';
import { afterPress } from './after-press.ts';
import { type RuledRows, type TableState, tableState } from './cells.ts';
import { type Choice, choicesIn, followed, followersOf } from './followers.ts';
import { shownValue } from './shown-value.ts';
import { writtenData } from './written-data.ts';

export type CalendarOf = FormContext['calendar'];

export interface Fault {
  path: string;
  message: string;
}

export interface FormHandle {
  document: FormDocument;
  view: FormView;
  tables: ReadonlyMap<string, TableState>;
  /** The value of a field as its control shows it: what was typed last, and what was computed of the rest. */
  shown(key: string): unknown;
  /** What is shown beside the fields now. */
  faults: readonly Fault[];
  /** Stable: changes one field. */
  set(key: string, value: unknown): void;
  /** Stable: the person has left a field; what is wrong with it may be said. */
  leave(path: string): void;
  /** Judges everything as for a submission and shows all that is wrong. */
  check(): readonly Fault[];
  /** Shows what the server found. */
  refuse(faults: readonly FieldFault[]): void;
  /** Puts other data in, as after loading somebody else's version of a draft. */
  replace(data: FormData): void;
  /** Puts values into fields as if the person had typed them. */
  fill(values: FormData): void;
  written(): FormData;
}

interface Options {
  document: FormDocument;
  step: string;
  initial: FormData;
  context: FormContext;
  /** After each change by the person. */
  changed?(): void;
  /** What the school knows of a person who was chosen in a field that others follow. */
  lookUp?(field: string, person: string): Promise<FormData>;
}

export function useForm({ document, step, initial, context, changed, lookUp }: Options): FormHandle {
  const locale = useLanguage();
  const form = useMemo(() => compileForm(document), [document]);
  const [data, setData] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(nothing);
  const [attempted, setAttempted] = useState(false);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(noMessages);

  // What is typed is on the screen at once; what follows from it a moment later, and not at all for a key that the
  // next one has overtaken. Without this a key waits for the whole form to be judged and drawn.
  const settledData = useDeferredValue(data);
  const view = useShared(
    useMemo(() => evaluateForm(form, step, settledData, context), [form, step, settledData, context]),
  );
  const tables = useTables(form, view, context);

  const judge = (values: FormData) => validateForm(form, step, values, context, 'submit');
  const problems = useMemo(
    () => (attempted || left.size > 0 ? validateForm(form, step, settledData, context, 'submit') : []),
    [form, step, settledData, context, attempted, left],
  );
  const faults = useMemo(() => {
    const shown = problems.filter(({ path, code }) => attempted || (left.has(path) && code !== 'required'));
    const own = shown.map((problem) => faultOf(problem, locale));
    const named = new Set(own.map(({ path }) => path));
    return [
      ...own,
      ...[...refused].filter(([path]) => !named.has(path)).map(([path, message]) => ({ path, message })),
    ];
  }, [problems, attempted, left, refused, locale]);

  // The callbacks stay the same ones for the whole life of the form; they read what is latest from here.
  const latest = useRef({ data, changed, lookUp });
  latest.current = { data, changed, lookUp };
  const followers = useMemo(() => followersOf(document), [document]);

  const put = useCallback((next: FormData) => {
    latest.current.data = next;
    setData(next);
    latest.current.changed?.();
  }, []);
  const follow = useCallback(
    async (choice: Choice) => {
      const { field, person } = choice;
      // Not known now is not known: the field may be filled by hand, or the server refuses and says why.
      const values = person ? await latest.current.lookUp?.(field, person).catch(() => undefined) : {};
      const next = followed(latest.current.data, choice, values ?? {});
      if (next) put(next);
    },
    [put],
  );
  const set = useCallback(
    (key: string, value: unknown) => {
      const before = latest.current.data[key];
      const next = { ...latest.current.data };
      if (value === undefined) delete next[key];
      else next[key] = value;
      setRefused((messages) => without(messages, key));
      put(next);
      for (const choice of choicesIn(followers, key, before, value)) void follow(choice);
    },
    [put, follow, followers],
  );
  const leave = useCallback((path: string) => {
    afterPress(() => setLeft((paths) => (paths.has(path) ? paths : new Set([...paths, path]))));
  }, []);

  return {
    document,
    view,
    shown: (key) => shownValue(key, data, settledData, view.data),
    tables,
    faults,
    set,
    leave,
    check: () => {
      setAttempted(true);
      setRefused(noMessages);
      return judge(latest.current.data).map((problem) => faultOf(problem, locale));
    },
    refuse: (found) => {
      setAttempted(true);
      setRefused(new Map(found.map(({ path, message }) => [path, message])));
    },
    replace: (other) => {
      setData(other);
      setLeft(nothing);
      setAttempted(false);
      setRefused(noMessages);
    },
    fill: (values) => put({ ...latest.current.data, ...values }),
    written: () => writtenData(form, evaluateForm(form, step, latest.current.data, context)),
  };
}

const nothing: ReadonlySet<string> = new Set();
const noMessages: ReadonlyMap<string, string> = new Map();

const faultOf = ({ path, message, messageEn }: FieldProblem, locale: string): Fault => ({
  path,
  message: locale === 'en' ? messageEn : message,
});

/** A change of a field takes back what the server said of it and of its cells. */
function without(messages: ReadonlyMap<string, string>, key: string): ReadonlyMap<string, string> {
  const kept = [...messages].filter(([path]) => path !== key && !path.startsWith(`${key}[`));
  return kept.length === messages.size ? messages : new Map(kept);
}

function useShared(view: FormView): FormView {
  const before = useRef(view.data);
  return useMemo(() => {
    const data = replaceEqualDeep(before.current, view.data) as FormData;
    before.current = data;
    return { ...view, data };
  }, [view]);
}

/** Of a table whose rows have rules at this step. */
function ruledRows({ document }: CompiledForm, table: string, { rows }: FormContext): RuledRows | undefined {
  const rule = Object.values(document.rows ?? {})[0]?.[table];
  return rule && { ...rule, editable: rows?.[table]?.editable ?? [] };
}

function useTables(
  form: CompiledForm,
  view: FormView,
  context: FormContext,
): ReadonlyMap<string, TableState> {
  const before = useRef<Record<string, TableState>>({});
  return useMemo(() => {
    const tables = Object.fromEntries(
      form.document.sections.flatMap(({ fields }) =>
        fields.flatMap((field) =>
          field.type === 'table'
            ? [[field.key, tableState(field, view, ruledRows(form, field.key, context))]]
            : [],
        ),
      ),
    );
    before.current = replaceEqualDeep(before.current, tables) as Record<string, TableState>;
    return new Map(Object.entries(before.current));
  }, [form, view, context]);
}
