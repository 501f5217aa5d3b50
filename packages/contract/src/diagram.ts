import Type, { type Static } from 'typebox';
import { oneOf, PersonSummary, Time } from './values.ts';

const Drawing = Type.Union([Type.String(), Type.Null()], {
  description:
    'BPMN 2.0 XML of the drawing alone, without conditions and extensions; null when there is none',
});

/** How a service's applications go, before one is started. */
export const ServiceDiagram = Type.Object({ xml: Drawing });
export type ServiceDiagram = Static<typeof ServiceDiagram>;

/**
 * What has become of an element: behind, behind without anybody asked, sent back from there, there now, ahead if
 * everybody approves.
 */
const elementStates = ['done', 'skipped', 'sentBack', 'current', 'forecast'] as const;

export const ApplicationDiagram = Type.Object({
  xml: Drawing,
  nodes: Type.Record(Type.String(), oneOf(elementStates)),
  flows: Type.Record(Type.String(), oneOf(['done', 'forecast'])),
  returns: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), times: Type.Integer() }), {
    description: '退回: from which element to which, how often',
  }),
  steps: Type.Array(
    Type.Object({
      node: Type.Object({ id: Type.String(), name: Type.String() }),
      state: oneOf([...elementStates, 'possible'], {
        description: 'possible: not passed as things stand',
      }),
      people: Type.Array(PersonSummary),
      since: Type.Optional(Time),
      at: Type.Optional(Time),
      due: Type.Optional(Time),
    }),
    { description: 'the same in words: every step in the order in which it is passed' },
  ),
});
export type ApplicationDiagram = Static<typeof ApplicationDiagram>;
