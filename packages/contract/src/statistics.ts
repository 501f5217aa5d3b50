/** 统计 for the owners of services. All times that are counted are working minutes of the school's calendar. */
import Type, { type Static } from 'typebox';
import { Text } from './services.ts';
import { Id, oneOf, Time, UnitName } from './values.ts';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Service = Type.Object({ id: Type.String(), name: Text });
const Step = Type.Object({ id: Type.String(), name: Type.String() });
const Count = Type.Integer({ minimum: 0 });
const Minutes = Type.Number({ minimum: 0 });

export const StatisticsQuery = Type.Object(
  {
    service: Type.Optional(Id),
    period: Type.Optional(
      oneOf(['week', 'month', 'term', 'year'], {
        default: 'month',
        description: 'until today; not regarded where days are given',
      }),
    ),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    by: Type.Optional(oneOf(['day', 'week', 'month'], { description: 'parts of the chart of volume' })),
  },
  { additionalProperties: false },
);
export type StatisticsQuery = Static<typeof StatisticsQuery>;

export const Statistics = Type.Object({
  from: Day,
  to: Day,
  by: oneOf(['day', 'week', 'month']),
  totals: Type.Object({
    submitted: Count,
    approved: Count,
    rejected: Count,
    cancelled: Count,
    terminated: Count,
    running: Type.Integer({ minimum: 0, description: 'under way now, whatever the period' }),
    returned: Type.Integer({ minimum: 0, description: 'with the applicant now: sent back or withdrawn' }),
  }),
  volume: Type.Array(
    Type.Object({
      part: Type.String({ description: 'its first day' }),
      submitted: Count,
      approved: Count,
      rejected: Count,
      others: Type.Integer({ minimum: 0, description: 'cancelled or terminated' }),
    }),
  ),
  units: Type.Array(Type.Object({ unit: UnitName, count: Count }), {
    description: "applicants' units, of what was submitted",
  }),
  origins: Type.Object({ self: Count, behalf: Count, service: Count }),
  services: Type.Array(
    Type.Object({
      service: Service,
      submitted: Count,
      ended: Count,
      median: Type.Optional(Minutes),
      promised: Type.Optional(
        Type.Object({ workdays: Type.Optional(Type.Number()), kept: Count, broken: Count }),
      ),
    }),
  ),
  minutesADay: Type.Integer({ description: 'of a working day' }),
  promised: Type.Object({ kept: Count, broken: Count }),
  steps: Type.Array(
    Type.Object({
      service: Service,
      step: Step,
      count: Count,
      median: Minutes,
      ninety: Type.Number({ minimum: 0, description: 'nine of ten took no longer' }),
      late: Count,
      sentBack: Count,
      rejected: Count,
    }),
    { description: 'steps that somebody has closed, the slowest first' },
  ),
  overdueUnits: Type.Array(Type.Object({ unit: UnitName, due: Count, late: Count, waiting: Count }), {
    description: 'units whose people were late, of the tasks that were due',
  }),
  overdueSteps: Type.Array(
    Type.Object({ service: Service, step: Step, due: Count, late: Count, waiting: Count }),
  ),
  reasons: Type.Array(
    Type.Object({
      at: Time,
      service: Service,
      step: Step,
      outcome: oneOf(['sentBack', 'rejected']),
      application: Type.Object({ id: Type.String(), number: Type.Union([Type.String(), Type.Null()]) }),
      reason: Type.String(),
    }),
    { description: 'the latest, of steps whose opinions the owner may read' },
  ),
  ratings: Type.Object({
    grades: Type.Array(Count, { description: 'how many gave 1, 2, 3, 4, 5' }),
    average: Type.Optional(Type.Number()),
  }),
});
export type Statistics = Static<typeof Statistics>;
