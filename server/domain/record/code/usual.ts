import { table } from '../codes.ts'

// Lists whose owners print none: the commonest of each, by words of our own. An administrator adds, maps and ends the
// others; whatever else a document says is kept as it stands there.

/** 考試名稱, 等級 and 類科. */
export const examNames = table(`
  senior 公務人員高等考試 Senior civil service examination
  junior 公務人員普通考試 Junior civil service examination
  elementary 公務人員初等考試 Elementary civil service examination
  local_special 公務人員特種考試地方政府公務人員考試 Special examination for local government
`)
export const examGrades = table(`
  grade_1 一級 Grade 1
  grade_2 二級 Grade 2
  grade_3 三級 Grade 3
  class_3 三等 Class 3
  class_4 四等 Class 4
  class_5 五等 Class 5
`)
export const examCategories = table(`
  general 一般行政 General administration
  personnel 人事行政 Personnel administration
  education 教育行政 Educational administration
  accounting 會計 Accounting
  library 圖書資訊管理 Library and information management
`)

export const units = table(`
  academic 教務處 Academic affairs
  student 學務處 Student affairs
  general 總務處 General affairs
  counselling 輔導室 Counselling
  personnel 人事室 Personnel
`)
export const titles = table(`
  principal 校長 Principal
  teacher 教師 Teacher
  teacher_director 教師兼主任 Teacher and director
  teacher_chief 教師兼組長 Teacher and section chief
  teacher_homeroom 教師兼導師 Teacher and homeroom teacher
  clerk 幹事 Clerk
  officer 組員 Officer
  nurse 護理師 Nurse
  dietitian 營養師 Dietitian
  personnel_head 人事主任 Head of personnel
`)
export const leavingReasons = table(`
  transferred 調任 Transfer
  resigned 辭職 Resignation
  retired 退休 Retirement
  severed 資遣 Severance
  contract_ended 聘期屆滿 End of contract
  reassigned 職務調整 Reassignment
  exchanged 介聘 Exchange of teachers
  died 死亡 Death
`)
export const paySteps = table(`
  base_1 本俸一級 Base pay, step 1
  base_2 本俸二級 Base pay, step 2
  base_3 本俸三級 Base pay, step 3
  seniority_1 年功俸一級 Seniority pay, step 1
`)
export const leaveReasons = table(`
  childcare 育嬰 Childcare
  parent_care 侍親 Care of parents
  study 進修 Study
  joining_family 依親 Joining family
  military 服兵役 Military service
  illness 疾病 Illness
`)
export const dutyTitles = table(`
  academic_director 教務主任 Director of academic affairs
  student_director 學務主任 Director of student affairs
  registrar 註冊組長 Chief of registration
  homeroom 導師 Homeroom teacher
`)

export const skills = table(`
  computing 資訊 Computing
  first_aid 急救 First aid
  counselling 諮商輔導 Counselling
  coaching 運動教練 Sports coaching
  procurement 採購 Procurement
`)
export const languageTests = table(`
  gept 全民英檢 GEPT
  toeic 多益 TOEIC
  ielts 雅思 IELTS
  jlpt 日本語能力試驗 JLPT
`)

/** 官科 and 官階. */
export const corps = table(`
  infantry 步兵 Infantry
  artillery 砲兵 Artillery
  armour 裝甲兵 Armour
  engineers 工兵 Engineers
  signals 通信 Signals
  logistics 後勤 Logistics
`)
export const militaryRanks = table(`
  private 二等兵 Private
  private_first 一等兵 Private first class
  lance_corporal 上等兵 Lance corporal
  corporal 下士 Corporal
  sergeant 中士 Sergeant
  second_lieutenant 少尉 Second lieutenant
  lieutenant 中尉 Lieutenant
`)
