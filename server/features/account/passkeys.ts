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
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tellChange } from './change.ts'
import { readLabel } from './label.ts'
import { mayTake, removeWay } from './removal.ts'

type OfPasskey = { Params: { id: string } }
type Shown = { form?: Raw; errors?: FieldError[] }

/** One's own passkeys: add one, give it a name, take it away. The first second factor brings spare codes with it. */
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
    const url = '/account#passkeys'
    const added = await once(
      request,
      deps,
      tx => allOrNothing(tx, add),
      done => (done.ok ? { url, ...(done.codes.length > 0 && { page: page(done.codes) }) } : null),
    )
    if (!added.ok) return refuse('passkey', added.why)
    if (added.codes.length === 0) return reply.seeOther(url)
    return reply.page('account/spare-codes', { codes: added.codes })
  }

  const show: Handler<OfPasskey> = async (request, reply) => passkeyPage(request, reply)

  const rename: Handler<OfPasskey> = async (request, reply) => {
    const label = readLabel(rawForm(request.body))
    if (!label.ok) return passkeyPage(request, reply.code(422), label)
    const isTheirs = await passkeys.rename(db, actorOf(request).accountId, request.params.id, label.value)
    if (!isTheirs) throw notFound()
    return reply.seeOther('/account#passkeys')
  }

  const remove: Handler<OfPasskey> = async (request, reply) => {
    const { id } = request.params
    const { accountId } = actorOf(request)
    const removed = await removeWay(request, deps, {
      id,
      ways: ['passkey'],
      retire: (tx, now) => passkeys.retire(tx, accountId, id, 'removed', now),
      async tell(tx, now, ended) {
        await secondFactors.tidySpareCodes(tx, accountId)
        await tellChange(tx, request, 'passkey-removed', now, { passkey: id, ended })
      },
    })
    if (removed === 'gone') throw notFound()
    if (removed === 'done') return reply.seeOther('/account#passkeys')
    return passkeyPage(request, reply.code(409), { errors: [{ field: 'removal', text: 'account.refused.last-way' }] })
  }

  async function newPage(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}) {
    const { accountId, name } = actorOf(request)
    const [account, known] = await Promise.all([accounts.find(db, accountId), passkeys.ofAccount(db, accountId)])
    const user = { handle: account?.userHandle ?? '', loginName: account?.loginName ?? name, name }
    const passkey = await askToMakePasskey(request, reply, deps, { user, known })
    if (!passkey) throw notFound()
    return reply.page('account/new-passkey', { passkey, script: 'ways.js', ...shown })
  }

  async function passkeyPage(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}) {
    const { id } = request.params as OfPasskey['Params']
    const { accountId } = actorOf(request)
    const found = (await passkeys.ofAccount(db, accountId)).find(one => one.id === id)
    if (!found) throw notFound()
    const { label, addedAt, lastUsedAt } = found
    return reply.page('account/passkey', {
      passkey: { id, label, addedAt, lastUsedAt },
      mayRemove: await mayTake(deps, accountId, id),
      ...shown,
    })
  }

  return { newForm, add, show, rename, remove }
}
