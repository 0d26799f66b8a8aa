import type { FastifyReply, FastifyRequest } from 'fastify'
import { showCode } from '../../domain/readable-code.ts'
import * as accounts from '../../store/account/accounts.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as passkeys from '../../store/ways/passkeys.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import type { TextKey } from '../../text/speak.ts'
import { readNewPasskey } from '../../ways/passkey-answer.ts'
import { askToMakePasskey } from '../../ways/passkey-question.ts'
import { once } from '../../web/access/once.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import { shownStrongly } from '../../web/access/strong-proof.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tellChange } from './change.ts'
import { readLabel } from './label.ts'

type Shown = { form?: Raw; errors?: FieldError[] }

/** Another passkey of one's own. The first second factor brings spare codes with it. */
export function passkeyPages(deps: Deps) {
  const { db, ring, clock } = deps

  const newForm: Handler = async (request, reply) => newPage(request, reply)

  const add: Handler = async (request, reply) => {
    const now = clock()
    const { accountId } = actorOf(request)
    const form = rawForm(request.body)
    const label = readLabel(form)
    const refuse = (field: string, text: TextKey) =>
      newPage(request, reply.code(422), { form, errors: [{ field, text }] })
    if (!label.ok) return newPage(request, reply.code(422), label)
    const answer = await readNewPasskey(request, deps)
    if (!answer.ok) return refuse('passkey', answer.why)
    const add = async (tx: Deps['db']) => {
      const { passwordHash } = await accounts.hold(tx, accountId)
      const isFirst = !(await secondFactors.isOn(tx, accountId))
      const done = await passkeys.add(tx, accountId, { ...answer.passkey, label: label.value }, now)
      if (!done.ok) return done
      await tellChange(tx, request, 'passkey-added', now, { passkey: done.id })
      const codes = isFirst && passwordHash ? await secondFactors.makeSpareCodes(tx, ring, accountId) : []
      return { ok: true as const, codes: codes.map(showCode) }
    }
    const page = (codes: string[]) => ({ view: 'account/spare-codes', model: { codes } })
    const url = '/account'
    const added = await once(
      request,
      deps,
      tx => allOrNothing(tx, add),
      done => (done.ok ? { url, ...(done.codes.length > 0 && { page: page(done.codes) }) } : null),
    )
    if (!added.ok) return refuse('passkey', added.why)
    shownStrongly(request, 'passkey', now)
    if (added.codes.length === 0) return reply.seeOther(url, 'said.way-added')
    return reply.page('account/spare-codes', { codes: added.codes })
  }

  async function newPage(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}) {
    const { accountId, name } = actorOf(request)
    const [account, known] = await Promise.all([accounts.find(db, accountId), passkeys.ofAccount(db, accountId)])
    const user = { handle: account?.userHandle ?? '', loginName: account?.loginName ?? name, name }
    const passkey = await askToMakePasskey(request, reply, deps, { user, known })
    if (!passkey) throw notFound()
    return reply.page('account/new-passkey', { passkey, script: 'ways.js', ...shown })
  }

  return { newForm, add }
}
