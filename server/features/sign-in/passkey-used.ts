import type { FastifyRequest } from 'fastify'
import type { PurposeOf } from '../../domain/way.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import * as passkeys from '../../store/ways/passkeys.ts'
import { refused, type Answered } from '../../ways/answered.ts'
import { readPasskeyAnswer } from '../../ways/passkey-answer.ts'
import type { Deps } from '../../web/deps.ts'

type Found = NonNullable<Awaited<ReturnType<typeof passkeys.byCredential>>>

/**
 * Which passkey answered the question of our page; where only the owner of an account may answer, one of theirs. That
 * it was used is kept; a count that did not rise is an event, and its owner is told.
 */
export async function usePasskey(
  request: FastifyRequest,
  deps: Deps,
  { purpose, accountId }: { purpose: PurposeOf<'passkey'>; accountId?: string },
): Promise<Answered<{ passkey: Found }, Found>> {
  const { db, clock } = deps
  const find = (credentialId: string) => passkeys.byCredential(db, credentialId)
  const answer = await readPasskeyAnswer(request, deps, { purpose, find })
  if (!answer.ok) return answer
  const { passkey } = answer
  if (accountId && passkey.accountId !== accountId) return refused('passkey', 'passkey.refused.other-account')
  const now = clock()
  const done = await db.transaction(async tx => {
    const used = await passkeys.use(tx, passkey.id, answer, now)
    if (used === 'gone-back') {
      const by = { accountId: null, role: null, agencyId: null, requestId: request.id }
      const details = { passkey: passkey.id, kept: passkey.counter, said: answer.counter }
      await events.add(tx, { what: 'account.passkey-counter', about: passkey.accountId, by, at: now, details })
      const notice = { text: 'notice.account.passkey-counter', url: '/account#passkeys' } as const
      await notices.tellAccount(tx, passkey.accountId, notice, now)
    }
    return used
  })
  if (done === 'used') return { ok: true, passkey }
  const why = done === 'removed' ? 'passkey.refused.removed' : 'passkey.refused.counter'
  return { ...refused('passkey', why), claimed: passkey }
}
