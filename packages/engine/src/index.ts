export { nothing, replay } from './apply.ts';
export {
  type Compiled,
  type CompileOptions,
  compileProcess,
} from './bpmn/compile-process.ts';
export { drawingOf } from './bpmn/drawing.ts';
export type { Fault } from './bpmn/fault.ts';
export { confirmation } from './bpmn/insert-confirmation.ts';
export type { Command } from './command.ts';
export type { Context, Directory, Standing } from './context.ts';
export { type Decision, decide } from './decide/decide.ts';
export type { EndStatus, Event, TaskOutcome, Walk } from './event.ts';
export { type Ahead, type ForecastStep, forecast, lookAhead } from './forecast.ts';
export { type JumpTarget, jumpTargets } from './jump-targets.ts';
export { soundness, type Unsoundness } from './net/soundness.ts';
export { type OpenWork, openWork } from './open-work.ts';
export { watchPlacements } from './placements.ts';
export type {
  ActorRule,
  Approval,
  Decision as DmnDecision,
  Flow,
  Mode,
  Node,
  Program,
  Relation,
  TaskAct,
  UserTask,
  WorkOrder,
} from './program.ts';
export type { Refusal, RefusalCode } from './refusal.ts';
export {
  type SendBackTarget,
  sendBackTargets,
} from './send-back-targets.ts';
export { isAsked, mayVote } from './signing/may-speak.ts';
export {
  type Answer,
  type Scenario,
  ScenarioFault,
  simulate,
} from './simulate/simulate.ts';
export {
  type Applicant,
  type Guest,
  isEnded,
  isWithInitiator,
  type Signer,
  type State,
  type Status,
  type Task,
  type Voice,
} from './state.ts';
export { type StepOutline, stepsOf } from './steps-of.ts';
