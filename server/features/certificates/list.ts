import { certificateKinds, certificateStates } from '../../domain/certificate/certificate.ts'
import { hasRole, isTheirOwn } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { dayInTable } from '../../domain/roc-date.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import { speak } from '../../text/speak.ts'
import { actorOf, agencyOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { hrefIn, keptFor, type KeptList } from '../../web/list/kept-list.ts'
import { keyOf } from '../../web/show/key-of.ts'
import { readStretch, stepsOf, tableOf, type Column, type Lead } from '../../web/show/list/list.ts'
import { cut, wordIn } from '../../web/show/list/search.ts'

type Line = Awaited<ReturnType<typeof certificates.ofAgency>>['rows'][number] & { isOwn: boolean }

/** What stands beside a certificate of an agency. */
const columns: readonly Column<Line>[] = [
  {
    id: 'person',
    label: 'person.name',
    cell: ({ name, personId, isHere, isOwn }) =>
      isHere && !isOwn
        ? { view: '/certificates/_person', shown: { name, href: `/people/${personId}/certificates` } }
        : name,
  },
  { id: 'number', label: 'certificate.number', cell: ({ number }) => ({ text: number ?? '', isWhole: true }) },
  {
    id: 'day',
    label: 'certificate.day',
    cell: ({ issuedDay, preparedAt }, language) => ({
      text: dayInTable(issuedDay ?? legalDay(preparedAt), language),
      isWhole: true,
    }),
  },
  {
    id: 'state',
    label: 'certificate.state',
    cell: ({ state }) => ({ view: '/certificates/_state', shown: { state } }),
  },
]

/** The certificates of an agency, as each account sees them. */
export const certificatesList: KeptList = {
  id: 'certificates',
  path: '/certificates/issued',
  columns,
  keep: query => readFilters(query),
}

const size = 25

/** All certificates of an agency, the newest first; of one's own nothing but that it is there. */
export function certificatesPages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const raw = rawForm(request.query)
    const query = readQuery(raw)
    const stretch = readStretch(raw, size)
    const { q: search, kind, state } = query
    const whose = { agencyId: agencyOf(request), today: legalDay(clock()) }
    const found = await certificates.ofAgency(db, whose, { search, kind, state }, stretch)
    if (found.rows.length === 0 && (stretch.after ?? stretch.before)) return reply.seeOther(hrefOf(query))
    const [actor, language] = [actorOf(request), reply.language()]
    const t = speak(language)
    const lines = found.rows.map(one => ({ ...one, isOwn: isTheirOwn(actor, one.personId) }))
    const { columnsOf, kept } = await keptFor(request, deps, certificatesList, query)
    const leadOf = ({ id, kind, name, number, isOwn }: Line): Lead => ({
      text: t(keyOf.certificateKind(kind)),
      which: number ?? name,
      href: isOwn ? undefined : `/certificates/issued/${id}`,
    })
    return reply.page('certificates/agency', {
      form: query,
      kinds: certificateKinds.map(value => ({ value, text: t(keyOf.certificateKind(value)) })),
      states: certificateStates.map(value => ({ value, text: t(keyOf.certificateState(value)) })),
      table: tableOf(lines, columnsOf(columns), language, leadOf),
      steps: stepsOf('/certificates/issued', query, found),
      kept,
      count: found.count,
      isMore: found.isMore,
      isFiltered: Object.keys(query).length > 0,
      maySeal: hasRole(actor, 'hr_chief'),
      dense: true,
    })
  }

  /** By a part of the name, or by the number of a certificate: that of a person finds nobody here. */
  const search: Handler = async (request, reply) => reply.seeOther(hrefOf(readQuery(rawForm(request.body))))

  return { list, search }
}

/** What the list is narrowed to besides a name, as its address says it. */
function readFilters({ kind = '', state = '' }: Raw): Raw {
  return {
    ...(certificateKinds.some(one => one === kind) && { kind }),
    ...(certificateStates.some(one => one === state) && { state }),
  }
}

function readQuery(query: Raw): Raw {
  const typed = query['q'] ?? ''
  const word = certificates.isNumber(typed) ? cut(typed) : wordIn(typed)
  return { ...(word && { q: word }), ...readFilters(query) }
}

const hrefOf = (query: Raw) => hrefIn('/certificates/issued', query)
