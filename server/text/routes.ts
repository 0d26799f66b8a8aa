import type { Sentences } from './sentences.ts'

export const routes = {
  'routes.between': { zh: '，', en: ', ' },
  'routes.elsewhere': { zh: '由他人網站送來的表單', en: 'a form sent by somebody else’s site' },
  'routes.everybody': { zh: '所有人', en: 'everybody' },
  'routes.may.administer': { zh: '系統管理者', en: 'administrators' },
  'routes.may.helpBack': {
    zh: '當事人機關的人事人員，或其人事室的上一級（不含本人）',
    en: 'HR of the person’s agency, or who stands above its HR office; never the person',
  },
  'routes.may.keepPeople': { zh: '人事人員', en: 'HR' },
  'routes.may.lockRecords': { zh: '人事主管', en: 'HR chiefs' },
  'routes.may.readDirectory': { zh: '上級人事機關', en: 'HR of a parent agency' },
  'routes.may.registerAgencyCards': {
    zh: '該機關的人事主管或系統管理者',
    en: 'the agency’s HR chief or administrators',
  },
  'routes.may.reviewQueue': { zh: '人事人員或第二位審查人', en: 'HR or second reviewers' },
  'routes.may.giveSensitive': { zh: '該機關的人事主管', en: 'the HR chief of the agency' },
  'routes.may.setAgencyRules': { zh: '該機關的人事主管或系統管理者', en: 'the agency’s HR chief or administrators' },
  'routes.only.aboveOffice': { zh: '當事人人事室的上一級', en: 'who stands above the person’s HR office' },
  'routes.only.agreeingToDeputyship': {
    zh: '該機關的人事主管，沒有其他主管時為上一級的人事主管或指定的第二位審查人，不含代理雙方',
    en: 'the agency’s HR chief; where there is no other one, the chief above or the second reviewer named; neither of the two',
  },
  'routes.only.askerOfCode': { zh: '提出申請的人', en: 'who asked for the code' },
  'routes.only.askerOrConfirmer': { zh: '提出申請的人和可以確認的人', en: 'who asked for the code or may confirm it' },
  'routes.only.chiefOfCorrection': {
    zh: '該機關的人事主管（沒有其他主管時為人事人員）或該件的第二位審查人，不含申請人',
    en: 'its agency’s HR chief (officers where there is no other one) or its second reviewer; never its owner',
  },
  'routes.only.chiefOfPerson': {
    zh: '當事人機關的人事主管，不含本人',
    en: 'the HR chief of the person’s agency; never the person',
  },
  'routes.only.concernedByDeputyship': {
    zh: '當事人，或可以同意的人',
    en: 'whom it concerns, or who may agree to it',
  },
  'routes.only.confirmerOfCode': {
    zh: '該人事室的其他人事人員，或其上一級',
    en: 'another one of HR there, or who stands above the HR office',
  },
  'routes.only.hrInOwnName': { zh: '人事人員，不得以代理人身分', en: 'HR in their own name' },
  'routes.only.hrOfAgency': { zh: '該機關的人事人員', en: 'HR of its agency' },
  'routes.only.hrOfPerson': { zh: '當事人機關的人事人員，不含本人', en: 'HR of the person’s agency; never the person' },
  'routes.only.hrOfPersonOrFormer': {
    zh: '當事人機關的人事人員，離職者為最後任職的機關；不含本人',
    en: 'HR of the person’s agency, or of the last one of whoever left; never the person',
  },
  'routes.only.owner': { zh: '本人', en: 'its owner' },
  'routes.only.readerInHr': { zh: '可以閱讀當事人資料的人事人員', en: 'HR who may read the person’s record' },
  'routes.only.reviewer': {
    zh: '該機關的人事人員或該件的第二位審查人，不含申請人',
    en: 'HR of its agency or its second reviewer; never its owner',
  },
  'routes.proof.fresh': { zh: '須重新確認身分', en: 'after a fresh proof' },
  'routes.proof.fresh-at-page': { zh: '填表頁面須重新確認身分', en: 'after a proof that was fresh at the form' },
  'routes.signed-in': { zh: '已登入', en: 'signed in' },
  'routes.strong': { zh: '依機關規定不能單憑密碼', en: 'not by password alone where the agency says so' },
} as const satisfies Sentences
