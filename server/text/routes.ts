import type { Sentences } from './sentences.ts'

export const routes = {
  'routes.between': { zh: '，', en: ', ' },
  'routes.elsewhere': { zh: '由他人網站送來的表單', en: 'a form sent by somebody else’s site' },
  'routes.everybody': { zh: '所有人', en: 'everybody' },
  'routes.may.administer': { zh: '系統管理者', en: 'administrators' },
  'routes.may.helpBack': { zh: '人事人員，或人事室的上一級', en: 'HR, or who stands above the HR office' },
  'routes.may.keepPeople': { zh: '人事人員', en: 'HR' },
  'routes.may.lockRecords': { zh: '人事主管', en: 'HR chiefs' },
  'routes.may.registerAgencyCards': {
    zh: '該機關的人事主管或系統管理者',
    en: 'the agency’s HR chief or administrators',
  },
  'routes.may.reviewQueue': { zh: '人事人員或第二位審查人', en: 'HR or second reviewers' },
  'routes.may.setPasswordRules': { zh: '該機關的人事主管或系統管理者', en: 'the agency’s HR chief or administrators' },
  'routes.proof.fresh': { zh: '須重新驗證身分', en: 'after a fresh proof' },
  'routes.proof.fresh-at-page': { zh: '填表頁面須重新驗證身分', en: 'after a proof that was fresh at the form' },
  'routes.signed-in': { zh: '已登入', en: 'signed in' },
} as const satisfies Sentences
