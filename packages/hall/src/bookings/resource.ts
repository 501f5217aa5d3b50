import Type, { type Static } from 'typebox';

const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' });
const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,63}$' });
const name = Type.String({ minLength: 1, maxLength: 100 });

/** 预约规则. What is absent is not limited. */
const Rules = Type.Object(
  {
    /** 至少提前: hours, or whole working days between today and the day of use. */
    aheadHours: Type.Optional(Type.Number({ minimum: 0, maximum: 720 })),
    aheadWorkdays: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
    /** 最多提前 */
    aheadDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 400 })),
    longestHours: Type.Optional(Type.Number({ minimum: 0.5, maximum: 24 })),
    who: Type.Optional(
      Type.Array(Type.Unsafe<'staff' | 'student'>(Type.String({ enum: ['staff', 'student'] })), {
        minItems: 1,
      }),
    ),
    /** 预占: how long an application holds it before it is decided; 72 when absent. */
    holdHours: Type.Optional(Type.Number({ minimum: 0.1, maximum: 720 })),
  },
  { additionalProperties: false },
);

/** `resources/<id>.json`: rooms or devices that are kept alike. */
export const ResourcesDocument = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }),
    name,
    nameEn: Type.Optional(name),
    kind: Id,
    campus: name,
    building: name,
    /** The unit that looks after them. */
    owner: Type.String({ minLength: 1 }),
    /** Service that books them, to which the page of resources leads. */
    service: Type.Optional(Id),
    /** Every day; 07:00 to 22:00 when absent. */
    opening: Type.Optional(Type.Tuple([Clock, Clock])),
    rules: Type.Optional(Rules),
    resources: Type.Array(
      Type.Object(
        {
          id: Id,
          name,
          nameEn: Type.Optional(name),
          building: Type.Optional(name),
          floor: Type.Optional(Type.Integer()),
          seats: Type.Optional(Type.Integer({ minimum: 0 })),
          equipment: Type.Optional(Type.Array(name, { maxItems: 30 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  { additionalProperties: false },
);
export type ResourcesDocument = Static<typeof ResourcesDocument>;

/** A room or device that can be booked. */
export interface Resource {
  readonly id: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly kind: string;
  readonly campus: string;
  readonly building: string;
  readonly owner: string;
  readonly service?: string;
  readonly opening: readonly [from: string, until: string];
  readonly rules: Static<typeof Rules>;
  readonly floor?: number;
  readonly seats?: number;
  readonly equipment: readonly string[];
}

/** 节次 of the teaching day. */
export interface TeachingSection {
  readonly number: number;
  readonly start: string;
  readonly end: string;
}
