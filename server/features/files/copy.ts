import type { FastifyReply, FastifyRequest } from 'fastify'
import { isTheirFile } from '../../domain/outgoing/made-file.ts'
import { copyFormats } from '../../domain/paper.ts'
import { sections } from '../../domain/record/sections.ts'
import type { CopyAsked } from '../../making/copy.ts'
import { makeNext } from '../../making/make.ts'
import * as files from '../../store/outgoing/files.ts'
import { speak } from '../../text/speak.ts'
import { askFile } from '../../web/access/asked-file.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { readPaperForm, sectionBoxes } from '../../web/show/record/paper-form.ts'
import { fileView } from './file.ts'

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
    const found = await files.ofAccount(db, ring, actor.accountId, clock())
    return reply.page('files/index', {
      files: found.filter(file => isTheirFile(actor, file)).map(fileView),
      sections: sectionBoxes(sections, form, { language: reply.language(), usual: true }),
      form,
      errors,
    })
  }

  return { list, ask }
}
