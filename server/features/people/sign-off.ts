import { writePaper, paperMedias } from '../../documents/paper/write.ts'
import type { Part } from '../../documents/paper/paper.ts'
import { legalDay } from '../../domain/clock.ts'
import { instantText } from '../../domain/roc-date.ts'
import * as disclosures from '../../store/outgoing/disclosures.ts'
import { speak } from '../../text/speak.ts'
import { actorOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'
import { withRepresented } from '../../web/show/acting-for.ts'
import type { Placed } from '../../web/show/list/told-apart.ts'
import { sendFile } from '../../web/transport/send-file.ts'
import { noteReadings } from './person.ts'
import { selectionOf } from './selection.ts'

/** A list of those who were chosen, by unit, on which each signs that their record was checked (校對清冊). */
export function signOffPages(deps: Deps) {
  const print: Handler = async (request, reply) => {
    const found = await selectionOf(request, deps)
    if (!found.ok) return reply.seeOther('/people', found.why)
    const language = reply.language()
    const t = speak(language)
    const now = deps.clock()
    const { name, actingFor, agencyName } = actorOf(request)
    const title = t('paper.list.title')
    const written = await writePaper('pdf', {
      title,
      language,
      author: agencyName,
      madeAt: now,
      head: [agencyName, title],
      foot: [
        t('paper.record.foot', {
          time: instantText(now, language),
          name: withRepresented(name, actingFor?.name ?? null, t),
          purpose: t('paper.list.purpose'),
        }),
        deps.installation === 'demo' ? t('paper.demo') : '',
      ]
        .filter(Boolean)
        .join('\n'),
      parts: [{ kind: 'heading', level: 1, text: title }, ...partsOf(found.people, t)],
    })
    if (!written.ok) throw refuseWith(503, written.why)
    const reading = {
      action: 'print',
      section: 'page.check-list',
      purpose: speak('zh-TW')('paper.list.purpose'),
    } as const
    await noteReadings(
      request,
      found.people.map(({ id }) => id),
      deps,
      reading,
    )
    const zh = speak('zh-TW')
    await disclosures.addPaper(
      deps.db,
      {
        kind: 'paper',
        personIds: found.people.map(({ id }) => id),
        fields: ['basic.name_zh'],
        purpose: zh('paper.list.purpose'),
        recipients: zh('recipient.signers'),
        by: viewerOf(request, hrRoleOf(request)),
      },
      now,
    )
    const file = `${title}-${legalDay(now).replaceAll('-', '')}.pdf`
    return sendFile(reply, { name: file, media: paperMedias.pdf, bytes: written.bytes })
  }

  return { print }
}

function partsOf(people: readonly Placed[], t: ReturnType<typeof speak>): Part[] {
  const head = [
    t('paper.list.number'),
    t('person.name'),
    t('paper.list.title-of-post'),
    t('paper.list.result'),
    t('paper.check.signature'),
    t('paper.check.day'),
  ]
  const units = [...new Set(people.map(({ unit }) => unit))].toSorted((a, b) => a.localeCompare(b, 'zh-TW'))
  const tables = units.flatMap((unit): Part[] => [
    { kind: 'heading', level: 2, text: unit || t('paper.list.no-unit') },
    {
      kind: 'table',
      head,
      widths: [2, 6, 6, 6, 6, 4],
      rowHeight: 28,
      rows: people
        .filter(one => one.unit === unit)
        .map(({ name, title, staffNumber }, i) => [
          String(i + 1),
          [name, staffNumber].filter(Boolean).join('\n'),
          title,
          t('paper.list.choices'),
          '',
          '',
        ]),
    },
  ])
  return [
    { kind: 'text', text: t('paper.list.lead') },
    ...tables,
    { kind: 'signatures', labels: [t('paper.list.made-by'), t('paper.list.head-of-unit'), t('paper.check.stamp')] },
  ]
}
