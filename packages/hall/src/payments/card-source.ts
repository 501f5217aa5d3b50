import type { ReferenceValue } from '@yizhan/forms';
import { type Directory, personsByIds } from '@yizhan/identity';
import type { CardRow } from '@yizhan/payments';
import type { ReferenceAsker, ReferenceSource } from '../references/reference-source.ts';
import { organisation, type Room } from '../room.ts';

/**
 * `cards:own`: the cost cards (经费卡) of the applicant's unit and those that he leads. The balance is that of the moment in which
 * the form was saved; a transfer looks again.
 */
export function cardSource(room: Pick<Room, 'database' | 'directory' | 'payments'>): ReferenceSource {
  const unitsOf = async ({ applicant }: ReferenceAsker, directory: Directory): Promise<readonly string[]> => {
    const person = (await personsByIds(room.database, [applicant])).get(applicant);
    return person === undefined
      ? []
      : [person.unit.id, ...directory.postsOf(applicant).map(({ unitId }) => unitId)];
  };
  return {
    async search(asker, _name, { words, limit, cursor }) {
      const directory = await organisation(room as Room);
      const units = await unitsOf(asker, directory);
      const cards = await room.payments.cardsFor(
        units,
        asker.applicant,
        words.trim(),
        cursor ?? '',
        limit + 1,
      );
      const last = cards[limit - 1];
      return {
        rows: cards.slice(0, limit).map((card) => referenceTo(card, directory)),
        columns: [
          { key: 'name', label: '项目' },
          { key: 'unitName', label: '单位' },
          { key: 'balanceText', label: '余额（元）' },
        ],
        ...(cards.length > limit && last !== undefined && { next: last.number }),
      };
    },
    async rows(asker, _name, ids) {
      const directory = await organisation(room as Room);
      const units = await unitsOf(asker, directory);
      const cards = await room.payments.cards(ids);
      return new Map(
        cards
          .filter(({ unit_id, leader }) => units.includes(unit_id) || leader === asker.applicant)
          .map((card) => [card.id, referenceTo(card, directory)]),
      );
    },
  };
}

const referenceTo = (card: CardRow, directory: Directory): ReferenceValue => ({
  id: card.id,
  label: `${card.number} ${card.name}`,
  number: card.number,
  name: card.name,
  unitName: directory.unit(card.unit_id)?.name ?? '',
  balance: card.balance,
  balanceText: (card.balance / 100).toFixed(2),
  purposes: card.purposes.join('、'),
  ...(card.leader && { leader: card.leader }),
});
