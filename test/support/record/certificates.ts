import { legalDay } from '../../../server/domain/clock.ts'
import * as certificates from '../../../server/store/certificate/certificates.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import type { Deps } from '../../../server/web/deps.ts'

type Whose = { agencyId: string; personId: string; by: { accountId: string } }

/** A certificate that waits for its seal. */
export async function waitingCertificate({ db, ring, clock }: Deps, { agencyId, personId, by }: Whose) {
  const texts = { body: '茲證明林美華現任示範國小教師。', shown: '茲證明林美華現任示範國小教師。' }
  const told = { personId, agencyId, kind: 'employment' as const, templateVersion: 0, purpose: '申請貸款', texts }
  await certificates.prepare(db, ring, told, { ...bySystem, accountId: by.accountId }, clock())
  return (await certificates.ofPerson(db, ring, personId, agencyId))[0]?.id ?? ''
}

/** One that has it. */
export async function sealedCertificate(deps: Deps, whose: Whose): Promise<{ id: string; token: string }> {
  const { db, ring, clock } = deps
  const id = await waitingCertificate(deps, whose)
  const text = () => '茲證明林美華現任示範國小教師。\n'
  const sealing = { rocYear: 115, issuedDay: legalDay(clock()), maskedName: '林○華', text }
  await certificates.seal(db, ring, id, sealing, { ...bySystem, accountId: whose.by.accountId }, clock())
  return { id, token: (await certificates.find(db, ring, id))?.token ?? '' }
}
