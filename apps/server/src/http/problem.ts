import {
  type Locale,
  type Problem,
  type RefusalCode,
  Refused,
  refusalText,
  statusOf,
  type Text,
} from '@yizhan/contract';
import { DatabaseUnavailable } from '@yizhan/database';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** Megabytes that a request may bring: as JSON, and as one file. */
export const largest = { body: 1, file: 50 } as const;

/** The language asked for; Chinese unless the first choice is English. */
export const localeOf = (request: Pick<FastifyRequest, 'headers'>): Locale =>
  request.headers['accept-language']?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh-CN';

interface FieldProblemText {
  readonly path: string;
  readonly code: string;
  readonly label: string;
  readonly message: string;
  readonly messageEn: string;
}

/** A refusal as a problem document (RFC 9457) in the reader's language. */
export function problemOf(refused: Refused, locale: Locale): Problem {
  const { code } = refused;
  const { problems, ...given } = refused.parameters;
  const parameters = Object.fromEntries(
    Object.entries({ owner: departmentInCharge, ...given }).map(([key, value]) => [
      key,
      inLanguage(value, locale),
    ]),
  );
  return {
    type: `https://yizhan.dev/problems/${code}`,
    title: code,
    status: statusOf(code),
    code,
    detail: refusalText(code, { ...parameters, ...wordsFor(parameters, locale) }, locale),
    ...(Array.isArray(problems) && {
      problems: (problems as readonly FieldProblemText[]).map(
        ({ path, code: rule, label, message, messageEn }) => ({
          path,
          code: rule,
          label,
          message: locale === 'en' ? messageEn : message,
        }),
      ),
    }),
    parameters,
  };
}

const departmentInCharge: Text = { zh: '服务主管部门', en: 'the department in charge' };

/** Rooms give words in both languages where a parameter is one. */
function inLanguage(value: unknown, locale: Locale): unknown {
  const isText = typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
  return isText ? (locale === 'en' ? value.en : value.zh) : value;
}

/** What is a code or a moment for programs, as people say it. */
function wordsFor(
  { act, at }: Readonly<Record<string, unknown>>,
  locale: Locale,
): Readonly<Record<string, string>> {
  const known = typeof act === 'string' && Object.hasOwn(actWords, act) ? actWords[act] : undefined;
  return {
    ...(known !== undefined && { act: locale === 'en' ? known.en : known.zh }),
    ...(typeof at === 'string' && { at: momentOf(at) }),
  };
}

const actWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  approve: { zh: '同意', en: 'approve' },
  reject: { zh: '驳回', en: 'reject' },
  sendBack: { zh: '退回', en: 'send back' },
  askCancel: { zh: '申请撤销', en: 'ask to cancel' },
  declineCancel: { zh: '不同意撤销', en: 'decline to cancel' },
  suspend: { zh: '挂起', en: 'suspend' },
  resume: { zh: '恢复', en: 'resume' },
  terminate: { zh: '终止', en: 'terminate' },
  jump: { zh: '跳转', en: 'jump' },
  retry: { zh: '重试', en: 'try again' },
  fireTimer: { zh: '立即触发', en: 'fire now' },
  handOver: { zh: '交接', en: 'hand over' },
  migrate: { zh: '迁移', en: 'migrate' },
};

/** `11-24 14:31`, in the school's time, UTC+8 all year. */
const momentOf = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

/** Every error of a request ends here: refusals as they are, everything else without telling what it was. */
export function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = reportedProblem(error, request);
  const seconds = problem.parameters?.seconds;
  const retryAfter = problem.code === 'server/unavailable' ? 5 : seconds;
  if (typeof retryAfter === 'number') reply.header('retry-after', Math.ceil(retryAfter));
  return reply.status(problem.status).type('application/problem+json').send(problem);
}

/** What went wrong as the reader is told it; what the operator must know is logged. */
export function reportedProblem(error: unknown, request: FastifyRequest): Problem {
  const refused = refusedFrom(error, request);
  if (refused.code === 'server/fault') request.log.error({ err: error }, 'a request failed');
  if (refused.code === 'server/unavailable') request.log.warn({ err: error }, 'the database is away');
  if (refused.code === 'application/forged-fields')
    request.log.warn({ fields: refused.parameters.fields }, 'forged fields were refused');
  return problemOf(refused, localeOf(request));
}

function refusedFrom(error: unknown, request: FastifyRequest): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof DatabaseUnavailable) return new Refused('server/unavailable');
  if (!(error instanceof Error)) return new Refused('server/fault', { request: request.id });
  if ('validation' in error && error.validation)
    return new Refused('request/invalid', { detail: error.message });
  const known = 'code' in error && typeof error.code === 'string' ? fastifyCodes[error.code] : undefined;
  if (known !== undefined) return new Refused(...known);
  if ('statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    return new Refused('request/invalid', { detail: error.message });
  }
  return new Refused('server/fault', { request: request.id });
}

type Arguments = readonly [code: RefusalCode, parameters?: Readonly<Record<string, unknown>>];

const fastifyCodes: Readonly<Record<string, Arguments>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: ['request/malformed'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['request/malformed'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['request/malformed'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['request/too-large', { megabytes: largest.body }],
  FST_REQ_FILE_TOO_LARGE: ['request/too-large', { megabytes: largest.file }],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['request/unsupported-media-type', { expected: 'application/json' }],
};
