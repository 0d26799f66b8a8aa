import { isTheirFile } from '../../domain/outgoing/made-file.ts'
import { sections } from '../../domain/record/sections.ts'
import { copiedSection, type CopyAsked } from '../../making/copy.ts'
import { makeNext } from '../../making/make.ts'
import * as files from '../../store/outgoing/files.ts'
import { speak } from '../../text/speak.ts'
import { askFile } from '../../web/access/asked-file.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { labelOf } from '../../web/show/row.ts'
import { fileView } from './file.ts'

/** One's own files, and a copy of one's own record. */
export function copyPages(deps: Deps) {
  const { db, ring, clock } = deps

  const list: Handler = async (request, reply) => {
    const actor = actorOf(request)
    const found = await files.ofAccount(db, ring, actor.accountId, clock())
    return reply.page('files/index', {
      files: found.filter(file => isTheirFile(actor, file)).map(fileView),
      sections: sections
        .filter(({ onlyForHr }) => !onlyForHr)
        .map(section => ({ value: section.id, text: labelOf(section, reply.language()) })),
      form: {},
    })
  }

  const ask: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const of: CopyAsked = {
      format: form['format'] === 'json' ? 'json' : 'csv',
      section: copiedSection(form['section'] ?? ''),
    }
    const zh = speak('zh-TW')
    const told = { purpose: zh('copy.purpose'), recipients: zh('copy.recipients'), total: 1, of }
    const file = await askFile(request, reply, deps, { kind: 'copy', role: 'employee', ...told })
    await makeNext(deps, file.id).catch((err: unknown) =>
      request.log.error({ err }, 'A file was not made and is tried again.'),
    )
    return reply.seeOther(file.path, 'said.file-asked')
  }

  return { list, ask }
}
