import {
  certificateKinds,
  maxTemplate,
  unknownField,
  type CertificateKind,
} from '../../domain/certificate/certificate.ts'
import { legalDay } from '../../domain/clock.ts'
import { tidy } from '../../domain/typed-text.ts'
import * as certificates from '../../store/certificate/certificates.ts'
import * as templates from '../../store/certificate/templates.ts'
import { hasRole, isTheirOwn, ownPeople } from '../../domain/agency/actor.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, agencyOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { fieldNamed, fieldNames, templateOf } from './texts.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'

const size = 25
const mostWaiting = 200

/** All certificates of an agency, and what they say. */
export function agencyCertificates(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const { after = '', state = '' } = rawForm(request.query)
    if (state === 'prepared') return waiting(request, reply)
    const [time = '', id = ''] = after.split('_')
    const place = /^\d{1,14}$/.test(time) && isId(id) ? { at: new Date(Number(time)), id } : undefined
    const found = await certificates.ofAgency(db, agencyOf(request), {
      today: legalDay(clock()),
      after: place,
      limit: size + 1,
    })
    const rows = found.slice(0, size)
    const last = rows.at(-1)
    const actor = actorOf(request)
    return reply.page('certificates/agency', {
      certificates: rows.map(one => ({ ...one, isOwn: isTheirOwn(actor, one.personId), at: null })),
      next: found.length > size && last ? `${last.preparedAt.getTime()}_${last.id}` : null,
      isWaiting: false,
      maySeal: hasRole(actor, 'hr_chief'),
      dense: true,
    })
  }

  /** What the chief seals, here and for agencies below that have nobody else. */
  async function waiting(request: FastifyRequest, reply: FastifyReply) {
    const actor = actorOf(request)
    const agencyId = agencyOf(request)
    const sealer = { agencyId, not: ownPeople(actor), today: legalDay(clock()) }
    const found = hasRole(actor, 'hr_chief') ? await certificates.toSeal(db, sealer, mostWaiting) : []
    return reply.page('certificates/agency', {
      certificates: found.map(one => ({
        ...one,
        isOwn: false,
        isHere: one.agencyId === agencyId,
        at: one.agencyId === agencyId ? null : one.agencyName,
      })),
      next: null,
      isWaiting: true,
      maySeal: true,
      dense: true,
    })
  }

  const show: Handler = async (request, reply) => page(request, reply)

  const save: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const kind = certificateKinds.find(one => one === form['kind']) ?? 'employment'
    const agencyId = agencyOf(request)
    const body = tidy(form[kind] ?? '').replace(/\r\n?/g, '\n')
    const { length } = [...body]
    const unknown = unknownField(body, fieldNamed)
    const errors: FieldError[] = []
    if (length < 10 || length > maxTemplate) errors.push({ field: kind, text: 'certificate.refused.blank' })
    if (unknown !== undefined) {
      errors.push({ field: kind, text: 'certificate.refused.unknown-field', holes: { name: unknown } })
    }
    if (errors.length > 0) return page(request, reply.code(422), { form, errors })
    const base = /^\d{1,6}$/.test(form['version'] ?? '') ? Number(form['version']) : -1
    const isKept = await once(
      request,
      deps,
      tx => templates.add(tx, { agencyId, kind, base, body }, byOf(request, hrRoleOf(request)), clock()),
      done => (done ? '/certificates/templates' : null),
    )
    if (!isKept) {
      return page(request, reply.code(409), {
        form,
        errors: [{ field: 'main', text: 'record.refused.changed-meanwhile' }],
        changed: kind,
      })
    }
    return reply.seeOther('/certificates/templates', 'said.certificate-template')
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { form?: Raw; errors?: FieldError[]; changed?: CertificateKind } = {},
  ) {
    const of = async (kind: CertificateKind) => ({ kind, ...(await templateOf(db, agencyOf(request), kind)) })
    return reply.page('certificates/templates', {
      templates: await Promise.all(certificateKinds.map(of)),
      fields: fieldNames.map(({ name }) => `[${name}]`).join(' '),
      changed: null,
      ...shown,
    })
  }

  return { list, show, save }
}
