import type { Language } from '../domain/language.ts'
import { about } from './about.ts'
import { account } from './account/account.ts'
import { activationCode } from './account/activation-code.ts'
import { activation } from './account/activation.ts'
import { administrator } from './account/administrator.ts'
import { loginName } from './account/login-name.ts'
import { mailAddress } from './account/mail-address.ts'
import { password } from './account/password.ts'
import { recovery } from './account/recovery.ts'
import { signIn } from './account/sign-in.ts'
import { agency } from './agency/agency.ts'
import { deputy } from './agency/deputy.ts'
import { role } from './agency/role.ts'
import { card } from './card/card.ts'
import { verifier } from './card/verifier.ts'
import { clock } from './clock.ts'
import { correction } from './correction/correction.ts'
import { review } from './correction/review.ts'
import { form } from './form.ts'
import { diagnosis, finding } from './help-desk/diagnosis.ts'
import { guide } from './help-desk/guide.ts'
import { healthCardDiagnosis, healthCardFinding } from './help-desk/health-card-diagnosis.ts'
import { helpDesk } from './help-desk/help-desk.ts'
import { rollOut } from './help-desk/roll-out.ts'
import { home } from './home.ts'
import { config } from './installation/config.ts'
import { demo } from './installation/demo.ts'
import { installation } from './installation/installation.ts'
import { layout } from './layout.ts'
import { nationalId } from './national-id.ts'
import { inbox } from './notice/inbox.ts'
import { letter } from './notice/letter.ts'
import { notice } from './notice/notice.ts'
import { people } from './person/people.ts'
import { person } from './person/person.ts'
import { problem } from './problem.ts'
import { accessLog } from './record/access-log.ts'
import { code } from './record/code.ts'
import { lock } from './record/lock.ts'
import { personalData } from './record/personal-data.ts'
import { record } from './record/record.ts'
import { row } from './record/row.ts'
import { rocDate } from './roc-date.ts'
import { routes } from './routes.ts'
import { said } from './said.ts'
import type { Sentences } from './sentences.ts'
import { setUp } from './set-up.ts'
import { trust } from './trust/trust.ts'
import { agencyCard } from './ways/agency-card.ts'
import { cardForm } from './ways/card-form.ts'
import { challenge } from './ways/challenge.ts'
import { component } from './ways/component.ts'
import { healthCardCode } from './ways/health-card-codes.ts'
import { healthCard } from './ways/health-card.ts'
import { mobileId } from './ways/mobile-id.ts'
import { passkey } from './ways/passkey.ts'
import { secondFactor } from './ways/second-factor.ts'

/** Every sentence of the product. A key stands in one noun only; `test/text.ts` checks it. */
export const all = {
  ...about,
  ...cardForm,
  ...challenge,
  ...accessLog,
  ...account,
  ...administrator,
  ...activation,
  ...activationCode,
  ...agency,
  ...agencyCard,
  ...card,
  ...clock,
  ...code,
  ...component,
  ...config,
  ...correction,
  ...lock,
  ...review,
  ...people,
  ...demo,
  ...deputy,
  ...diagnosis,
  ...finding,
  ...form,
  ...guide,
  ...healthCardCode,
  ...healthCardDiagnosis,
  ...healthCardFinding,
  ...healthCard,
  ...helpDesk,
  ...home,
  ...inbox,
  ...installation,
  ...layout,
  ...letter,
  ...loginName,
  ...mailAddress,
  ...mobileId,
  ...nationalId,
  ...notice,
  ...passkey,
  ...password,
  ...personalData,
  ...secondFactor,
  ...person,
  ...problem,
  ...recovery,
  ...record,
  ...rocDate,
  ...rollOut,
  ...role,
  ...routes,
  ...said,
  ...setUp,
  ...row,
  ...signIn,
  ...trust,
  ...verifier,
} as const satisfies Sentences

export type TextKey = keyof typeof all
export type { Language }

/** For keys that come from outside this code, such as old notices. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(all, key)

export type Holes = Record<string, string | number>
export type Speak = (key: TextKey, holes?: Holes) => string

/** `speak(language)` gives `t`. A hole without a value is a bug and throws; a value without a hole is ignored. */
export function speak(language: Language): Speak {
  return (key, holes = {}) => {
    const sentence: string = all[key][language === 'zh-TW' ? 'zh' : 'en']
    if (!sentence.includes('{')) return sentence
    return sentence.replace(/\{(\w+)\}/g, (_, hole: string) => {
      const value = holes[hole]
      if (value === undefined) throw new Error(`${key} has no value for {${hole}}`)
      return String(value)
    })
  }
}
