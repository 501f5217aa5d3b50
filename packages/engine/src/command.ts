import type { Applicant, Data } from './state.ts';

/**
 * What somebody wants done. `data` is the whole form data after the act, already judged by the forms room; the
 * engine only keeps it.
 */
export type Command =
  | {
      readonly type: 'create';
      readonly initiator: string;
      readonly applicant: Applicant;
      readonly data: Data;
    }
  | { readonly type: 'saveDraft'; readonly person: string; readonly data: Data }
  | {
      readonly type: 'submit';
      readonly person: string;
      readonly data?: Data;
      readonly walk?: 'again' | 'straight';
    }
  | {
      readonly type: 'approve' | 'reject';
      readonly task: string;
      readonly person: string;
      readonly comment?: string;
      readonly data?: Data;
    }
  | {
      readonly type: 'sendBack';
      readonly task: string;
      readonly person: string;
      readonly to?: string;
      readonly comment?: string;
    }
  | {
      readonly type: 'withdraw' | 'cancel';
      readonly person: string;
      readonly comment?: string;
    };
