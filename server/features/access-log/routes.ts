import type { FastifyInstance } from 'fastify'
import type { Language } from '../../domain/language.ts'
import { findSection } from '../../domain/record/sections.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { isTextKey, speak, type Speak } from '../../text/speak.ts'
import { pagePrefix } from '../../web/access/person-door.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { pager, readPage } from '../../web/paging.ts'
import { withRepresented } from '../../web/show/acting-for.ts'

type Row = Awaited<ReturnType<typeof accessLog.othersOfPerson>>['rows'][number]

/** Who looked at the data of the person signed in; nobody sees this list of somebody else. */
export default async function accessLogPages(app: FastifyInstance, { db, config }: Deps) {
  app.get('/access-log', async (request, reply) => {
    const asked = readPage(request.query, 25)
    const { rows, count, isMore } = await accessLog.othersOfPerson(db, actorOf(request), asked)
    if (rows.length === 0 && asked.page > 1) return reply.seeOther('/access-log')
    return reply.page('access-log/index', {
      rows: rows.map(row => line(row, reply.language())),
      pager: pager('/access-log', asked, count, isMore),
      years: config.keepYears.access_log,
    })
  })
}

function line(row: Row, language: Language) {
  const t = speak(language)
  const section = row.section === null ? undefined : findSection(row.section)
  const role = `role.${row.viewerRole}`
  const correction = row.correctionNumber ? t('access-log.correction', { number: row.correctionNumber }) : ''
  return {
    at: row.at,
    name: withRepresented(row.viewerName, row.actingForName, t),
    role: isTextKey(role) ? t(role) : row.viewerRole,
    agency: row.agencyName ?? '',
    action: t(`access-log.action.${row.action}`),
    section: section ? section[language === 'zh-TW' ? 'zh' : 'en'] : partOf(row.section, t),
    purpose: [row.purpose, correction].filter(Boolean).join(t('form.list-comma')) || t('form.none'),
  }
}

/** A page beside the record, the whole record, or a section that no longer exists. */
function partOf(section: string | null, t: Speak): string {
  if (section === null) return t('access-log.whole')
  const page = `access-log.page.${section.slice(pagePrefix.length)}`
  return section.startsWith(pagePrefix) && isTextKey(page) ? t(page) : section
}
