import type { Role } from '../../domain/agency/actor.ts'
import type { AgencyKey } from './district.ts'
import type { Name } from './names.ts'

/** Somebody a visitor of the demonstration can be. */
export type Part = {
  /** Also the id of the card. */
  id: string
  /** What to try as this person, told at every start. */
  zh: string
  en: string
  agency: AgencyKey
  /** Place in the agency's list of staff, see `jobOf`. */
  place: number
  name: Name
  isWoman: boolean
  idKind?: 'ui_new' | 'ui_old'
  isIndigenous?: boolean
  /** Absent for somebody who is still invited. */
  loginName?: string
  roles?: { role: Role; agency: AgencyKey | null }[]
  /** A card in the drawer of the simulated reader; bound unless the person is still invited. */
  card?: 'good' | 'expired' | 'revoked'
  /** A health card that is no longer valid; whoever has a good card has a good health card too. */
  healthCard?: 'cancelled'
  /** A further agency this person serves. */
  serves?: AgencyKey
}

export const cast: readonly Part[] = [
  {
    id: 'teacher',
    zh: '教師：看自己的資料、申請校正',
    en: 'teacher: reads the own record, asks for a correction',
    agency: 'primary',
    place: 12,
    name: { zh: '林美華', en: 'Lin Mei-Hua' },
    isWoman: true,
    loginName: 'lin.meihua',
    card: 'good',
  },
  {
    id: 'officer',
    zh: '人事管理員，兼辦兩校：審查校正',
    en: 'HR officer of two schools: reviews corrections',
    agency: 'primary',
    place: 6,
    name: { zh: '吳沛晴' },
    isWoman: true,
    loginName: 'wu.peiqing',
    roles: [
      { role: 'hr_officer', agency: 'primary' },
      { role: 'hr_sensitive', agency: 'primary' },
      { role: 'hr_officer', agency: 'valley' },
      { role: 'hr_sensitive', agency: 'valley' },
    ],
    card: 'good',
    serves: 'valley',
  },
  {
    id: 'chief',
    zh: '人事主任，兼辦兩校：確認不同意、鎖定資料',
    en: 'HR chief of two schools: confirms rejections, locks records',
    agency: 'primary',
    place: 1,
    name: { zh: '鄭國棟' },
    isWoman: false,
    loginName: 'zheng.guodong',
    roles: [
      { role: 'hr_chief', agency: 'primary' },
      { role: 'hr_chief', agency: 'valley' },
    ],
    card: 'good',
    serves: 'valley',
  },
  {
    id: 'invited',
    zh: '受邀尚未啟用：用啟用碼第一次登入，卡片還沒綁定',
    en: 'invited: signs in for the first time with a code, the card is not bound yet',
    agency: 'primary',
    place: 14,
    name: { zh: '葉庭妤' },
    isWoman: true,
    card: 'good',
  },
  {
    id: 'principal',
    zh: '校長，名字有罕用字',
    en: 'principal, with a rare character in the name',
    agency: 'primary',
    place: 0,
    name: { zh: '張𡍼生' },
    isWoman: false,
    loginName: 'zhang.tusheng',
    card: 'good',
  },
  {
    id: 'worker',
    zh: '工友，沒有卡片',
    en: 'janitor, without a card',
    agency: 'primary',
    place: 5,
    name: { zh: '高𠮷' },
    isWoman: false,
    loginName: 'gao.ji',
  },
  {
    id: 'sole-hr',
    zh: '一人人事室：承辦兼主任',
    en: 'HR office of one person: officer and chief',
    agency: 'junior',
    place: 1,
    name: { zh: '許淑芬' },
    isWoman: true,
    loginName: 'xu.shufen',
    roles: [
      { role: 'hr_officer', agency: 'junior' },
      { role: 'hr_chief', agency: 'junior' },
    ],
    card: 'good',
  },
  {
    id: 'expired',
    zh: '教師，卡片已過期',
    en: 'teacher whose card has expired',
    agency: 'junior',
    place: 14,
    name: { zh: '洪啟文' },
    isWoman: false,
    loginName: 'hong.qiwen',
    card: 'expired',
  },
  {
    id: 'old-number',
    zh: '外籍教師，舊式統一證號',
    en: 'foreign teacher with a number of the old kind',
    agency: 'junior',
    place: 12,
    name: { zh: '田中𠮷郎', en: 'Tanaka Yoshiro' },
    isWoman: false,
    idKind: 'ui_old',
    loginName: 'tanaka.yoshiro',
  },
  {
    id: 'senior-officer',
    zh: '高中人事管理員，這兩週代理主任',
    en: 'HR officer of a senior high school, deputy of the chief for two weeks',
    agency: 'senior',
    place: 6,
    name: { zh: '周若涵' },
    isWoman: true,
    loginName: 'zhou.ruohan',
    roles: [{ role: 'hr_officer', agency: 'senior' }],
    card: 'good',
  },
  {
    id: 'senior-chief',
    zh: '高中人事主任，沒有卡片',
    en: 'HR chief of a senior high school, without a card',
    agency: 'senior',
    place: 1,
    name: { zh: '林柏宇' },
    isWoman: false,
    loginName: 'lin.boyu',
    roles: [{ role: 'hr_chief', agency: 'senior' }],
  },
  {
    id: 'nurse',
    zh: '護理師，名字有罕用字',
    en: 'nurse, with a rare character in the name',
    agency: 'senior',
    place: 3,
    name: { zh: '葉𤧟婷' },
    isWoman: true,
    loginName: 'ye.linting',
    card: 'good',
  },
  {
    id: 'revoked',
    zh: '教師，卡片已廢止，健保卡已註銷',
    en: 'teacher whose card is revoked and whose health card is cancelled',
    agency: 'senior',
    place: 14,
    name: { zh: '邱怡君' },
    isWoman: true,
    loginName: 'qiu.yijun',
    card: 'revoked',
    healthCard: 'cancelled',
  },
  {
    id: 'new-number',
    zh: '外籍教師，新式統一證號',
    en: 'foreign teacher with a number of the new kind',
    agency: 'senior',
    place: 12,
    name: { zh: '艾蜜莉‧卡特', en: 'Emily Carter' },
    isWoman: true,
    idKind: 'ui_new',
    loginName: 'emily.carter',
  },
  {
    id: 'indigenous',
    zh: '原住民族教師，並列族語姓名',
    en: 'indigenous teacher, with the name in two languages',
    agency: 'valley',
    place: 12,
    name: { zh: '瓦旦‧諾幹', roman: 'Watan Nokan' },
    isWoman: false,
    isIndigenous: true,
    loginName: 'watan.nokan',
    card: 'good',
  },
  {
    id: 'bureau-chief',
    zh: '教育局人事主管：所屬學校的上級人事',
    en: 'HR chief of the bureau, above the schools',
    agency: 'bureau',
    place: 1,
    name: { zh: '蔡宗憲' },
    isWoman: false,
    loginName: 'cai.zongxian',
    roles: [
      { role: 'hr_chief', agency: 'bureau' },
      { role: 'parent_hr', agency: 'bureau' },
    ],
    card: 'good',
  },
  {
    id: 'administrator',
    zh: '系統管理員：機關、帳號、權限，看不到人事資料',
    en: 'administrator: agencies, accounts, roles; sees no records',
    agency: 'city',
    place: 1,
    name: { zh: '陳以安' },
    isWoman: false,
    loginName: 'chen.yian',
    roles: [{ role: 'sysadmin', agency: null }],
    card: 'good',
  },
]
