import type { FastifyReply, FastifyRequest } from 'fastify'
import { derOfFile } from '../../domain/card/der.ts'
import { maxCertificateFile } from '../../domain/card/profile.ts'
import { published, publishedName } from '../../domain/card/published.ts'
import { readAuthority } from '../../domain/card/trust.ts'
import { authorityState, listState } from '../../domain/trust/freshness.ts'
import * as events from '../../store/database/events.ts'
import * as authorities from '../../store/trust/authorities.ts'
import * as listFetching from '../../store/trust/list-fetching.ts'
import { addAuthority, fingerprintOf, type Role } from '../../store/trust/trust.ts'
import { speak, type Holes } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { receive } from '../../web/transport/uploads.ts'

const roles: readonly Role[] = ['root', 'citizen', 'agency']
const maxKilobytes = maxCertificateFile / 1024

type Of = { Params: { fingerprint: string } }

/** Which authorities' cards this installation takes, and how fresh their lists are. */
export function trustPages(deps: Deps) {
  const { db, clock, config, installation } = deps

  const list: Handler = async (_request, reply) => {
    const now = clock()
    const all = await authorities.all(db)
    return reply.page('trust/list', {
      rows: all.map(one => ({
        ...one,
        state: authorityState(one, now),
        listState: listState(one.list, now, config.revocationGraceHours),
      })),
      grace: config.revocationGraceHours,
      lists: await listFetching.state(db),
      fetches: (await authorities.fetches(db, 10)).map(({ what, at, details }) => ({
        at,
        isTaken: what === authorities.fetchEvents.taken,
        source: String(details['source']),
        why: String(details['why'] ?? ''),
        number: String(details['number'] ?? ''),
      })),
      dense: true,
    })
  }

  const askForLists: Handler = async (request, reply) => {
    await db.transaction(async tx => {
      if (await listFetching.ask(tx, clock())) await addEvent(tx, request, 'trust.lists-asked', 'lists')
    })
    return reply.seeOther('/trust', 'said.lists-asked')
  }

  const newForm: Handler<{ Querystring: Raw }> = async (request, reply) => {
    const errors = request.query['late'] ? [{ field: 'file', text: 'trust.refused.late' }] : []
    return reply.page('trust/new', { published, maxKilobytes, errors })
  }

  const compare: Handler = async (request, reply) => {
    const refuse = (text: FieldError['text'], holes: Holes = {}) =>
      reply.code(422).page('trust/new', { published, maxKilobytes, errors: [{ field: 'file', text, holes }] })
    const sent = await receive(request)
    if (!sent.ok && sent.why === 'large') return refuse('trust.refused.large', { size: maxKilobytes })
    if (!sent.ok) return refuse('trust.refused.blank')
    if (sent.bytes.length === 0) return refuse('trust.refused.blank')
    const read = check(derOfFile(sent.bytes, 'certificate'))
    return read.ok ? comparison(reply, read.facts) : refuse(read.why)
  }

  const add: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const der = Buffer.from((form['certificate'] ?? '').slice(0, 2 * maxCertificateFile), 'base64')
    const read = check(der)
    if (!read.ok) throw refuseWith(409, read.why)
    const role = roles.find(role => role === form['role'])
    const errors: FieldError[] = []
    if (!role) errors.push({ field: 'role', text: 'trust.refused.role' })
    if (form['compared'] !== 'yes') errors.push({ field: 'compared', text: 'trust.refused.not-compared' })
    if (!role || errors.length > 0) return comparison(reply.code(422), read.facts, { form, errors })

    const options = { test: installation === 'demo', at: clock(), by: actorOf(request).accountId }
    const why = await once(
      request,
      deps,
      async tx => {
        const refused = await addAuthority(tx, der, role, options)
        if (!refused) await addEvent(tx, request, 'trust.authority-added', read.facts.fingerprint, role)
        return refused
      },
      refused => (refused ? null : '/trust'),
    )
    if (why) return comparison(reply.code(422), read.facts, { form, errors: [{ field: 'role', text: why }] })
    return reply.seeOther('/trust', 'said.authority-added')
  }

  const removal: Handler<Of> = async (request, reply) => {
    const found = (await authorities.all(db)).find(one => one.fingerprint === request.params.fingerprint)
    if (!found) throw notFound()
    return reply.page('trust/removal', { authority: found, fingerprint: spaced(found.fingerprint) })
  }

  const remove: Handler<Of> = async (request, reply) => {
    const { fingerprint } = request.params
    await db.transaction(async tx => {
      const isRemoved = await authorities.remove(tx, fingerprint, clock())
      if (isRemoved) await addEvent(tx, request, 'trust.authority-removed', fingerprint)
    })
    return reply.seeOther('/trust', 'said.authority-removed')
  }

  const addEvent = (tx: Deps['db'], request: FastifyRequest, what: events.EventName, about: string, role?: Role) =>
    events.add(tx, { what, about, by: byOf(request, 'sysadmin'), at: clock(), ...(role && { details: { role } }) })

  return { list, askForLists, newForm, compare, add, removal, remove }
}

type Facts = { title: string; from: Date; until: Date; fingerprint: string; certificate: string }

/** What a certificate says and is known by, for a person to compare. */
function check(der: Buffer) {
  const read = readAuthority(der)
  if (!read.ok) return read
  const { title, from, until } = read.authority
  const facts: Facts = { title, from, until, fingerprint: fingerprintOf(der), certificate: der.toString('base64') }
  return { ok: true as const, facts }
}

function comparison(reply: FastifyReply, facts: Facts, { form = {}, errors = [] as FieldError[] } = {}) {
  const t = speak(reply.language())
  return reply.page('trust/check', {
    ...facts,
    spaced: spaced(facts.fingerprint),
    published: publishedName(facts.fingerprint) ?? '',
    roles: roles.map(role => ({ value: role, text: t(`trust.role.${role}`) })),
    form,
    errors,
  })
}

/** In groups of four, as people compare them. */
const spaced = (hex: string) => hex.replace(/.{4}(?=.)/g, '$& ')
