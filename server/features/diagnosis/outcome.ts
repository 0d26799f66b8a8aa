import type { FastifyReply, FastifyRequest } from 'fastify'
import { speak, type TextKey } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { sendFile } from '../../web/transport/send-file.ts'
import type { Site } from './all-facts.ts'
import { pageQuestion } from './health-card.ts'
import { reportText } from './report.ts'
import { factRows, resultOf } from './result.ts'
import { addressOfSeen, fieldsOf, isOfHealthCard, readSeen, type Seen } from './seen.ts'

/** What was found, with what to do about it, as a page and as a text. */
export function outcomePages({ clock, config }: Deps, site: Site) {
  const show: Handler = async (request, reply) => {
    // what does not belong in the address does not stay there
    const address = addressOfSeen('/diagnosis/result', readSeen(rawForm(request.query)))
    if (request.url !== address) return reply.seeOther(address)
    const t = speak(reply.language())
    const { seen, found, rows, report } = await diagnosed(request, reply)
    return reply.page('diagnosis/result', {
      found,
      rows,
      report,
      fields: fieldsOf(seen),
      noneFound: noneFound(seen),
      isOfHealthCard: isOfHealthCard(seen),
      page: pageQuestion(found, config, t),
      isSigned: seen.facts.signature === 'good',
      download: addressOfSeen('/diagnosis/report.txt', seen),
      signing: mayTrySignature(seen) ? addressOfSeen('/diagnosis/signature', seen) : null,
    })
  }

  const download: Handler = async (request, reply) => {
    const { report } = await diagnosed(request, reply)
    return sendFile(reply, { name: 'card-check.txt', media: 'text/plain; charset=utf-8', bytes: Buffer.from(report) })
  }

  async function diagnosed(request: FastifyRequest, reply: FastifyReply) {
    const language = reply.language()
    const seen = readSeen(rawForm(request.query))
    const here = await site()
    const found = resultOf(seen, here, language)
    const rows = factRows(seen, here, language)
    const address = config.baseUrl + addressOfSeen('/diagnosis/result', seen)
    const report = reportText({ at: clock(), site: config.baseUrl, address, found, rows }, language)
    return { seen, found, rows, report }
  }

  return { show, download }
}

/** What is said where nothing is wrong, by how much was tried. */
function noneFound(seen: Seen): TextKey {
  if (seen.facts.signature === 'good') return 'diagnosis.found-none-signed'
  if (seen.source === 'said') return 'diagnosis.found-none-said'
  return isOfHealthCard(seen) ? 'diagnosis.found-none-health' : 'diagnosis.found-none-unsigned'
}

/** A card that was read can be asked to sign. */
const mayTrySignature = ({ source, facts }: Seen) =>
  source === 'measured' && (facts.reader === 'card' || facts.reader === 'several') && facts.signature !== 'good'
