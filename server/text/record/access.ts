import type { AccessWhy, FieldClass, Need, Relation, Verb } from '../../domain/record/access/table.ts'
import type { Sentence, Sentences } from '../sentences.ts'

type Keys =
  | AccessWhy
  | `access.relation.${Relation}`
  | `access.verb.${Verb}`
  | `access.need.${Need}`
  | `access.class.${FieldClass}`

/** What the table of access says, in words. */
export const access = {
  'access.can': { zh: '可以做什麼', en: 'What they may do' },
  'access.class.address': { zh: '住址受保護的人的地址', en: 'Addresses of somebody whose address is protected' },
  'access.class.remark': { zh: '只給人事單位看的資料', en: 'Entries kept for HR only' },
  'access.class.sensitive': { zh: '敏感資料', en: 'Sensitive data' },
  'access.class.usual': { zh: '一般欄位', en: 'Usual fields' },
  'access.comma': { zh: '、', en: ', ' },
  'access.fields': { zh: '適用的欄位：{fields}', en: 'These fields: {fields}' },
  'access.label': { zh: '誰看得到', en: 'Who can see this' },
  'access.lead': {
    zh: '依系統的權限表列出，按角色，不列姓名。沒有列出的人都看不到。',
    en: 'As the system’s table of permissions says, by role and without names. Whoever is not listed sees nothing.',
  },
  'access.masked': {
    zh: '只顯示前幾碼，要看完整內容要另外開啟，每次都會記錄：{fields}',
    en: 'Shown only in part; the whole value is opened by itself, and each time is noted: {fields}',
  },
  'access.need.correction': { zh: '限本人送出的校正申請', en: 'only what the person asked to correct' },
  'access.need.evidence': { zh: '需要時附證明文件', en: 'with evidence where it is needed' },
  'access.need.own_field': { zh: '限由本人更新的欄位', en: 'only fields that the person keeps' },
  'access.need.proof': { zh: '要重新確認身分', en: 'after proving their identity again' },
  'access.need.purpose': { zh: '要說明目的', en: 'with a purpose' },
  'access.need.reason': { zh: '要寫理由', en: 'with a reason' },
  'access.need.sensitive_right': { zh: '要有敏感資料權限', en: 'with the right to sensitive data' },
  'access.need.strong': { zh: '依機關規定不能單憑密碼', en: 'not by password alone, as the agency sets it' },
  'access.need.unlocked': { zh: '未鎖定時', en: 'while it is not locked' },
  'access.none': { zh: '看不到，也不能做任何事', en: 'Nothing: they cannot see it' },
  'access.relation.administrator': { zh: '系統管理者', en: 'Administrator' },
  'access.relation.auditor': { zh: '稽核人員', en: 'Auditor' },
  'access.relation.chief': { zh: '服務機關的人事主管', en: 'HR chief of the agency' },
  'access.relation.deputy_of_chief': { zh: '人事主管的代理人', en: 'Deputy of the HR chief' },
  'access.relation.deputy_of_officer': { zh: '人事人員的代理人', en: 'Deputy of an HR officer' },
  'access.relation.former_chief': {
    zh: '最後服務機關的人事主管（本人離職後）',
    en: 'HR chief of the last agency, after the person left',
  },
  'access.relation.former_officer': {
    zh: '最後服務機關的人事人員（本人離職後）',
    en: 'HR officer of the last agency, after the person left',
  },
  'access.relation.officer': { zh: '服務機關的人事人員', en: 'HR officer of the agency' },
  'access.relation.other_hr': { zh: '其他機關的人事人員', en: 'HR of another agency' },
  'access.relation.parent_hr': { zh: '上級人事機關', en: 'HR parent agency' },
  'access.relation.represented': { zh: '代理人對被代理人', en: 'A deputy, of the one they stand in for' },
  'access.relation.second_reviewer': { zh: '第二位審查人', en: 'Second reviewer' },
  'access.relation.self': { zh: '本人', en: 'The person' },
  'access.relation.stranger': { zh: '其他人', en: 'Anybody else' },
  'access.title': { zh: '為什麼看得到這一項', en: 'Why this can be seen' },
  'access.verb.decide': { zh: '決定校正申請', en: 'Decide on a correction' },
  'access.verb.enter': { zh: '直接更新', en: 'Change it directly' },
  'access.verb.export': { zh: '匯出', en: 'Export it' },
  'access.verb.list': { zh: '在人員名單看到姓名和職務', en: 'See name and post in a list of people' },
  'access.verb.lock': { zh: '鎖定', en: 'Lock it' },
  'access.verb.request': { zh: '申請校正', en: 'Ask for a correction' },
  'access.verb.reveal': { zh: '查看遮蔽欄位的完整內容', en: 'See the whole of masked fields' },
  'access.verb.see': { zh: '查看', en: 'See it' },
  'access.why': { zh: '為什麼', en: 'Why' },
  'access.why.administrator': {
    zh: '管理帳號和系統，業務上不需要看人事資料。',
    en: 'Looks after accounts and the system, and needs no personnel data for it.',
  },
  'access.why.agency': {
    zh: '人事單位依職務管理所屬人員的資料，限於執行職務必要的範圍（個人資料保護法第 15、16 條）。',
    en: 'HR keeps the data of the people of its agency as its duty, as far as that needs it (Personal Data Protection Act, art. 15, 16).',
  },
  'access.why.auditor': {
    zh: '稽核看操作紀錄，不看人事資料的內容。',
    en: 'Auditors look at what was done, not at what a record says.',
  },
  'access.why.chief': { zh: '鎖定由人事主管決定。', en: 'Locking is for the HR chief to decide.' },
  'access.why.directory': {
    zh: '上級人事機關辦理所屬機關的人事業務，名單只列姓名、機關、單位、職稱和人員區分。',
    en: 'The HR parent agency works for the agencies below; its list has names, agencies, units, titles and kinds of staff alone.',
  },
  'access.why.former': {
    zh: '離職以後，最後的服務機關保管資料，只能查閱，不能再更新。',
    en: 'After the person left, the last agency keeps the record: it can be read and is changed no more.',
  },
  'access.why.hr-only': {
    zh: '人事單位註明只供內部使用的資料。要知道有沒有，可以向人事單位提出查詢。',
    en: 'HR keeps these for its own work. Ask HR whether there are any.',
  },
  'access.why.no-file': {
    zh: '敏感資料和受保護的地址不離開系統。',
    en: 'Sensitive data and protected addresses do not leave the system.',
  },
  'access.why.not-oneself': {
    zh: '沒有人可以處理自己的案件。',
    en: 'Nobody acts for the office on their own record.',
  },
  'access.why.only-own': { zh: '校正申請由本人提出。', en: 'Only the person asks for a correction.' },
  'access.why.other-agency': { zh: '不是這個人的服務機關。', en: 'It is not the agency where the person works.' },
  'access.why.own': {
    zh: '當事人可以查閱自己的資料（個人資料保護法第 3 條）。',
    en: 'Everybody may read their own data (Personal Data Protection Act, art. 3).',
  },
  'access.why.own-request': {
    zh: '當事人可以請求補充或更正（個人資料保護法第 3、11 條）。',
    en: 'Everybody may ask to have their data completed or corrected (Personal Data Protection Act, art. 3, 11).',
  },
  'access.why.own-update': {
    zh: '聯絡資料由本人自己維護。',
    en: 'Everybody keeps their own contact data.',
  },
  'access.why.parent': {
    zh: '上級人事機關看統計和所屬機關人員的姓名、職務，並協助人事人員恢復登入，不看人事資料。',
    en: 'The HR parent agency reads counts, lists names and posts, helps HR staff back in, and opens no record.',
  },
  'access.why.protected': {
    zh: '住址受保護（例如保護令）時，只有人事主管和經主管授權的人事人員看得到。',
    en: 'While the address is protected, as by a protection order, only the HR chief and HR officers given the right see it.',
  },
  'access.why.represented': {
    zh: '代理人不處理被代理人自己的資料。',
    en: 'A deputy does not act on the record of the one they stand in for.',
  },
  'access.why.second-reviewer': {
    zh: '只看得到指定由自己審查的申請內容。',
    en: 'Sees only what a correction assigned to them is about.',
  },
  'access.why.sensitive': {
    zh: '敏感資料由人事主管處理；人事人員要經主管授權。',
    en: 'Sensitive data are for the HR chief, and for HR officers whom the chief gave the right.',
  },
  'access.why.stranger': { zh: '業務上不需要。', en: 'Their work does not need it.' },
  'access.you': { zh: '您在這裡是：{relation}。', en: 'Here you are: {relation}.' },
} as const satisfies Record<Keys, Sentence> & Sentences
