import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { noticeVersion } from '../../domain/account/required-step.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as events from '../../store/database/events.ts'
import * as installation from '../../store/installation/installation.ts'
import * as people from '../../store/person/people.ts'
import { speak } from '../../text/speak.ts'
import { beginSession } from '../../web/access/session.ts'
import { inVain } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { codeOptions } from '../../web/show/options.ts'
import type { Administrator } from './form.ts'
import { readAdministrator } from './form.ts'

type WithToken = { Params: { token: string } }

/** The one-time link that the server prints: names the first administrator and signs them in. */
export default async function setUp(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  async function page(reply: FastifyReply, token: string, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const idKinds = codeOptions(codesOf('id_types'), reply.language())
    return reply.page('set-up/index', { ...shown, token, noticeVersion, idKinds })
  }

  app.get<WithToken>('/set-up/:token', async (request, reply) => {
    await mustOpen(request, request.params.token)
    return page(reply, request.params.token)
  })

  app.post<WithToken>('/set-up/:token', async (request, reply) => {
    const { token } = request.params
    await mustOpen(request, token)
    const read = await readAdministrator(request, deps, rawForm(request.body))
    if (!read.ok) return page(reply.code(read.status), token, read)

    const accountId = await nameAdministrator(read, token, request.id)
    await beginSession(request, { accountId, agencyId: null, way: 'password' }, clock())
    return reply.seeOther('/agencies', 'said.set-up')
  })

  async function mustOpen(request: FastifyRequest, token: string) {
    const may = await installation.maySetUp(db, token)
    if (!may.ok) throw await inVain(request, deps, refuseWith(404, may.why))
  }

  /** Person, account, role and the end of the link, all or nothing. */
  async function nameAdministrator(
    { identity, loginName, passwordHash }: Administrator,
    token: string,
    requestId: string,
  ) {
    const now = clock()
    const by = { ...events.bySystem, requestId }
    return db.transaction(async tx => {
      if (!(await installation.finishSetUp(tx, token, now))) throw refuseWith(404, 'set-up.refused.done')
      const grants = [{ role: 'sysadmin' as const, agencyId: null }]
      const reason = speak('zh-TW')('person.added')
      const added = await people.add(tx, ring, { ...identity, assignment: null, grants, reason }, by, now)
      if (!added.ok) throw new Error('somebody was here before the first administrator')
      const { accountId } = added
      const activated = await accounts.activate(tx, accountId, { loginName, passwordHash }, now)
      if (!activated.ok) throw new Error('an account was here before the first administrator')
      await events.add(tx, {
        what: 'installation.set-up',
        about: accountId,
        by,
        at: now,
        details: { notice: noticeVersion },
      })
      return accountId
    })
  }
}
