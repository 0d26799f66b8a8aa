import { isTheirFile } from '../../domain/outgoing/made-file.ts'
import { sections } from '../../domain/record/sections.ts'
import { copiedSection, type CopyAsked } from '../../making/copy.ts'
import { makeNext } from '../../making/make.ts'
import * as files from '../../store/outgoing/files.ts'
import { speak } from '../../text/speak.ts'
import { inNameOf } from '../../web/access/in-name.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { labelOf } from '../../web/show/row.ts'
import { fileView } from './file.ts'

/** So many files of one account wait at a time. */
const mostWaiting = 5

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
    const { accountId } = actorOf(request)
    const of: CopyAsked = {
      format: form['format'] === 'json' ? 'json' : 'csv',
      section: copiedSection(form['section'] ?? ''),
    }
    if ((await files.waiting(db, accountId)) >= mostWaiting) throw refuseWith(409, 'file.refused.busy')
    const id = files.newId()
    const purpose = speak('zh-TW')('copy.purpose')
    const whose = { id, kind: 'copy' as const, accountId, agencyId: null, actingFor: null }
    const asked = { ...inNameOf(request, reply, 'employee'), of }
    const file = { ...whose, purpose, recipients: speak('zh-TW')('copy.recipients'), total: 1 }
    const to = `/files/${id}`
    await once(
      request,
      deps,
      tx => files.ask(tx, ring, file, asked, byOf(request, 'employee'), clock()),
      () => to,
    )
    await makeNext(deps, id).catch((err: unknown) =>
      request.log.error({ err }, 'A file was not made and is tried again.'),
    )
    return reply.seeOther(to, 'said.file-asked')
  }

  return { list, ask }
}
