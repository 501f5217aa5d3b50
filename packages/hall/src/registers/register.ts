import Type, { type Static } from 'typebox';

/** Columns hold what forms hold; the type says how a value is shown. */
export const columnTypes = [
  'text',
  'textarea',
  'number',
  'money',
  'boolean',
  'date',
  'datetime',
  'daterange',
  'select',
  'multiselect',
  'person',
  'persons',
  'department',
  'departments',
  'phone',
  'idcard',
  'plate',
  'email',
  'url',
  'cascade',
  'address',
  'rating',
  'list',
] as const;

/** 台账: `registers/<id>.json`. Its rows are written by works of flows and read by the unit that owns it. */
export const RegisterDocument = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }),
    name: Type.String({ minLength: 1 }),
    nameEn: Type.Optional(Type.String()),
    owner: Type.String({ minLength: 1 }),
    /** The column that holds the id of the person whose row it is. */
    personal: Type.Optional(Type.String({ minLength: 1 })),
    columns: Type.Array(
      Type.Object(
        {
          key: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,39}$' }),
          label: Type.String({ minLength: 1 }),
          labelEn: Type.Optional(Type.String()),
          type: Type.Unsafe<(typeof columnTypes)[number]>(Type.String({ enum: [...columnTypes] })),
          secret: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 60 },
    ),
  },
  { additionalProperties: false },
);
export type Register = Static<typeof RegisterDocument>;
export type Column = Register['columns'][number];

/** Rows of personal data whose centre is still to come; whatever its works write is its columns. */
export const recordsRegister = (subset: string): string => `pdc-${subset}`;

export const isRecords = (register: string): boolean => register.startsWith('pdc-');
