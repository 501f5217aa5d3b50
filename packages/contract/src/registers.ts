import Type, { type Static } from 'typebox';
import { Text } from './services.ts';
import { Id, Names, oneOf, PageQuery, page, Time } from './values.ts';

/** 台账: what services have registered. */
export const RegisterSummary = Type.Object({
  id: Type.String(),
  name: Text,
  owner: Type.Object({ unit: Type.String(), phone: Type.String() }),
  rows: Type.Integer({ description: 'that count today, of those that I may see' }),
  scope: oneOf(['all', 'own'], { description: 'all rows, or those about me' }),
});
export type RegisterSummary = Static<typeof RegisterSummary>;

const Column = Type.Object({
  key: Type.String(),
  label: Text,
  type: Type.String(),
  secret: Type.Boolean({ description: 'its values are masked' }),
});

const RowState = oneOf(['current', 'expired', 'struck']);

const RegisterRow = Type.Object({
  id: Type.String(),
  key: Type.String(),
  values: Type.Record(Type.String(), Type.Unknown()),
  state: RowState,
  until: Type.Optional(Type.String({ description: 'the last day on which it counts' })),
  writtenAt: Time,
});

export const RegisterPage = Type.Object({
  ...RegisterSummary.properties,
  columns: Type.Array(Column),
  ...page(RegisterRow).properties,
  names: Names,
});
export type RegisterPage = Static<typeof RegisterPage>;

const Filter = {
  state: Type.Optional(oneOf(['current', 'expired', 'struck', 'all'], { default: 'current' })),
  q: Type.Optional(Type.String({ maxLength: 64 })),
  column: Type.Optional(Type.String({ maxLength: 40, description: 'rows whose column has this value' })),
  value: Type.Optional(Type.String({ maxLength: 200 })),
};

export const RegisterQuery = Type.Object({ ...Filter, ...PageQuery }, { additionalProperties: false });

export const RegisterExportQuery = Type.Object(Filter, { additionalProperties: false });

export const RegisterRowParams = Type.Object({ id: Id, row: Id });

export const RegisterRowDetail = Type.Object({
  register: Type.Object({ id: Type.String(), name: Text }),
  columns: Type.Array(Column),
  row: RegisterRow,
  history: Type.Array(
    Type.Object({
      at: Time,
      what: oneOf(['written', 'struck']),
      values: Type.Record(Type.String(), Type.Unknown()),
      until: Type.Optional(Type.String()),
      application: Type.Object({
        id: Type.String(),
        number: Type.Union([Type.String(), Type.Null()]),
        service: Text,
        mine: Type.Boolean({ description: 'whether it is among my applications' }),
      }),
    }),
  ),
  names: Names,
});
export type RegisterRowDetail = Static<typeof RegisterRowDetail>;
