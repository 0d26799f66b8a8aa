import { dateText } from '../../domain/roc-date.ts'
import { legalDay } from '../../domain/clock.ts'
import * as disclosures from '../../store/outgoing/disclosures.ts'
import { speak } from '../../text/speak.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { withRepresented } from '../../web/show/acting-for.ts'
import { tableOf, type Column } from '../../web/show/list/list.ts'
import { givenFields } from '../../web/show/record/given-fields.ts'

type Given = Awaited<ReturnType<typeof disclosures.ofPerson>>['rows'][number]

const size = 25

/** Who received what of the person signed in; nobody sees this list of somebody else. */
export const recipients =
  ({ db }: Deps): Handler =>
  async (request, reply) => {
    const { after } = rawForm(request.query)
    const asked = { limit: size, ...(after && isId(after) && { after }) }
    const { rows, next } = await disclosures.ofPerson(db, actorOf(request).personId, asked)
    const language = reply.language()
    const lead = (one: Given) => ({ text: dateText(legalDay(one.leftAt ?? one.madeAt), language) })
    return reply.page('access-log/recipients', { table: tableOf(rows, columns, language, lead, null), next })
  }

const columns: readonly Column<Given>[] = [
  { id: 'whom', label: 'recipient.whom', cell: ({ recipients }) => recipients },
  { id: 'purpose', label: 'recipient.purpose', cell: ({ purpose }) => purpose },
  {
    id: 'fields',
    label: 'recipient.fields',
    cell: ({ fields, without }, language) =>
      givenFields(
        fields.filter(of => !without?.includes(of)),
        language,
      ),
  },
  {
    id: 'by',
    label: 'recipient.by',
    cell: ({ byName, actingForName, agencyName }, language) =>
      [agencyName, withRepresented(byName, actingForName, speak(language))].filter(Boolean).join(' '),
  },
]
