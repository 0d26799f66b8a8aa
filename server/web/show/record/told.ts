import { legalDay } from '../../../domain/clock.ts'
import type { Language } from '../../../domain/language.ts'
import { dayInTable } from '../../../domain/roc-date.ts'
import type { TextKey } from '../../../text/speak.ts'
import { givenFields } from './given-fields.ts'

type Told = { toldDay: string | null; acknowledgedDay: string | null }

/** How far the telling of a recipient has come. */
export const toldState = ({ toldDay, acknowledgedDay }: Told): TextKey =>
  acknowledgedDay ? 'told.state.acknowledged' : toldDay ? 'told.state.told' : 'told.state.to-tell'

/** Who received what a correction changed, as a page of the correction lists them. */
export const toldLines = <One extends Told & { id: string; recipients: string; fields: string[]; leftAt: Date | null }>(
  received: readonly One[],
  language: Language,
) =>
  received.map(one => ({
    id: one.id,
    recipients: one.recipients,
    given: givenFields(one.fields, language),
    left: one.leftAt ? dayInTable(legalDay(one.leftAt), language) : '',
    state: toldState(one),
    day: one.acknowledgedDay ?? one.toldDay,
  }))
