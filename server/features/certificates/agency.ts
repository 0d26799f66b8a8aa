import {
  certificateKinds,
  maxTemplate,
  unknownField,
  type CertificateKind,
} from '../../domain/certificate/certificate.ts'
import { tidy } from '../../domain/typed-text.ts'
import * as templates from '../../store/certificate/templates.ts'
import { once } from '../../web/access/once.ts'
import { agencyOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { fieldNamed, fieldNames, templateOf } from './texts.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** What the certificates of an agency say. */
export function certificateTemplates(deps: Deps) {
  const { db, clock } = deps

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

  return { show, save }
}
