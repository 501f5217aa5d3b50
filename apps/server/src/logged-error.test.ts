import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loggedError } from './logged-error.ts';

/** As the driver throws it. */
const ofPostgres = (message: string, more: object): Error =>
  Object.assign(new Error(message), { name: 'error', severity: 'ERROR', ...more });

describe('an error in the log', () => {
  test('has its type, message, frames and cause', () => {
    const error = new TypeError('it is broken', { cause: new Error('for this reason') });
    const { type, message, stack, cause } = loggedError(error);
    assert.deepEqual([type, message, cause?.message], ['TypeError', 'it is broken', 'for this reason']);
    assert.match(stack, /^ {4}at .*logged-error\.test\.ts/);
    assert.equal(JSON.stringify(loggedError(error)).includes('it is broken'), true);
  });

  test('of the database names code, constraint and statement, and none of the values', () => {
    const error = ofPostgres('new row for relation "instance" violates check constraint "planted"', {
      code: '23514',
      constraint: 'planted',
      statement: 'flow.write-command',
      detail: 'Failing row contains (褚云帆, 19900001106).',
      where: 'unnamed portal parameter $1 = 褚云帆',
      parameters: ['褚云帆'],
    });
    const logged = loggedError(error);
    assert.deepEqual(
      { code: logged.code, constraint: logged.constraint, statement: logged.statement },
      { code: '23514', constraint: 'planted', statement: 'flow.write-command' },
    );
    assert.equal(/褚云帆|19900001106/.test(JSON.stringify(logged)), false);
  });

  test('leaves out the value that a data exception quotes in its message', () => {
    const logged = loggedError(ofPostgres('invalid input syntax for type uuid: "褚云帆"', { code: '22P02' }));
    assert.equal(logged.message, 'invalid input syntax for type uuid');
    assert.equal(JSON.stringify(logged).includes('褚云帆'), false);
  });

  test('is told as such when something else was thrown', () => {
    assert.equal(loggedError('褚云帆').message, 'thrown without being an error');
    assert.equal(loggedError(undefined).type, 'undefined');
  });
});
