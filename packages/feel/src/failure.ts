/** Where in the expression's text, counted in UTF-16 units from 0; `to` is not included. */
export interface Position {
  readonly from: number;
  readonly to: number;
}

/** The text is not FEEL. The messages are for the service owner who wrote it. */
export class FeelSyntaxError extends Error {
  override readonly name = 'FeelSyntaxError';
  readonly messageEn: string;
  readonly text: string;
  readonly position: Position;

  constructor(message: string, messageEn: string, text: string, position: Position) {
    super(message);
    this.messageEn = messageEn;
    this.text = text;
    this.position = position;
  }
}

/**
 * The expression is FEEL but cannot be computed on these data: an unknown function, wrong arguments, types that
 * do not go together. A value that is merely missing is no failure: it gives null.
 */
export class FeelFailure extends Error {
  override readonly name = 'FeelFailure';
  readonly messageEn: string;
  /** The expression, once it is known which one failed. */
  readonly text: string;

  constructor(message: string, messageEn: string, text = '', cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.messageEn = messageEn;
    this.text = text;
  }
}

/** Whatever was thrown while the expression was evaluated, as its failure. */
export function failureOf(error: unknown, text: string): FeelFailure {
  if (error instanceof FeelFailure) {
    return error.text ? error : new FeelFailure(error.message, error.messageEn, text, error.cause);
  }
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new FeelFailure('嵌套太深，无法计算', 'It is nested too deeply to be computed', text, error);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new FeelFailure(`算不出来：${reason}`, `Cannot be computed: ${reason}`, text, error);
}
