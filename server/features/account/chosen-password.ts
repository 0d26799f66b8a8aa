import { checkPassword, isTypedAgain } from '../../domain/account/password.ts'
import * as pastPasswords from '../../store/account/past-passwords.ts'
import { ownWords } from '../../store/person/own-words.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'

type Chosen = { accountId: string; personId: string; loginName: string; password: string; again: string }

/** What is wrong with a password that somebody chose for their account and typed twice; `field` is where it stands. */
export async function checkChosen({ db, ring, config }: Deps, chosen: Chosen, field: string): Promise<FieldError[]> {
  const { accountId, personId, loginName, password, again } = chosen
  const checked = checkPassword(password, await ownWords(db, ring, { personId, loginName, baseUrl: config.baseUrl }))
  if (!checked.ok) return [{ field, text: checked.why }]
  if (!isTypedAgain(password, again)) return [{ field: 'again', text: 'password.refused.again' }]
  const wasUsed = await pastPasswords.wasUsed(db, accountId, password)
  return wasUsed ? [{ field, text: 'password.refused.used-before' }] : []
}
