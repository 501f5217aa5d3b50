import type { FileResult } from './run-test-file.ts';

/** Counts what passed and failed and tells it as it comes; its closing line is the last of the run. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  readonly #failures: string[] = [];

  /** A check or another thing that counts as one test. */
  one(name: string, passed: boolean, seconds: number, output: string): void {
    if (passed) this.passed += 1;
    else this.#fail(name);
    console.log(`  ${mark(passed)} ${name}  ${seconds.toFixed(1)} s`);
    if (!passed) console.log(indented(output));
  }

  file(result: FileResult): void {
    const failed = result.ends.filter((end) => end.outcome === 'failed');
    const passed = result.ends.filter((end) => end.outcome === 'passed').length;
    const well = failed.length === 0 && result.trouble === undefined;
    this.passed += passed;
    this.skipped += result.ends.filter((end) => end.outcome === 'skipped').length;
    console.log(`  ${mark(well)} ${result.file}  ${passed}  ${result.seconds.toFixed(1)} s`);
    for (const end of failed) {
      console.log(`\n    ${mark(false)} ${end.name}\n${indented(end.error ?? '')}`);
      this.#fail(`${result.file}: ${end.name}`);
    }
    if (result.trouble) this.#fail(`${result.file}: ${result.trouble}`);
    if (!well) console.log(indented([result.trouble ?? '', lastLines(result.output)].join('\n').trim()));
  }

  /** A step that looks green because it found nothing to run is a failure. */
  ranNothing(step: string): void {
    this.one(`${step} ran no test`, false, 0, 'No test file was found for this step.');
  }

  close(): void {
    if (this.#failures.length > 0) console.log(`\n失败 / failed:\n${this.#failures.join('\n')}`);
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    console.log(`\n${this.passed} passed, ${this.failed} failed${skipped}`);
  }

  #fail(name: string): void {
    this.failed += 1;
    this.#failures.push(`  ${name}`);
  }
}

function mark(passed: boolean): string {
  const sign = passed ? '✓' : '✗';
  if (!process.stdout.isTTY) return sign;
  return passed ? `\x1b[32m${sign}\x1b[0m` : `\x1b[31m${sign}\x1b[0m`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '      ');
}

/** What a failing file wrote, its end: the cause seldom stands before the last screens. */
function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-200).join('\n');
}
