import type { FastifyReply, FastifyRequest } from 'fastify'
import { readLoginName } from '../../domain/account/login-name.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as sessions from '../../store/account/sessions.ts'
import * as delays from '../../store/account/sign-in-delays.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import { hashChosen } from '../../ways/chosen-password.ts'
import { forget, recall } from '../../web/access/short-memory.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { waysBack } from './ways-back.ts'

/** The last step of every way back: a new password, all sessions end, and the owner signs in with it as usual. */
export function newPasswordPages(deps: Deps) {
  const { db, ring, clock } = deps

  async function proved(request: FastifyRequest) {
    const id = recall(request, deps, 'recovery')
    return id === undefined ? undefined : recoveries.open(db, id, clock())
  }

  const form: Handler = async (request, reply) => {
    const recovery = await proved(request)
    return recovery ? page(reply, recovery) : reply.seeOther('/recovery')
  }

  const save: Handler = async (request, reply) => {
    const recovery = await proved(request)
    if (!recovery) return over(reply)
    const { password = '', again = '', ...form } = rawForm(request.body)
    const { accountId, personId } = recovery
    const typed = recovery.loginName ?? form['login_name'] ?? ''
    const loginName = recovery.loginName
      ? { ok: true as const, value: recovery.loginName }
      : readLoginName(form['login_name'] ?? '')
    const chosen = await hashChosen(
      request,
      deps,
      { accountId, personId, loginName: typed, password, again },
      'password',
    )
    if (!loginName.ok || !chosen.ok) {
      const errors: FieldError[] = loginName.ok ? [] : [{ field: 'login_name', text: loginName.why }]
      if (chosen.ok) return page(reply.code(422), recovery, { form, errors })
      return page(reply.code(chosen.status), recovery, { form, errors: [...errors, ...chosen.errors] })
    }

    const { passwordHash } = chosen
    const now = clock()
    const done = await allOrNothing(db, async tx => {
      // the account before its ways back, as whoever removes a lost card takes them
      await accounts.hold(tx, accountId)
      const open = await recoveries.take(tx, recovery.id, now)
      if (!open) return { ok: false as const, why: 'recovery.refused.over' as const }
      const named = await accounts.setLoginName(tx, accountId, loginName.value)
      if (!named.ok) return named
      await accounts.setPassword(tx, accountId, passwordHash, now)
      await recoveries.use(tx, open, now)
      // two people, or somebody at the server itself, know who it is: a lost device must not keep them out,
      // nor let its finder in
      if (open.kind === 'hr' || open.kind === 'operator') await secondFactors.end(tx, accountId, 'recovered', now)
      const ended = await sessions.endAll(tx, accountId)
      const by = { accountId, role: 'employee', agencyId: null, requestId: request.id }
      const details = { kind: open.kind, ended }
      await events.add(tx, { what: 'account.recovered', about: accountId, by, at: now, details })
      await notices.tellAccount(tx, accountId, { text: `notice.recovered.${open.kind}`, url: '/account' }, now)
      await signIns.add(tx, { accountId, way: 'recovery', ...visitOf(request) }, null, now)
      return named
    })
    if (!done.ok && done.why === 'recovery.refused.over') return over(reply)
    if (!done.ok) {
      return page(reply.code(422), recovery, { form, errors: [{ field: 'login_name', text: done.why }] })
    }
    await delays.forgive(db, delays.accountAllowances(ring, loginName.value, request.place))
    forget(reply, 'recovery')
    return reply.page('recovery/done', { loginName: loginName.value })
  }

  const over = (reply: FastifyReply) =>
    waysBack(reply.code(422), deps, [{ field: 'ways', text: 'recovery.refused.over' }])

  const page = (reply: FastifyReply, { loginName }: recoveries.Recovery, shown: object = {}) =>
    reply.page('recovery/new-password', { loginName: loginName ?? '', ...shown })

  return { form, save }
}
