import { type ApplicationStatus, Refused, type Verification } from '@yizhan/contract';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { openNameBook } from '../names.ts';
import { verifyReceipt } from '../payments/print-receipt.ts';
import { organisation, type Room } from '../room.ts';
import { maskedName } from './masked-name.ts';
import { applicationOfCode } from './verification.sql.ts';

/**
 * 核验: what anybody with the paper in his hand may know of it: that it exists, what it is, and whether it holds now.
 * Nothing of the form, and of the applicant no more than the surname: he is told by the paper itself.
 * @throws Refused `verification/unknown`
 */
export async function verify(room: Room, code: string): Promise<Verification> {
  const [known] = await room.database.query<{ application_id: string }>(applicationOfCode(code));
  if (known === undefined) {
    const receipt = await verifyReceipt(room, code);
    if (receipt === undefined) throw new Refused('verification/unknown');
    return receipt;
  }
  const { row } = await room.flow.instance(known.application_id);
  const version = await versionOf(room, { row });
  const names = await openNameBook(room.database, await organisation(room), [row.applicant]);
  const { institution, institutionEn } = room.site;
  return {
    institution: { zh: institution, en: institutionEn },
    number: row.business_key ?? '',
    service: nameOf(version),
    applicant: maskedName(names.person(row.applicant).name),
    ...(row.submitted_at && { submittedAt: row.submitted_at }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    status: row.status,
    validity: validityOf(row.status),
  };
}

/** Withdrawn is void too: as long as nothing is submitted anew, the paper stands for nothing. */
function validityOf(status: ApplicationStatus): Verification['validity'] {
  if (status === 'approved') return 'valid';
  return status === 'running' || status === 'returned' ? 'underWay' : 'void';
}
