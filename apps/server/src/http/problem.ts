import {
  type Locale,
  type Problem,
  type RefusalCode,
  Refused,
  refusalText,
  statusOf,
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
  const { problems, ...parameters }: Readonly<Record<string, unknown>> = {
    owner: locale === 'en' ? 'the department in charge' : '服务主管部门',
    ...refused.parameters,
  };
  return {
    type: `https://yizhan.dev/problems/${code}`,
    title: code,
    status: statusOf(code),
    code,
    detail: refusalText(code, parameters, locale),
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

/** Every error of a request ends here: refusals as they are, everything else without telling what it was. */
export function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refused = refusedFrom(error, request);
  if (refused.code === 'server/fault') request.log.error({ err: error }, 'a request failed');
  if (refused.code === 'server/unavailable') request.log.warn({ err: error }, 'the database is away');
  if (refused.code === 'application/forged-fields')
    request.log.warn({ fields: refused.parameters.fields }, 'forged fields were refused');
  const { seconds } = refused.parameters;
  const retryAfter = refused.code === 'server/unavailable' ? 5 : seconds;
  if (typeof retryAfter === 'number') reply.header('retry-after', Math.ceil(retryAfter));
  return reply
    .status(statusOf(refused.code))
    .type('application/problem+json')
    .send(problemOf(refused, localeOf(request)));
}

function refusedFrom(error: FastifyError | Error, request: FastifyRequest): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof DatabaseUnavailable) return new Refused('server/unavailable');
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
