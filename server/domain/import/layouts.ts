import type { Target, Who } from './import.ts'

/** Column names that mean the same in whatever list. */
export const whoNames: Record<Who, readonly string[]> = {
  'id-number': [
    '身分證號',
    '身分證統一編號',
    '身分證字號',
    '身分證',
    '統一證號',
    '國民身分證統一編號',
    // as our own files call it
    '身分證統一編號／統一證號',
    'PEIDNO',
    'ID number',
  ],
  'staff-number': ['員工代號', '員工編號', '人員編號', 'PECARD', 'Staff number'],
  name: ['姓名', '中文姓名', 'PENAME', 'Name'],
  unit: ['單位', '服務單位', '單位名稱', 'UNIT_NAME', 'Unit'],
  title: ['職稱', 'TITLE', 'Title'],
}

/** What other systems write for yes and no. */
export const yesAndNo: readonly (readonly ['yes' | 'no', readonly string[]])[] = [
  ['yes', ['是', '有', 'y', 'yes', 'true', '1', 'v', '✓']],
  ['no', ['否', '無', 'n', 'no', 'false', '0']],
]

/** Of a section the field that a column fills; null for a column that is left aside. */
type Column = Record<string, string> | null

export type Layout = {
  id: string
  zh: string
  en: string
  /** Every column in its order by its name; those of `whoNames` are in it as null. */
  columns: Record<string, Column>
  /** What stands in a cell behind the text that is meant, and is cut off. */
  cut?: Record<string, RegExp>
  /** Of a list of those who are new: the column that says from which day on they are here. */
  firstDay?: string
}

const reward = (field: string): Column => ({ reward: field })
const post = (field: string): Column => ({ post: field })

/** Files of other systems whose columns are known. */
export const layouts: readonly Layout[] = [
  {
    id: 'CPAA0118B',
    zh: '獎懲令明細（CPAA0118B）',
    en: 'Details of reward orders (CPAA0118B)',
    columns: {
      身分證號: null,
      姓名: null,
      機關代碼: null,
      獎懲事由: reward('reason'),
      '獎懲事由(長)': reward('reason_long'),
      獎懲結果: reward('result'),
      其他事項: null,
      獎懲類別: reward('category'),
      適用法規: reward('law_code'),
      適用法規名稱: reward('law_name'),
      條: reward('art'),
      點: reward('point'),
      項: reward('para'),
      款: reward('subpara'),
      目: reward('item'),
      教示條款: reward('remedy'),
    },
  },
  {
    id: 'reward-review',
    zh: '獎懲案件審議表',
    en: 'Rewards and penalties for review',
    columns: {
      序號: null,
      機關: null,
      單位: null,
      職稱: null,
      姓名: null,
      獎懲: reward('result'),
      獎懲事由: reward('reason'),
      審議結果: null,
      備註: null,
    },
    // a second line names the letter on which it rests
    cut: { 獎懲事由: /[\s。，；]*依據[^\n]*辦理。?\s*$/ },
  },
  {
    id: 'CPAB1207R',
    zh: '職員名冊（CPAB1207R）',
    en: 'Staff register (CPAB1207R)',
    columns: {
      單位: null,
      員工代號: null,
      職務編號: post('position_no'),
      職稱: null,
      職務列等: null,
      職系: post('series'),
      姓名: null,
      身分證號: null,
      出生日期: null,
      性別: { basic: 'sex' },
      初任公職日: { basic: 'first_civil_date' },
      本機關到職日: null,
      現職到職日期: post('start'),
      現職職稱到職日: null,
      相片: null,
      學歷: null,
      考試: null,
      現支官職等: null,
      俸級: null,
      俸點: null,
      最近五年考績: null,
      主要經歷: null,
    },
  },
  {
    id: 'new-staff',
    zh: '新進人員名冊',
    en: 'Register of new staff',
    firstDay: '到校日期',
    columns: {
      姓名: null,
      服務單位: null,
      一級單位: null,
      身分證統一編號: null,
      護照號碼: null,
      英文姓名: { basic: 'name_en' },
      職稱: null,
      出生年月日: null,
      到校日期: post('start'),
      戶籍地址: null,
      名冊地址: null,
      現居地址: null,
      通訊電話: { basic: 'tel_mobile' },
      校外電子信箱: { basic: 'email_priv' },
      國籍: null,
      學術專長: { skill: 'skill' },
    },
  },
  {
    id: 'cpape05m',
    zh: '差勤人員資料（cpape05m）',
    en: 'Staff of the attendance system (cpape05m)',
    columns: {
      PEORG: null,
      ORG_NAME: null,
      PEUNIT: null,
      UNIT_NAME: null,
      PEIDNO: null,
      PECARD: null,
      LOGIN_ID: null,
      PENAME: null,
      EMAIL: { basic: 'email_work' },
      PETIT: null,
      TITLE: null,
      PEHYEAR: null,
      PEHMON: null,
      PEHDAY: null,
      PESEX: { basic: 'sex' },
      PEBIRTHD: null,
      PECRKCOD: null,
      CRKCOD_NAME: null,
      PEMEMCOD: null,
      MEMCOD_NAME: null,
      PEOVERHFEE: null,
      PEACTDATE: post('start'),
      PELEVDATE: post('end'),
      PEPOINT: { qualification: 'point', teacher_salary: 'point' },
      PEYKIND: null,
      PERDAY: null,
      PERDAY1: null,
      PERDAY2: null,
      PEFSTDATE: { basic: 'first_civil_date' },
      PEHYEAR2: null,
      PEHMON2: null,
      PETRAINING: null,
      PEAREA: null,
      CT_AREA_CODE: null,
      CT_TEL: null,
      CT_EXT: null,
      CT_MOBILE: { basic: 'tel_mobile' },
      CT_HOME_ADDR: null,
      IS_NATIONALITY: null,
      PEUPDATE: null,
    },
  },
]

/** What a layout makes of a column in a section. */
export const targetIn = (layout: Layout, name: string, section: string): Target | undefined => {
  const column = Object.entries(layout.columns).find(([known]) => known === name)?.[1]
  const field = column?.[section]
  return field === undefined ? undefined : `field:${field}`
}
