import * as codes from './codes.ts'
import { countries } from './countries.ts'
import type { CodeValue } from './field.ts'
import { certificateBases, jobSeries } from './code/official.ts'

/**
 * A table of codes; `id` is for ever. A closed one takes no local values: the rules name its codes, or its owner does.
 */
export type CodeTable = { id: string; zh: string; en: string; isClosed: boolean; values: readonly CodeValue[] }

/** The tables that come with the program; a new one is a line here, and a field names it by its id. */
export const shippedTables: readonly CodeTable[] = [
  { id: 'id_types', zh: '證號種類', en: 'Kinds of ID number', isClosed: true, values: codes.idTypes },
  { id: 'sexes', zh: '性別', en: 'Sex', isClosed: true, values: codes.sexes },
  { id: 'relations', zh: '稱謂', en: 'Relations', isClosed: false, values: codes.relations },
  { id: 'degrees', zh: '教育程度', en: 'Levels of education', isClosed: true, values: codes.degrees },
  { id: 'education_results', zh: '修業結果', en: 'Outcomes of study', isClosed: false, values: codes.educationResults },
  { id: 'exam_kinds', zh: '考試類別', en: 'Kinds of examination', isClosed: false, values: codes.examKinds },
  { id: 'ranks', zh: '官等職等', en: 'Ranks', isClosed: true, values: codes.ranks },
  { id: 'chief_levels', zh: '主管級別', en: 'Management levels', isClosed: false, values: codes.chiefLevels },
  { id: 'staff_kinds', zh: '人員區分', en: 'Kinds of staff', isClosed: true, values: codes.staffKinds },
  { id: 'post_kinds', zh: '專兼任別', en: 'Kinds of post', isClosed: true, values: codes.postKinds },
  {
    id: 'qualification_results',
    zh: '銓審結果',
    en: 'Results of qualification reviews',
    isClosed: false,
    values: codes.qualificationResults,
  },
  { id: 'salary_reasons', zh: '敘薪原因', en: 'Reasons for a salary', isClosed: false, values: codes.salaryReasons },
  { id: 'regimes', zh: '考績（核）制度', en: 'Appraisal systems', isClosed: true, values: codes.regimes },
  {
    id: 'appraisal_kinds',
    zh: '考績（核）種類',
    en: 'Kinds of appraisal',
    isClosed: true,
    values: codes.appraisalKinds,
  },
  { id: 'appraisal_grades', zh: '考績等次', en: 'Appraisal grades', isClosed: true, values: codes.appraisalGrades },
  {
    id: 'appraisal_clauses',
    zh: '成績考核條款',
    en: 'Appraisal clauses',
    isClosed: true,
    values: codes.appraisalClauses,
  },
  { id: 'remedies', zh: '教示條款', en: 'Notices of remedies', isClosed: false, values: codes.remedies },
  { id: 'places', zh: '國內、國外', en: 'In Taiwan or abroad', isClosed: true, values: codes.places },
  { id: 'training_kinds', zh: '訓練或進修', en: 'Training or study', isClosed: true, values: codes.trainingKinds },
  { id: 'modes', zh: '進修方式', en: 'Modes of study', isClosed: false, values: codes.modes },
  {
    id: 'certificate_stages',
    zh: '師資類科',
    en: 'School levels of teachers',
    isClosed: false,
    values: codes.certificateStages,
  },
  {
    id: 'leave_kinds',
    zh: '留職停薪、停職種類',
    en: 'Kinds of leave and suspension',
    isClosed: true,
    values: codes.leaveKinds,
  },
  { id: 'duty_kinds', zh: '兼職兼課種類', en: 'Kinds of duty', isClosed: true, values: codes.dutyKinds },
  { id: 'languages', zh: '語文', en: 'Languages', isClosed: false, values: codes.languages },
  { id: 'cefr', zh: '語文等級（CEFR）', en: 'Language levels (CEFR)', isClosed: true, values: codes.cefr },
  { id: 'military_kinds', zh: '役別', en: 'Kinds of military service', isClosed: false, values: codes.militaryKinds },
  { id: 'military_branches', zh: '軍種', en: 'Military branches', isClosed: false, values: codes.militaryBranches },
  {
    id: 'disability_categories',
    zh: '身心障礙類別',
    en: 'Categories of disability',
    isClosed: false,
    values: codes.disabilityCategories,
  },
  {
    id: 'disability_degrees',
    zh: '身心障礙程度',
    en: 'Degrees of disability',
    isClosed: true,
    values: codes.disabilityDegrees,
  },
  { id: 'indigenous_kinds', zh: '原住民身分', en: 'Indigenous status', isClosed: true, values: codes.indigenousKinds },
  { id: 'tribes', zh: '原住民族別', en: 'Indigenous peoples', isClosed: false, values: codes.tribes },
  { id: 'honour_kinds', zh: '勳獎種類', en: 'Kinds of honour', isClosed: false, values: codes.honourKinds },
  { id: 'discipline_kinds', zh: '懲處種類', en: 'Kinds of sanction', isClosed: false, values: codes.disciplineKinds },
  { id: 'separation_kinds', zh: '離退種類', en: 'Kinds of separation', isClosed: true, values: codes.separationKinds },
  { id: 'former_kinds', zh: '曾用資料種類', en: 'Kinds of former data', isClosed: true, values: codes.formerKinds },
  { id: 'loan_kinds', zh: '貸款註記', en: 'Notes on loans', isClosed: false, values: codes.loanKinds },
  { id: 'readers', zh: '可見對象', en: 'Who may see', isClosed: true, values: codes.readers },
  { id: 'countries', zh: '國別', en: 'Countries', isClosed: true, values: countries },
  { id: 'job_series', zh: '職系', en: 'Job series', isClosed: false, values: jobSeries },
  {
    id: 'certificate_bases',
    zh: '教師證法令依據',
    en: 'Legal bases of teacher certificates',
    isClosed: false,
    values: certificateBases,
  },
]
