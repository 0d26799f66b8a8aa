import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { sameName } from '../../domain/name-text.ts'
import { showCode } from '../../domain/readable-code.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as activations from '../../store/account/activations.ts'
import type { Agency } from '../../store/agency/agencies.ts'
import * as roleGrants from '../../store/agency/role-grants.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import * as assignments from '../../store/person/assignments.ts'
import * as people from '../../store/person/people.ts'
import { idIndex } from '../../store/record/records.ts'
import { speak, type TextKey } from '../../text/speak.ts'
import { firstWays, waysInWords } from '../../ways/offered-ways.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { codeOptions } from '../../web/show/options.ts'
import type { FirstPerson } from './form.ts'
import { readFirstPerson } from './form.ts'

const codeView = 'agencies/code'

type Code = { code: string; expiresAt: Date }
type Named = { ok: true; code: Code | null } | { ok: false; why: TextKey }

/** Names who does the HR work of an agency: the administrator enters who it is, a role and nothing else. */
export function firstPersonPages(deps: Deps) {
  const { db, ring, clock, config } = deps

  const show: Handler = async ({ agency }, reply) =>
    form(reply, agency, { form: { hr_chief: 'yes', staff_kind: 'civil' } })

  const add: Handler = async (request, reply) => {
    const { agency } = request
    const raw = rawForm(request.body)
    const read = readFirstPerson(raw)
    if (!read.ok) return form(reply.code(422), agency, read)
    const told = [await waysOf(reply), read.value.identity.name, 'agency.first-person.done'] as const
    const named = await once(
      request,
      deps,
      tx => name(tx, request, agency, read.value),
      made => (made.ok ? shown(agency, ...told, made.code) : null),
    )
    if (!named.ok) {
      return form(reply.code(422), agency, { form: raw, errors: [{ field: 'id_number', text: named.why }] })
    }
    return reply.page(codeView, codeModel(agency, ...told, named.code))
  }

  const issue: Handler = async (request, reply) => {
    const { agency } = request
    const { account } = rawForm(request.body)
    const holders = await roleGrants.ofAgency(db, agency.id, legalDay(clock()))
    const holder = holders.find(({ accountId, accountState }) => accountId === account && accountState === 'invited')
    if (!holder) throw notFound()
    const told = [await waysOf(reply), holder.name, 'agency.new-code.done'] as const
    const code = await once(
      request,
      deps,
      tx => issueCode(tx, request, holder.accountId),
      made => shown(agency, ...told, made),
    )
    return reply.page(codeView, codeModel(agency, ...told, code))
  }

  /** Somebody new, or somebody who is here already under the same name and number. */
  async function name(tx: Deps['db'], request: FastifyRequest, agency: Agency, person: FirstPerson): Promise<Named> {
    const now = clock()
    const by = byOf(request, 'sysadmin')
    const { staffKind, title, identity } = person
    const assignment = { agencyId: agency.id, staffKind, title, from: legalDay(now) }
    const here = await roleGrants.ofAgency(tx, agency.id, legalDay(now))
    const hasChief = [person, ...here].some(({ roles }) => roles.includes('hr_chief'))
    // where no chief is there to give it, nobody else could decide on sensitive data
    const roles = hasChief ? person.roles : [...person.roles, 'hr_sensitive' as const]
    const grants = roles.map(role => ({ role, agencyId: agency.id }))
    const reason = speak('zh-TW')('person.added')
    const added = await people.add(tx, ring, { ...identity, assignment, grants, reason }, by, now)
    if (added.ok) return { ok: true, code: await issueCode(tx, request, added.accountId) }

    const known = await people.byEverNumber(tx, idIndex(ring, identity.idNumber))
    const account = known && (await accounts.ofPerson(tx, known.id))
    if (!known || !account || !sameName(known.name, identity.name)) {
      return { ok: false, why: 'agency.refused.other-name' }
    }
    if (account.id === actorOf(request).accountId) return { ok: false, why: 'agency.refused.own-role' }
    if (account.state === 'closed') return { ok: false, why: 'agency.refused.account-closed' }
    await assignments.assign(tx, known.id, assignment, by, now)
    await roleGrants.give(tx, account.id, grants, by, now)
    const notice = { text: 'notice.role-given', holes: { agency: agency.name }, url: '/' } as const
    await notices.tellAccount(tx, account.id, notice, now)
    return { ok: true, code: account.state === 'invited' ? await issueCode(tx, request, account.id) : null }
  }

  async function issueCode(tx: Deps['db'], request: FastifyRequest, accountId: string): Promise<Code> {
    const by = byOf(request, 'sysadmin')
    const code = await activations.issue(tx, ring, { accountId, by: by.accountId }, clock())
    await events.add(tx, { what: 'activation.issued', about: accountId, by, at: clock() })
    return code
  }

  const waysOf = async (reply: FastifyReply) => waysInWords(await firstWays(deps), reply.language())

  const shown = (agency: Agency, ...told: [ways: string, who: string, done: TextKey, code: Code | null]) => ({
    url: `/agencies/${agency.id}`,
    page: { view: codeView, model: codeModel(agency, ...told) },
  })

  const codeModel = (agency: Agency, ways: string, who: string, done: TextKey, code: Code | null) => ({
    agency,
    who,
    done,
    code: code ? showCode(code.code) : '',
    expiresAt: code?.expiresAt ?? clock(),
    activationUrl: `${config.baseUrl}/activation`,
    ways,
  })

  return { show, add, issue }
}

async function form(reply: FastifyReply, agency: Agency, shown: { form: Raw; errors?: FieldError[] }) {
  return reply.page('agencies/first-person', {
    ...shown,
    agency,
    idKinds: codeOptions(codesOf('id_types'), reply.language()),
    staffKinds: codeOptions(codesOf('staff_kinds'), reply.language()),
  })
}
