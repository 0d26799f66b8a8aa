import type { FastifyInstance } from 'fastify'
import { requireSignIn } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { cardPages } from './by-card.ts'
import { codePages } from './by-code.ts'
import { linkPages } from './by-link.ts'
import { mailPages } from './by-mail.ts'
import { phonePages } from './by-phone.ts'
import { fromAbovePages, ofBelow } from './from-above.ts'
import { newPasswordPages } from './new-password.ts'
import { codeOfHrPages } from './of-hr.ts'
import { ofHelped, showsRecovery } from './scope.ts'
import { waysBack } from './ways-back.ts'

const ofHelp = { strong: 'agency', pressed: 'proof.pressed.recovery' } as const

/**
 * Back to an account whose password is gone: by one's card or phone, by a code from HR, by a link in a mail. None signs
 * in.
 */
export default async function recovery(app: FastifyInstance, deps: Deps) {
  app.get('/recovery', async (_request, reply) => waysBack(reply, deps))

  const card = cardPages(deps)
  app.get('/recovery/card', card.form)
  app.post('/recovery/card', card.answer)

  const code = codePages(deps)
  app.get('/recovery/code', code.form)
  app.post('/recovery/code', code.claim)

  const link = linkPages(deps)
  if (deps.sendMail) {
    const mail = mailPages(deps)
    app.get('/recovery/mail', mail.form)
    app.post('/recovery/mail', mail.ask)
    app.get('/recovery/mail/link', link.open('mail'))
  }
  app.get('/recovery/operator/link', link.open('operator'))

  if (deps.phone) {
    const phone = phonePages(deps)
    app.get('/recovery/phone', phone.form)
    app.post('/recovery/phone', phone.ask)
    app.get('/recovery/phone/:id', phone.answer)
  }

  const newPassword = newPasswordPages(deps)
  app.get('/recovery/new-password', newPassword.form)
  app.post('/recovery/new-password', newPassword.save)

  app.register(helping, deps)
}

/** For somebody who can no longer sign in: by their own HR, or from above. */
async function helping(app: FastifyInstance, deps: Deps) {
  requireSignIn(app, deps)

  const fromAbove = fromAbovePages(deps)
  app.get('/recoveries', fromAbove.list)
  app.register(async below => {
    ofBelow(below, deps)
    const atPerson = { ...ofHelp, proof: 'fresh', page: '/people/:id/recovery' } as const
    below.post(
      '/people/:id/reopening',
      { config: { ...showsRecovery, ...atPerson, only: 'aboveOffice' } },
      fromAbove.reopen,
    )
  })

  const ofHr = codeOfHrPages(deps)
  app.register(async helped => {
    ofHelped(helped, deps)
    helped.get('/people/:id/recovery', { config: showsRecovery }, ofHr.form)
    helped.post('/people/:id/recovery', { config: { ...showsRecovery, ...ofHelp, proof: 'fresh' } }, ofHr.ask)
  })
  const atAsked = { ...ofHelp, proof: 'fresh', page: '/recoveries/:id' } as const
  app.get('/recoveries/:id', { config: { only: 'askerOrConfirmer' } }, ofHr.show)
  app.post('/recoveries/:id/confirmation', { config: { ...atAsked, only: 'confirmerOfCode' } }, ofHr.confirm)
  app.post('/recoveries/:id/code', { config: { ...atAsked, only: 'askerOfCode' } }, ofHr.makeCode)
}
