import type { FastifyReply, FastifyRequest } from 'fastify'
import { mostOnPaper, paperBundles } from '../../domain/paper.ts'
import { sectionsAtAgency } from '../../domain/record/access.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { makeNext } from '../../making/make.ts'
import { printable, type PapersAsked } from '../../making/papers.ts'
import { speak } from '../../text/speak.ts'
import { askFile } from '../../web/access/asked-file.ts'
import { actorOf, agencyOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { withRepresented } from '../../web/show/acting-for.ts'
import { namedBy } from '../../web/show/list/named.ts'
import { readPaperForm, sectionBoxes } from '../../web/show/record/paper-form.ts'

/** With so many people at most a choice is handed on; those of so few are drawn while one waits for the answer. */
const mostChosen = 3000
const fewAtOnce = 5

type Found = Awaited<ReturnType<typeof printable>>
type Shown = { chosen: string[]; form?: Raw; errors?: FieldError[]; found?: Found }

/** The records of those who were chosen on paper: looked at first, then made in the background. */
export function papersOfMany(deps: Deps) {
  const { db, clock, installation } = deps

  /** From the list of people, where they were chosen. */
  const choice: Handler = async (request, reply) => {
    const chosen = namedBy(rawForm(request.body))
    if (chosen.length === 0) return reply.seeOther('/people', 'said.nobody-chosen')
    if (chosen.length > mostChosen) return reply.seeOther('/people', 'said.too-many-chosen')
    return page(request, reply, { chosen })
  }

  const look: Handler = async (request, reply) => {
    const read = await readMany(request)
    if (read.errors.length > 0) return page(request, reply.code(422), read)
    return page(request, reply, read)
  }

  const make: Handler = async (request, reply) => {
    const { errors, purpose, wish, ...shown } = await readMany(request)
    if (errors.length > 0) return page(request, reply.code(422), { ...shown, errors })
    const { name, actingFor, agencyName } = actorOf(request)
    const of: PapersAsked = {
      ...wish,
      people: shown.found.here.map(({ id }) => id),
      by: withRepresented(name, actingFor?.name ?? null, speak(reply.language())),
      agency: agencyName,
      isDemo: installation === 'demo',
    }
    const told = { purpose, recipients: speak('zh-TW')('recipient.office'), total: of.people.length, of }
    const file = await askFile(request, reply, deps, { kind: 'paper', role: hrRoleOf(request), ...told })
    if (of.people.length <= fewAtOnce) {
      const log = (err: unknown) => request.log.error({ err }, 'A file was not made and is tried again.')
      await makeNext(deps, file.id).catch(log)
    }
    return reply.seeOther(file.path, 'said.file-asked')
  }

  /** The form as it was sent, and of whom papers can be made now. */
  async function readMany(request: FastifyRequest) {
    const form = rawForm(request.body)
    const actor = actorOf(request)
    const chosen = namedBy(form).slice(0, mostChosen)
    const asked = { agencyId: agencyOf(request), people: chosen, asker: actor }
    const found = await printable({ db, now: clock() }, asked)
    const purpose = readPurpose(form['purpose'] ?? '')
    const { kind, isFull, chosen: sections } = readPaperForm(form, sectionsAtAgency(actor, 'export'))
    const bundle = paperBundles.find(one => one === form['bundle']) ?? 'one'
    const most = mostOnPaper[bundle]
    const errors: FieldError[] = []
    if (!purpose.ok) errors.push({ field: 'purpose', text: purpose.why })
    if (found.here.length === 0) errors.push({ field: 'main', text: 'export.refused.nobody' })
    const { each } = mostOnPaper
    if (found.here.length > each)
      errors.push({ field: 'bundle', text: 'paper.refused.too-many-each', holes: { most: each } })
    else if (found.here.length > most) errors.push({ field: 'bundle', text: 'paper.refused.too-many', holes: { most } })
    if (sections.length === 0) errors.push({ field: 'sections', text: 'paper.refused.no-section' })
    const wish = { kind, isFull, bundle, sections: sections.map(({ id }) => id) }
    return { form, chosen, found, errors, wish, purpose: purpose.ok ? purpose.value : '' }
  }

  function page(request: FastifyRequest, reply: FastifyReply, { found, chosen, form = {}, errors = [] }: Shown) {
    const looked = found && errors.length === 0 ? { people: found.here, ...found.left } : null
    const known = sectionsAtAgency(actorOf(request), 'export')
    return reply.page('papers/many', {
      chosen,
      form,
      errors,
      looked,
      bundles: paperBundles.map(value => ({ value, most: mostOnPaper[value] })),
      sections: sectionBoxes(known, form, { language: reply.language(), usual: false }),
      dense: true,
    })
  }

  return { choice, look, make }
}
