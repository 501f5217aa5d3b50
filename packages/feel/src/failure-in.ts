/**
 * feelin answers null and a warning where FEEL says null. While a form is half empty most of them only mean
 * "not filled in yet"; those that stay wrong however the form is filled are failures.
 */
import { FeelFailure, type Position } from './failure.ts';

export interface Warning {
  readonly type: string;
  readonly position: Position;
  readonly details: { readonly values: Readonly<Record<string, unknown>> };
}

/** `offset`: how far the text given to feelin began before ours. */
export function failureIn(
  warnings: readonly Warning[],
  text: string,
  offset: number,
): FeelFailure | undefined {
  for (const { type, details, position } of warnings) {
    const place = text.slice(position.from - offset, position.to - offset);
    const values = Object.values(details.values);
    switch (type) {
      case 'NO_FUNCTION_FOUND':
        return new FeelFailure(`没有这个函数：${place}`, `There is no such function: ${place}`, text);
      case 'FUNCTION_INVOCATION_FAILURE':
        return new FeelFailure(
          `参数的个数或名称不对：${place}`,
          `Wrong number or names of arguments: ${place}`,
          text,
        );
      case 'UNSUPPORTED':
        return new FeelFailure(`不支持：${place}`, `Not supported: ${place}`, text);
      case 'INVALID_TYPE': {
        if (values.some(isMissing)) continue;
        const [left, right] = [details.values.left, details.values.right].map(shown);
        return new FeelFailure(
          `“${place}”两边的值不能一起计算：${left} 和 ${right}`,
          `"${place}" cannot be applied to ${left} and ${right}`,
          text,
        );
      }
      case 'INVALID_ARGUMENTS':
        if (values.some(isMissing)) continue;
        return new FeelFailure(`参数不对：${place}`, `Wrong arguments: ${place}`, text);
    }
  }
  return undefined;
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
