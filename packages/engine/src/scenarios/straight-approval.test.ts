import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nothing } from '../apply.ts';
import { decide } from '../decide/decide.ts';
import { aDraft, anApplication, assertRefused, contextFrom, scenario } from '../testing/trial.ts';

const program = await scenario('straight-approval');

describe('a straight approval', () => {
  test('goes from the head to the office and is approved when both have said yes', () => {
    const trial = anApplication(program);
    assert.deepEqual(trial.open, ['unitHead']);
    assert.deepEqual(trial.signers('unitHead'), ['unitHead(applicant)']);
    trial.approve('unitHead');
    assert.deepEqual(trial.open, ['office']);
    trial.approve('office');
    assert.equal(trial.state.status, 'approved');
  });

  test('opens a step with the time and the deadline of the moment', () => {
    const trial = anApplication(program);
    const { openedAt, dueAt } = trial.task('unitHead');
    assert.deepEqual([openedAt, dueAt], ['2026-03-02T01:00:00.000Z', 'due in 1 workday']);
    trial.approve('unitHead');
    assert.equal(trial.task('office').dueAt, undefined);
  });

  test('is rejected for good by one rejection, and the history says by whom and why', () => {
    const trial = anApplication(program);
    trial.reject('unitHead');
    assert.equal(trial.state.status, 'rejected');
    const voted = trial.events.find((event) => event.type === 'voted');
    assert.deepEqual(
      [voted?.person, voted?.voice, voted?.comment],
      ['unitHead(applicant)', 'reject', '材料不全'],
    );
    assert.deepEqual(trial.events.at(-1), {
      type: 'ended',
      status: 'rejected',
      person: 'unitHead(applicant)',
    });
  });

  test('keeps what an approver fills in', () => {
    const trial = anApplication(program, { data: { reason: '出差' } });
    trial.approve('unitHead', undefined, { reason: '出差', opinion: '同意' });
    assert.deepEqual(trial.state.data, { reason: '出差', opinion: '同意' });
  });

  test('may be started by somebody else for the applicant, whose head then decides', () => {
    const trial = anApplication(program, { initiator: 'secretary' });
    assert.deepEqual(trial.signers('unitHead'), ['unitHead(applicant)']);
    assertRefused(trial, 'application/not-found', () => trial.withdraw('applicant'));
    trial.sendBack('unitHead');
    assert.deepEqual(trial.signers('apply'), ['secretary']);
    assertRefused(trial, 'application/not-found', () => trial.submit({ person: 'applicant' }));
    trial.submit({ walk: 'straight' });
    trial.withdraw('secretary');
  });
});

describe('an act on a task is refused', () => {
  test('to a person who does not hold it', () => {
    const trial = anApplication(program);
    for (const act of ['approve', 'reject', 'sendBack'] as const)
      assertRefused(trial, 'task/not-found', () => trial[act]('unitHead', 'applicant'));
  });

  test('when there is no such task, or no longer', () => {
    const trial = anApplication(program);
    const { id } = trial.task('unitHead');
    trial.approve('unitHead');
    for (const task of [id, 'never'])
      assertRefused(trial, 'task/already-closed', () =>
        trial.act({ type: 'approve', task, person: 'unitHead(applicant)' }),
      );
  });

  test('when the step does not offer it', () => {
    const trial = anApplication(program);
    trial.approve('unitHead');
    assert.deepEqual(
      assertRefused(trial, 'task/act-not-offered', () => trial.reject('office')),
      { act: 'reject' },
    );
    assertRefused(trial, 'task/act-not-offered', () => trial.sendBack('office'));
  });

  test('without a comment where it is a rejection or a return', () => {
    const trial = anApplication(program);
    const task = trial.task('unitHead').id;
    for (const type of ['reject', 'sendBack'] as const)
      assertRefused(trial, 'task/comment-required', () =>
        trial.act({ type, task, person: 'unitHead(applicant)', comment: '' }),
      );
  });

  test('when it would be sent back elsewhere than to the applicant', () => {
    const trial = anApplication(program);
    trial.approve('unitHead');
    const returning = anApplication(program);
    assertRefused(returning, 'task/send-back-target', () =>
      returning.act({
        type: 'sendBack',
        task: returning.task('unitHead').id,
        person: 'unitHead(applicant)',
        to: 'office',
        comment: '请补充',
      }),
    );
  });
});

describe('an ended application', () => {
  const ended = {
    approved: () => {
      const trial = anApplication(program);
      trial.approve('unitHead');
      trial.approve('office');
      return trial;
    },
    rejected: () => {
      const trial = anApplication(program);
      trial.reject('unitHead');
      return trial;
    },
    cancelled: () => {
      const trial = anApplication(program);
      trial.cancel();
      return trial;
    },
  };
  for (const [status, make] of Object.entries(ended)) {
    test(`refuses every act once it is ${status}`, () => {
      const trial = make();
      assert.equal(trial.state.status, status);
      const person = 'unitHead(applicant)';
      assertRefused(trial, 'application/ended', () => trial.submit());
      assertRefused(trial, 'application/ended', () => trial.withdraw());
      assertRefused(trial, 'application/ended', () => trial.cancel());
      assertRefused(trial, 'application/ended', () =>
        trial.act({ type: 'saveDraft', person: 'applicant', data: {} }),
      );
      for (const type of ['approve', 'reject', 'sendBack'] as const)
        assertRefused(trial, 'application/ended', () =>
          trial.act({ type, task: 't1', person, comment: '晚了' }),
        );
    });
  }
});

describe('a draft', () => {
  test('waits for its initiator and opens no task', () => {
    const trial = aDraft(program);
    assert.deepEqual([trial.state.status, trial.open, trial.tokens], ['draft', [], ['apply']]);
  });

  test('takes new data as often as the initiator likes, until it is submitted', () => {
    const trial = aDraft(program, { data: { reason: '出差', days: 2 } });
    const save = (data: Record<string, unknown>, person = 'applicant') =>
      trial.act({ type: 'saveDraft', person, data });
    save({ reason: '出差', days: 3 });
    save({ reason: '探亲' });
    assert.deepEqual(trial.state.data, { reason: '探亲' });
    assertRefused(trial, 'application/not-found', () => save({}, 'unitHead(applicant)'));
    trial.submit();
    assertRefused(trial, 'application/not-editable', () => save({}));
  });

  test('keeps only what has changed, whatever the order of keys', () => {
    const trial = aDraft(program, {
      data: { period: { start: '2026-03-02', end: '2026-03-03' }, files: [1, 2] },
    });
    const count = trial.events.length;
    trial.act({
      type: 'saveDraft',
      person: 'applicant',
      data: { files: [1, 2], period: { end: '2026-03-03', start: '2026-03-02' } },
    });
    assert.equal(trial.events.length, count);
    trial.act({
      type: 'saveDraft',
      person: 'applicant',
      data: { files: [1, 2], period: { start: '2026-03-02' } },
    });
    assert.deepEqual(trial.events.at(-1), {
      type: 'data-changed',
      set: { period: { start: '2026-03-02' } },
    });
    trial.act({ type: 'saveDraft', person: 'applicant', data: { files: [2, 1], period: undefined } });
    assert.deepEqual(trial.events.at(-1), {
      type: 'data-changed',
      set: { files: [2, 1] },
      unset: ['period'],
    });
  });

  test('is submitted once, by its initiator, and not straight', () => {
    const trial = aDraft(program);
    assertRefused(trial, 'application/not-found', () => trial.submit({ person: 'unitHead(applicant)' }));
    assertRefused(trial, 'task/straight-not-possible', () => trial.submit({ walk: 'straight' }));
    trial.submit();
    assertRefused(trial, 'application/not-submittable', () => trial.submit());
  });

  test('is not withdrawn but may be cancelled', () => {
    const trial = aDraft(program);
    assertRefused(trial, 'application/not-submittable', () => trial.withdraw());
    trial.cancel();
    assert.equal(trial.state.status, 'cancelled');
  });

  test('cannot be created where an application already is', () => {
    const { state } = anApplication(program);
    const create = {
      type: 'create',
      initiator: 'other',
      applicant: { person: 'other', unit: 'unit' },
      data: {},
    } as const;
    assert.throws(() => decide(program, state, create, contextFrom(9)), /created already/);
    assert.ok('events' in decide(program, nothing, create, contextFrom(9)));
  });
});

describe('withdrawing and cancelling', () => {
  test('withdraw takes the application back while nobody has acted', () => {
    const trial = anApplication(program);
    trial.withdraw();
    assert.deepEqual([trial.state.status, trial.open, trial.tokens], ['withdrawn', [], ['apply']]);
    trial.submit({ data: { reason: '改后再交' } });
    assert.deepEqual([trial.state.status, trial.open], ['running', ['unitHead']]);
  });

  test('neither is possible once somebody has acted', () => {
    const trial = anApplication(program);
    trial.approve('unitHead');
    assertRefused(trial, 'application/already-acted', () => trial.withdraw());
    assertRefused(trial, 'application/already-acted', () => trial.cancel());
  });

  test('once somebody has acted, the initiator asks whoever holds it to let it end', () => {
    const trial = anApplication(program);
    const ask = { type: 'askCancel', person: 'applicant', comment: '行程取消' } as const;
    assertRefused(trial, 'application/cancel-at-once', () => trial.act(ask));
    trial.approve('unitHead');
    const [holder = ''] = trial.signers(trial.open[0] ?? '');
    const agree = { type: 'agreeCancel', person: holder } as const;
    const decline = { type: 'declineCancel', person: holder } as const;
    assertRefused(trial, 'application/no-cancel-asked', () => trial.act(agree));
    assertRefused(trial, 'application/not-found', () => trial.act({ ...ask, person: holder }));
    trial.act(ask);
    assertRefused(trial, 'application/cancel-asked', () => trial.act(ask));
    assertRefused(trial, 'task/not-found', () => trial.act({ ...agree, person: 'unitHead(applicant)' }));
    assertRefused(trial, 'task/not-found', () => trial.act({ ...agree, by: 'applicant' }));
    assertRefused(trial, 'task/comment-required', () => trial.act(decline));
    trial.act({ ...decline, comment: '已经出票' });
    assert.equal(trial.state.status, 'running');
    assertRefused(trial, 'application/no-cancel-asked', () => trial.act(agree));
    trial.act(ask);
    trial.act(agree);
    assert.deepEqual([trial.state.status, trial.open, trial.tokens], ['cancelled', [], []]);
  });

  test('neither is possible for anybody but the initiator', () => {
    const trial = anApplication(program);
    assertRefused(trial, 'application/not-found', () => trial.withdraw('unitHead(applicant)'));
    assertRefused(trial, 'application/not-found', () => trial.cancel('unitHead(applicant)'));
  });

  test('withdraw is possible again after a resubmission, until the next act', () => {
    const trial = anApplication(program);
    trial.sendBack('unitHead');
    assertRefused(trial, 'application/not-submittable', () => trial.withdraw());
    trial.submit();
    trial.withdraw();
    assert.equal(trial.state.status, 'withdrawn');
    assertRefused(trial, 'task/straight-not-possible', () => trial.submit({ walk: 'straight' }));
    trial.submit();
    trial.approve('unitHead');
    assertRefused(trial, 'application/already-acted', () => trial.withdraw());
  });

  test('cancel ends what lies with the initiator, sent back or withdrawn', () => {
    const returned = anApplication(program);
    returned.sendBack('unitHead');
    returned.cancel();
    assert.equal(returned.state.status, 'cancelled');
    const withdrawn = anApplication(program);
    withdrawn.withdraw();
    withdrawn.cancel();
    assert.equal(withdrawn.state.status, 'cancelled');
  });
});
