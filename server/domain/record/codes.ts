import type { Language } from '../language.ts'
import type { CodeValue } from './field.ts'

/** A table from rows `code 中文 English words`; one line a value. */
export function table(rows: string): readonly CodeValue[] {
  return rows
    .trim()
    .split('\n')
    .map(line => {
      const [code = '', zh = '', ...en] = line.trim().split(/ +/)
      return { code, zh, en: en.join(' ') }
    })
}

/** The label of a code; the code itself when the table does not know it (old data is shown, not hidden). */
export function codeLabel(codes: readonly CodeValue[], code: string, language: Language): string {
  const found = codes.find(value => value.code === code)
  return found ? nameOf(found, language) : code
}

/** The name of a value; one of our own says so wherever it is shown. */
export function nameOf({ zh, en, isLocal }: CodeValue, language: Language): string {
  if (language === 'zh-TW') return isLocal ? `${zh}（自訂）` : zh
  return isLocal ? `${en} (local)` : en
}

/** The values that may be chosen on an ISO day. */
export function codesOn(codes: readonly CodeValue[], day: string): CodeValue[] {
  return codes.filter(({ validFrom, validTo }) => (!validFrom || validFrom <= day) && (!validTo || validTo >= day))
}

/**
 * Whether a code is a word of our own, which nobody else knows: it leaves this system only as the code of its owner,
 * and nobody is expected to type it.
 */
export const isWordOfOurs = (code: string): boolean => /[a-z]/.test(code)

/** The same values, some of them with the code by which they leave. */
const mapped = (values: readonly CodeValue[], codes: Record<string, string>): CodeValue[] =>
  values.map(value => ({ ...value, ...(codes[value.code] && { mapsTo: codes[value.code] }) }))

// Numbers and letters are those of published tables (education, ranks, appraisals, remedies, disability, indigenous
// status); words are our own where no published code is known, and stay for ever once they stand in a record.

export const idTypes = table(`
  national 國民身分證 National ID card
  ui_new 新式統一證號 UI number (since 2021)
  ui_old 舊式統一證號 UI number (before 2021)
  passport 護照 Passport
`)
export const sexes = table(`
  1 男 Male
  2 女 Female
  9 其他 Other
`)
export const relations = table(`
  spouse 配偶 Spouse
  father 父親 Father
  mother 母親 Mother
  son 兒子 Son
  daughter 女兒 Daughter
  brother 兄弟 Brother
  sister 姊妹 Sister
  grandparent 祖父母 Grandparent
  grandchild 孫子女 Grandchild
  spouse_parent 配偶父母 Parent-in-law
  partner 伴侶 Partner
  friend 朋友 Friend
  other 其他 Other
`)
export const degrees = table(`
  20 國（初）中以下 Junior high school or below
  30 高中（職） Senior high or vocational school
  40 專科 Junior college
  50 大學 University
  60 碩士 Master
  70 博士 Doctor
`)
export const educationResults = table(`
  graduated 畢業 Graduated
  completed 結業 Completed
  left 肄業 Left without degree
  studying 就學中 Studying
`)
export const examKinds = table(`
  civil 公務人員考試 Civil service examination
  promotion 升官等考試 Promotion examination
  promotion_training 升官等訓練 Promotion training
  professional 專技人員考試 Professional examination
  review 檢覈 Credential review
  selection 甄選 Selection
`)
export const ranks = table(`
  01 委任第一職等 Elementary, grade 1
  02 委任第二職等 Elementary, grade 2
  03 委任第三職等 Elementary, grade 3
  04 委任第四職等 Elementary, grade 4
  05 委任第五職等 Elementary, grade 5
  06 薦任第六職等 Junior, grade 6
  07 薦任第七職等 Junior, grade 7
  08 薦任第八職等 Junior, grade 8
  09 薦任第九職等 Junior, grade 9
  10 簡任第十職等 Senior, grade 10
  11 簡任第十一職等 Senior, grade 11
  12 簡任第十二職等 Senior, grade 12
  13 簡任第十三職等 Senior, grade 13
  14 簡任第十四職等 Senior, grade 14
  15 特任 Special appointment
`)
export const chiefLevels = table(`
  head 機關首長 Head of agency
  deputy 副首長 Deputy head
  first 一級單位主管 Head of a first-level unit
  second 二級單位主管 Head of a second-level unit
  none 非主管 Not a manager
`)
/**
 * Our own values; of the civil-service kinds 01 to 74 only 12 (聘用人員) is published. Assignments carry the same codes.
 */
export const staffKinds = mapped(
  table(`
  principal 校長 Principal
  teacher 專任教師 Full-time teacher
  acting_teacher 代理教師 Acting teacher
  hourly_teacher 兼任或代課教師 Part-time or substitute teacher
  civil 公務人員 Civil servant
  instructor 軍訓教官 Military instructor
  contract 約聘人員 Contract staff
  temporary 約僱人員 Temporary staff
  worker 技工工友 Technician or worker
  other 其他人員 Other staff
`),
  { contract: '12' },
)
export const postKinds = table(`
  full 專任 Full-time
  concurrent 兼任 Concurrent
  acting 代理 Acting
  substitute 代課 Substitute
  serving 兼辦 Serving another agency
`)
export const qualificationResults = table(`
  qualified 合格實授 Qualified
  probation 先予試用 On probation
  acting_rank 准予權理 Acting in a higher rank
  registered 准予登記 Registered
  refused 不予審定 Not qualified
`)
export const salaryReasons = table(`
  initial 起敘 First determination
  credit 提敘 Credit for service
  regrade 改敘 New degree
  step 晉級 Step increase
`)
export const regimes = table(`
  civil 公務人員考績 Civil servants' appraisal
  teacher 教師成績考核 Teachers' appraisal
`)
export const appraisalKinds = table(`
  1 年終考績（核） Annual
  2 另予考績（核） Part of a year
  3 不辦理考績（核） None
`)
export const appraisalGrades = table(`
  1 甲等 A
  2 乙等 B
  3 丙等 C
  4 丁等 D
`)
export const appraisalClauses = table(`
  4-1-1 第四條第一項第一款 Art. 4 I (1)
  4-1-2 第四條第一項第二款 Art. 4 I (2)
  4-1-3 第四條第一項第三款 Art. 4 I (3)
`)
export const remedies = table(`
  1 公務人員 Civil servants
  2 教育人員 Educational staff
  3 約僱人員 Temporary staff
  4 其他（四） Other (4)
  5 其他（五） Other (5)
  6 其他（六） Other (6)
  7 聘用人員 Contract staff
`)
export const places = table(`
  domestic 國內 In Taiwan
  abroad 國外 Abroad
`)
export const trainingKinds = table(`
  training 訓練 Training
  study 進修 Study
`)
export const modes = table(`
  full 全時 Full-time
  part 部分時間 Part-time
`)
export const certificateStages = mapped(
  table(`
  kindergarten 幼兒園 Kindergarten
  elementary 國民小學 Elementary school
  secondary 中等學校 Secondary school
  special 特殊教育學校（班） Special education
  X 中等學校（檢定考試） Secondary school (by examination)
`),
  { secondary: 'W' },
)
export const leaveKinds = table(`
  unpaid_leave 留職停薪 Unpaid leave
  reinstated 回職復薪 Reinstated
  suspended 停職 Suspended
  returned 復職 Returned to duty
`)
export const dutyKinds = table(`
  admin 兼行政職務 Administrative duty
  homeroom 導師 Homeroom teacher
  serving 兼辦他機關業務 Serving another agency
  outside_job 校外兼職 Side job
  outside_teaching 校外兼課 Side teaching
`)
export const languages = table(`
  en 英語 English
  ja 日語 Japanese
  ko 韓語 Korean
  fr 法語 French
  de 德語 German
  es 西班牙語 Spanish
  it 義大利語 Italian
  pt 葡萄牙語 Portuguese
  ru 俄語 Russian
  ar 阿拉伯語 Arabic
  vi 越南語 Vietnamese
  id 印尼語 Indonesian
  th 泰語 Thai
  ms 馬來語 Malay
  tl 菲律賓語 Filipino
  my 緬甸語 Burmese
  km 柬埔寨語 Khmer
  yue 粵語 Cantonese
  nan 臺灣台語 Taiwanese
  hak 客語 Hakka
  formosan 原住民族語 Indigenous language
  tsl 臺灣手語 Taiwan Sign Language
  zh 華語 Chinese
  other 其他 Other
`)
export const cefr = table(`
  A1 A1 A1
  A2 A2 A2
  B1 B1 B1
  B2 B2 B2
  C1 C1 C1
  C2 C2 C2
`)
export const militaryKinds = table(`
  officer 常備軍官役 Standing officer
  reserve_officer 預備軍官役 Reserve officer
  sergeant 常備士官役 Standing sergeant
  reserve_sergeant 預備士官役 Reserve sergeant
  soldier 常備兵役 Standing soldier
  supplementary 補充兵役 Supplementary service
  alternative 替代役 Alternative service
  exempt 免役 Exempt
  none 未服役 Not served
`)
export const militaryBranches = table(`
  army 陸軍 Army
  navy 海軍 Navy
  air_force 空軍 Air force
  marines 海軍陸戰隊 Marine corps
  military_police 憲兵 Military police
  other 其他 Other
`)
export const disabilityCategories = table(`
  1 第一類 Category 1
  2 第二類 Category 2
  3 第三類 Category 3
  4 第四類 Category 4
  5 第五類 Category 5
  6 第六類 Category 6
  7 第七類 Category 7
  8 第八類 Category 8
  other 其他 Other
`)
export const disabilityDegrees = table(`
  1 極重度 Profound
  2 重度 Severe
  3 中度 Moderate
  4 輕度 Mild
`)
export const indigenousKinds = table(`
  0 非原住民 Not indigenous
  1 平地原住民 Plains indigenous
  2 山地原住民 Mountain indigenous
`)
export const tribes = table(`
  amis 阿美族 Amis
  atayal 泰雅族 Atayal
  paiwan 排灣族 Paiwan
  bunun 布農族 Bunun
  puyuma 卑南族 Puyuma
  rukai 魯凱族 Rukai
  tsou 鄒族 Tsou
  saisiyat 賽夏族 Saisiyat
  yami 雅美族 Yami (Tao)
  thao 邵族 Thao
  kavalan 噶瑪蘭族 Kavalan
  truku 太魯閣族 Truku
  sakizaya 撒奇萊雅族 Sakizaya
  seediq 賽德克族 Seediq
  hlaalua 拉阿魯哇族 Hla'alua
  kanakanavu 卡那卡那富族 Kanakanavu
`)
export const honourKinds = table(`
  order 勳章 Order
  medal 獎章 Medal
  model_civil 模範公務人員 Model civil servant
  model_teacher 優良教師 Outstanding teacher
  other 其他 Other
`)
export const disciplineKinds = table(`
  disciplinary 懲戒處分 Disciplinary sanction
  criminal 刑事處分 Criminal sanction
`)
export const separationKinds = table(`
  resigned 辭職 Resigned
  retired 退休 Retired
  severed 資遣 Severance
  contract_ended 聘（僱）期屆滿 Contract ended
  moved 調任他機關 Moved to another agency
  dismissed 免職 Dismissed
  died 死亡 Died
`)
export const formerKinds = table(`
  name 姓名 Name
  id_no 證號 ID number
  birth 出生日期 Date of birth
`)
export const loanKinds = table(`
  1 公教貸款 Civil servants' loan
  2 配購公教住宅 Allotted housing
  3 無 None
`)
export const readers = table(`
  hr 僅人事人員 HR only
  person 人事人員及當事人 HR and the person
`)
