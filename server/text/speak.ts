import type { Language } from '../domain/language.ts'
import { about } from './about.ts'
import { account } from './account/account.ts'
import { activationCode } from './account/activation-code.ts'
import { activationLetter } from './account/activation-letter.ts'
import { activation } from './account/activation.ts'
import { administrator } from './account/administrator.ts'
import { cardEnd } from './account/card-end.ts'
import { cardRenewal } from './account/card-renewal.ts'
import { loginName } from './account/login-name.ts'
import { mailAddress } from './account/mail-address.ts'
import { password } from './account/password.ts'
import { proof } from './account/proof.ts'
import { recovery } from './account/recovery.ts'
import { savedForm } from './account/saved-form.ts'
import { session } from './account/session.ts'
import { signIn } from './account/sign-in.ts'
import { signOut } from './account/sign-out.ts'
import { signedInAlready } from './account/signed-in-already.ts'
import { agency } from './agency/agency.ts'
import { deputy } from './agency/deputy.ts'
import { role } from './agency/role.ts'
import { card } from './card/card.ts'
import { command } from './card/command.ts'
import { ocsp } from './card/ocsp.ts'
import { question } from './card/question.ts'
import { verifier } from './card/verifier.ts'
import { certificate } from './certificate/certificate.ts'
import { verify } from './certificate/verify.ts'
import { calendar } from './calendar/calendar.ts'
import { deadline } from './correction/deadline.ts'
import { told } from './outgoing/told.ts'
import { dispute } from './correction/dispute.ts'
import { basis } from './correction/basis.ts'
import { correction } from './correction/correction.ts'
import { evidence } from './correction/evidence.ts'
import { photo } from './correction/photo.ts'
import { review } from './correction/review.ts'
import { signature } from './correction/signature.ts'
import { signing } from './correction/signing.ts'
import { form } from './form.ts'
import { framed } from './framed.ts'
import { accessibility } from './help-desk/accessibility.ts'
import { administration } from './help-desk/administration.ts'
import { checkReport } from './help-desk/check-report.ts'
import { componentSetting } from './help-desk/component-setting.ts'
import { healthCardDiagnosis, healthCardFinding } from './help-desk/diagnosis-health-card.ts'
import { diagnosis, finding } from './help-desk/diagnosis.ts'
import { failure } from './help-desk/failure.ts'
import { guide } from './help-desk/guide.ts'
import { codeLoad } from './record/code-load.ts'
import { codeTable } from './record/code-table.ts'
import { outage } from './help-desk/outage.ts'
import { rollOut } from './help-desk/roll-out.ts'
import { wayOffer } from './help-desk/way-offer.ts'
import { home } from './home.ts'
import { config } from './installation/config.ts'
import { database } from './installation/database.ts'
import { demo } from './installation/demo.ts'
import { installation } from './installation/installation.ts'
import { keysFile } from './installation/keys-file.ts'
import { port } from './installation/port.ts'
import { settingsFile } from './installation/settings-file.ts'
import { imports } from './import/import.ts'
import { layout } from './layout.ts'
import { nationalId } from './national-id.ts'
import { nav } from './nav.ts'
import { inbox } from './notice/inbox.ts'
import { letter } from './notice/letter.ts'
import { notice } from './notice/notice.ts'
import { pager } from './pager.ts'
import { directory } from './person/directory.ts'
import { list } from './person/list.ts'
import { people } from './person/people.ts'
import { person } from './person/person.ts'
import { workingLife } from './person/working-life.ts'
import { problem } from './problem.ts'
import { access } from './record/access.ts'
import { accessLog } from './record/access-log.ts'
import { address } from './record/address.ts'
import { copy } from './outgoing/copy.ts'
import { exporting } from './outgoing/export.ts'
import { file } from './outgoing/file.ts'
import { mark } from './outgoing/mark.ts'
import { recipient } from './outgoing/recipient.ts'
import { batch } from './record/batch.ts'
import { comparison } from './record/comparison.ts'
import { change } from './record/change.ts'
import { code } from './record/code.ts'
import { derived } from './record/derived.ts'
import { findings } from './record/findings.ts'
import { history } from './record/history.ts'
import { lock } from './record/lock.ts'
import { past } from './record/past.ts'
import { personalData } from './record/personal-data.ts'
import { purpose } from './record/purpose.ts'
import { record } from './record/record.ts'
import { retention } from './record/retention.ts'
import { row } from './record/row.ts'
import { sensitive } from './record/sensitive.ts'
import { rocDate } from './roc-date.ts'
import { routes } from './routes.ts'
import { said } from './said.ts'
import { seal } from './seal.ts'
import { paper } from './paper.ts'
import { sheet } from './sheet.ts'
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
import { passkeyForm } from './ways/passkey-form.ts'
import { passkey } from './ways/passkey.ts'
import { phoneAnswer } from './ways/phone-answer.ts'
import { secondFactor } from './ways/second-factor.ts'
import { signingLine } from './ways/signing-line.ts'
import { way } from './ways/way.ts'

/** Every sentence of the product. A key stands in one noun only; `test/text.ts` checks it. */
export const all = {
  ...about,
  ...accessibility,
  ...cardForm,
  ...challenge,
  ...access,
  ...sensitive,
  ...accessLog,
  ...account,
  ...cardEnd,
  ...administrator,
  ...activation,
  ...activationCode,
  ...activationLetter,
  ...agency,
  ...agencyCard,
  ...card,
  ...ocsp,
  ...calendar,
  ...deadline,
  ...dispute,
  ...told,
  ...code,
  ...component,
  ...config,
  ...settingsFile,
  ...correction,
  ...evidence,
  ...photo,
  ...signature,
  ...signing,
  ...lock,
  ...review,
  ...people,
  ...demo,
  ...deputy,
  ...diagnosis,
  ...finding,
  ...form,
  ...framed,
  ...pager,
  ...seal,
  ...certificate,
  ...verify,
  ...paper,
  ...sheet,
  ...guide,
  ...healthCardCode,
  ...healthCardDiagnosis,
  ...healthCardFinding,
  ...healthCard,
  ...administration,
  ...checkReport,
  ...componentSetting,
  ...failure,
  ...outage,
  ...codeLoad,
  ...codeTable,
  ...way,
  ...wayOffer,
  ...home,
  ...inbox,
  ...installation,
  ...database,
  ...keysFile,
  ...port,
  ...imports,
  ...layout,
  ...nav,
  ...letter,
  ...directory,
  ...list,
  ...loginName,
  ...mailAddress,
  ...mobileId,
  ...phoneAnswer,
  ...nationalId,
  ...notice,
  ...passkey,
  ...passkeyForm,
  ...password,
  ...personalData,
  ...secondFactor,
  ...signingLine,
  ...person,
  ...workingLife,
  ...problem,
  ...recovery,
  ...purpose,
  ...record,
  ...retention,
  ...derived,
  ...basis,
  ...batch,
  ...copy,
  ...exporting,
  ...file,
  ...mark,
  ...recipient,
  ...comparison,
  ...findings,
  ...history,
  ...past,
  ...rocDate,
  ...rollOut,
  ...role,
  ...routes,
  ...said,
  ...setUp,
  ...row,
  ...address,
  ...change,
  ...signIn,
  ...cardRenewal,
  ...proof,
  ...savedForm,
  ...session,
  ...signOut,
  ...signedInAlready,
  ...trust,
  ...verifier,
  ...command,
  ...question,
} as const satisfies Sentences

export type TextKey = keyof typeof all
export type { Language }

/** For keys that come from outside this code, such as old notices. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(all, key)

export type Holes = Record<string, string | number>
export type Speak = (key: TextKey, holes?: Holes) => string

// a blank stands between Chinese and digits or Latin letters, so whether one belongs beside a hole depends on its value
const hole = /(?:(?<=[\u3400-\u9fff])( ))?\{(\w+)\}(?:( )(?=[\u3400-\u9fff]))?/gu
const beginsChinese = /^[\u3400-\u9fff]/u
const endsChinese = /[\u3400-\u9fff]$/u

/**
 * `speak(language)` gives `t`. A hole without a value is a bug and throws; a value without a hole is ignored. Blanks
 * beside a hole between Chinese words are left out where its value is Chinese: `請在 {time} 以後` takes 民國 115 年 too.
 */
export function speak(language: Language): Speak {
  return (key, holes = {}) => {
    const sentence: string = all[key][language === 'zh-TW' ? 'zh' : 'en']
    if (!sentence.includes('{')) return sentence
    return sentence.replace(hole, (_, before = '', name: string, after = '') => {
      if (holes[name] === undefined) throw new Error(`${key} has no value for {${name}}`)
      const value = String(holes[name])
      return `${beginsChinese.test(value) ? '' : before}${value}${endsChinese.test(value) ? '' : after}`
    })
  }
}
