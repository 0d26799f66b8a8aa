import { legalDay } from '../../domain/clock.ts'
import * as notices from '../../store/notices.ts'
import * as people from '../../store/people.ts'
import type { Deps } from '../../web/deps.ts'

/** HR hears that the card or phone of one of its people has another name than the record. */
export async function tellNameDiffers({ db, clock }: Deps, personId: string): Promise<void> {
  const now = clock()
  const agency = await people.mainAgency(db, personId, legalDay(now))
  const notice = { text: 'notice.card-name-differs', url: `/people/${personId}` }
  if (agency) await notices.tellHr(db, agency.id, notice, now)
}
