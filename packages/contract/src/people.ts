import Type from 'typebox';
import { oneOf, PersonSummary, Time, UnitName } from './values.ts';

export const PeopleQuery = Type.Object(
  { q: Type.String({ minLength: 1, maxLength: 32, description: 'name, number, pinyin or initials' }) },
  { additionalProperties: false },
);
export const People = Type.Object({ items: Type.Array(PersonSummary) });

const Unit = Type.Object({ ...UnitName.properties, parent: Type.Union([Type.String(), Type.Null()]) });
export const Units = Type.Object({ items: Type.Array(Unit) });

export const Notification = Type.Object({
  id: Type.String(),
  at: Time,
  kind: oneOf([
    'task-opened',
    'sent-back',
    'approved',
    'rejected',
    'cancelled',
    'cancel-asked',
    'cancel-declined',
    'reminded',
    'copied',
    'commented',
    'campaign-opened',
    'campaign-reminded',
    'registration-placed',
    'registration-offered',
    'registration-lapsed',
    'registration-waiting',
    'registration-lost',
    'registration-removed',
    'survey-opened',
    'survey-reminded',
    'survey-closed',
    'rated-low',
    'rating-answered',
    'payment-asked',
  ]),
  title: Type.String(),
  body: Type.String(),
  link: Type.String({ description: 'path in the hall' }),
  read: Type.Boolean(),
});
