import type { FastifyInstance } from 'fastify'
import { nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { takeUploads } from '../../web/transport/uploads.ts'
import { disputePages } from './dispute.ts'
import { draftPages } from './draft.ts'
import { evidencePages } from './evidence.ts'
import { fieldPages } from './fields.ts'
import { listPages } from './list.ts'
import { ofDraft, ofOwn } from './own-correction.ts'
import { signingPages } from './signing.ts'
import { pieceSchema, statusPages } from './status.ts'
import { withdrawalPages } from './withdrawal.ts'

/** One's own corrections: draft, evidence, check, signature, and what became of them. */
export default async function ownCorrections(app: FastifyInstance, deps: Deps) {
  nameOnly(app, 'owner')

  const { list, start } = listPages(deps)
  app.get('/corrections', list)
  app.post('/corrections', start)

  app.register(async one => {
    ofOwn(one, deps)

    one.get('/corrections/:id/fields', ofDraft, fieldPages(deps).choose)

    const draft = draftPages(deps)
    one.get('/corrections/:id/edit', ofDraft, draft.edit)
    one.post('/corrections/:id/edit', ofDraft, draft.save)
    one.get('/corrections/:id/check', ofDraft, draft.check)

    const evidence = evidencePages(deps)
    one.get('/corrections/:id/evidence', ofDraft, evidence.list)
    one.register(async uploading => {
      await takeUploads(uploading, deps.config.evidenceMaxBytes)
      uploading.post('/corrections/:id/evidence', ofDraft, evidence.add)
    })
    one.get('/corrections/:id/evidence/:file', evidence.open)
    one.post('/corrections/:id/evidence/:file/removal', ofDraft, evidence.remove)

    const signing = signingPages(deps)
    one.get('/corrections/:id/signing', signing.show)
    one.post('/corrections/:id/signing', ofDraft, signing.byCard)
    if (deps.phone) {
      one.post('/corrections/:id/signing/phone', ofDraft, signing.byPhone)
      one.get('/corrections/:id/signing/phone/:request', signing.phone)
    }
    // kept as sent by password
    const ofUnsigned = { strong: 'not-asked', pressed: 'proof.pressed.unsigned' } as const
    const atSigning = { proof: 'fresh', page: '/corrections/:id/signing', ...ofUnsigned } as const
    one.post('/corrections/:id/unsigned', { ...ofDraft, config: atSigning }, signing.withoutSignature)

    const status = statusPages(deps)
    one.get('/corrections/:id', status.show)
    // back to the page with the links: a browser that is sent on to a file stays on the page for the proof
    const ofPiece = {
      config: { proof: 'fresh', strong: 'own', page: '/corrections/:id' },
      schema: pieceSchema,
    } as const
    one.get('/corrections/:id/signatures/:round/:piece', ofPiece, status.signature)

    const dispute = disputePages(deps)
    one.get('/corrections/:id/dispute', dispute.form)
    one.post('/corrections/:id/dispute', dispute.set)
    one.post('/corrections/:id/dispute/end', dispute.end)

    const withdrawal = withdrawalPages(deps)
    one.get('/corrections/:id/withdrawal', withdrawal.ask)
    one.post('/corrections/:id/withdrawal', withdrawal.withdraw)
  })
}
