import type { FastifyReply, FastifyRequest } from 'fastify'
import { addDays, legalDay } from '../../domain/clock.ts'
import * as roleGrants from '../../store/agency/role-grants.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

/** Which HR officers of an agency work with sensitive data, given and taken by their chief. */
export function sensitiveRightPages({ db, clock }: Deps) {
  const show: Handler = async (request, reply) =>
    reply.page('agencies/sensitive', { agency: request.agency, officers: await officersOf(request) })

  const save: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const officer = (await officersOf(request)).find(({ accountId }) => accountId === form['account'])
    if (!officer) throw notFound()
    const now = clock()
    const by = byOf(request, 'hr_chief')
    const agencyId = request.agency.id
    const isGiven = form['right'] === 'yes'
    await db.transaction(async tx => {
      if (isGiven) return roleGrants.give(tx, officer.accountId, [{ role: 'hr_sensitive', agencyId }], by, now)
      const lastDay = addDays(legalDay(now), -1)
      return roleGrants.endAt(tx, officer.accountId, agencyId, { lastDay, by, now, role: 'hr_sensitive' })
    })
    return saved(reply, request, isGiven)
  }

  const officersOf = async ({ agency }: FastifyRequest) =>
    (await roleGrants.ofAgency(db, agency.id, legalDay(clock())))
      .filter(({ roles }) => roles.includes('hr_officer') && !roles.includes('hr_chief'))
      .map(({ accountId, name, title, roles }) => ({ accountId, name, title, has: roles.includes('hr_sensitive') }))

  return { show, save }
}

const saved = (reply: FastifyReply, request: FastifyRequest, isGiven: boolean) =>
  reply.seeOther(`/agencies/${request.agency.id}/sensitive`, isGiven ? 'said.sensitive-given' : 'said.sensitive-taken')
