import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import { copyFormats } from '../../domain/paper.ts'
import { sections } from '../../domain/record/sections.ts'
import { instantText } from '../../domain/roc-date.ts'
import type { CopyAsked } from '../../making/copy.ts'
import { makeNext } from '../../making/make.ts'
import * as files from '../../store/outgoing/files.ts'
import { speak } from '../../text/speak.ts'
import { askFile } from '../../web/access/asked-file.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { keyOf } from '../../web/show/key-of.ts'
import { readStretch, stepsOf, tableOf, type Column, type Lead } from '../../web/show/list/list.ts'
import { readPaperForm, sectionBoxes } from '../../web/show/record/paper-form.ts'

const size = 25

/** What stands beside a file. */
const columns: readonly Column<files.MadeFile>[] = [
  { id: 'state', label: 'file.state', cell: ({ state }, language) => speak(language)(keyOf.fileState(state)) },
  { id: 'purpose', label: 'file.purpose', cell: ({ purpose }) => purpose },
  { id: 'asked', label: 'file.asked', cell: ({ askedAt }, language) => instantText(askedAt, language) },
  { id: 'ends', label: 'file.ends', cell: ({ endsAt }, language) => instantText(endsAt, language) },
]

/** One's own files, and a copy of one's own record, on paper or as data. */
export function copyPages(deps: Deps) {
  const { db, ring, clock, installation } = deps

  const list: Handler = async (request, reply) => page(request, reply, {})

  const ask: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { name, agencyName: agency } = actorOf(request)
    const { kind, isFull, chosen } = readPaperForm(form, sections)
    if (chosen.length === 0) {
      const errors = [{ field: 'sections', text: 'paper.refused.no-section' }] satisfies FieldError[]
      return page(request, reply.code(422), form, errors)
    }
    const format = copyFormats.find(one => one === form['format']) ?? 'pdf'
    const wish = { format, kind, isFull, sections: chosen.map(({ id }) => id) }
    const of: CopyAsked = { ...wish, name, agency, isDemo: installation === 'demo' }
    const zh = speak('zh-TW')
    const told = { purpose: zh('copy.purpose'), recipients: zh('copy.recipients'), total: 1, of }
    const file = await askFile(request, reply, deps, { kind: 'copy', role: 'employee', ...told })
    await makeNext(deps, file.id).catch((err: unknown) =>
      request.log.error({ err }, 'A file was not made and is tried again.'),
    )
    return reply.seeOther(file.path, 'said.file-asked')
  }

  async function page(request: FastifyRequest, reply: FastifyReply, form: Raw, errors: FieldError[] = []) {
    const actor = actorOf(request)
    const raw = rawForm(request.query)
    const stretch = readStretch(raw, size)
    const { accountId, agencyId, actingFor } = actor
    const office = permissions.keepPeople(actor) ? agencyId : null
    const whose = { accountId, agencyId: office, actingFor: actingFor?.accountId ?? null }
    const found = await files.ofAccount(db, ring, whose, clock(), stretch)
    if (found.rows.length === 0 && (stretch.after ?? stretch.before)) return reply.seeOther('/files')
    const language = reply.language()
    const leadOf = ({ id, name, kind }: files.MadeFile): Lead => ({
      text: name ?? speak(language)(keyOf.fileKind(kind)),
      href: `/files/${id}`,
    })
    return reply.page('files/index', {
      table: tableOf(found.rows, columns, language, leadOf),
      steps: stepsOf('/files', {}, found),
      sections: sectionBoxes(sections, form, { language, usual: true }),
      form,
      errors,
    })
  }

  return { list, ask }
}
