import type { Address, Row } from '../../domain/record/field.ts'
import { rocYearOf } from '../../domain/roc-date.ts'
import { dayIn, type Soul } from './crowd.ts'
import { district } from './district.ts'
import { chineseName } from './names.ts'
import { idNumberOf } from './numbers.ts'

export type DemoRow = { section: string; data: Row }

/** Every row of a person's record, values open, as HR would have entered them. */
export function rowsOf(soul: Soul, today: string): DemoRow[] {
  const career = careerOf(soul, today)
  return [
    one('basic', basic(soul, career.first)),
    ...education(soul).map(data => one('education', data)),
    ...exams(soul).map(data => one('exam', data)),
    ...career.posts.map(data => one('post', data)),
    ...salary(soul).map(data => one('teacher_salary', data)),
    ...appraisals(soul, today).map(data => one('appraisal', data)),
    ...rewards(soul, today).map(data => one('reward', data)),
    ...certificates(soul).map(data => one('teacher_cert', data)),
    ...trainings(soul, today).map(data => one('training', data)),
    ...skills(soul).map(data => one('skill', data)),
    ...languages(soul).map(data => one('language', data)),
    ...military(soul).map(data => one('military', data)),
    ...disability(soul, today).map(data => one('disability', data)),
    ...indigenous(soul).map(data => one('indigenous', data)),
    ...family(soul, today).map(data => one('family', data)),
    ...autobiography(soul).map(data => one('autobiography', data)),
    ...qualifications(soul).map(data => one('qualification', data)),
  ]
}

const one = (section: string, data: Row): DemoRow => ({ section, data })

const yearOf = (day: string) => Number(day.slice(0, 4))
const plus = (day: string, years: number) => `${yearOf(day) + years}${day.slice(4)}`
const isTeacher = ({ job }: Soul) => /teacher|principal/.test(job.staffKind)
const isCivil = ({ job }: Soul) => job.staffKind === 'civil'

const hasTerm = ({ job }: Soul) => /teacher|contract|temporary/.test(job.staffKind)

/** A document number as offices here print it, with the ROC year in front. */
const documentOf = ({ chance }: Soul, office: string, day: string) =>
  `${office}字第${rocYearOf(day)}${chance.digits(7)}號`

const towns: [county: string, zip: string, town: string][] = [
  ['65000', '220', '板橋區'],
  ['65000', '234', '永和區'],
  ['63000', '106', '大安區'],
  ['66000', '407', '西屯區'],
  ['64000', '813', '左營區'],
  ['10015', '970', '花蓮市'],
  ['10002', '260', '宜蘭市'],
]
const villages = ['晨光里', '和樂里', '海岬里', '星河里', '長青里']
const streets = ['曦和路', '海岬街', '星河大道', '溪谷路二段', '暖陽街']

function addressOf({ chance }: Soul): Address {
  const [county, zip, town] = chance.pick(towns)
  return {
    zip: chance.percent(50) ? `${zip}${chance.digits(3)}` : zip,
    county,
    town,
    village: chance.pick(villages),
    nbhd: chance.percent(60) ? String(chance.between(1, 30)) : '',
    rest: `${chance.pick(streets)}${chance.between(1, 320)}號${chance.percent(60) ? `${chance.between(2, 14)}樓` : ''}`,
  }
}

function basic(soul: Soul, first: string): Row {
  const { chance, name, isWoman, idKind, idNumber, birth, since } = soul
  const dom = addressOf(soul)
  const isForeign = idKind !== 'national'
  return {
    id_type: idKind,
    id_no: idNumber,
    name_zh: name.zh,
    name_roman: name.roman ?? null,
    name_en: name.en ?? null,
    passport_no: isForeign || chance.percent(20) ? `3${chance.digits(8)}` : null,
    birth_date: birth,
    sex: isWoman ? '2' : '1',
    foreign_nat: isForeign ? [chance.pick(['JP', 'VN', 'ID', 'US', 'DE'])] : null,
    dom_addr: dom,
    cur_addr: chance.percent(70) ? dom : addressOf(soul),
    tel_home: chance.percent(70) ? `02${chance.between(2, 8)}${chance.digits(7)}` : null,
    tel_mobile: `09${chance.digits(8)}`,
    email_work: `staff${chance.digits(5)}@demo.edu.example`,
    email_priv: chance.percent(60) ? `home${chance.digits(5)}@mail.example` : null,
    ec_name: chineseName(chance, chance.percent(50)).zh,
    ec_relation: chance.pick(['spouse', 'father', 'mother', 'sister', 'friend']),
    ec_tel: null,
    ec_mobile: `09${chance.digits(8)}`,
    first_civil_date: isCivil(soul) ? first : null,
    first_teach_date: isTeacher(soul) ? first : null,
    arrive_date: since,
  }
}

const universities = ['晨光大學', '海岬師範大學', '星河教育大學', '溪谷科技大學']
const departments = ['教育學系', '國語文學系', '數學系', '特殊教育學系', '公共行政學系', '資訊工程學系', '體育學系']

function education(soul: Soul): Row[] {
  const { chance, birth, job } = soul
  const start = yearOf(birth) + 18
  const isSimple = job.staffKind === 'worker'
  const rows = [
    schooling(soul, isSimple ? '晨光市立星河高級中等學校' : chance.pick(universities), start - (isSimple ? 3 : 0), {
      degree: isSimple ? '30' : '50',
      dept: isSimple ? '普通科' : chance.pick(departments),
    }),
  ]
  if (!isSimple && yearOf(soul.since) > start + 8 && chance.percent(55)) {
    const abroad = chance.percent(15)
    rows.push({
      ...schooling(soul, abroad ? 'University of Northern Lights' : chance.pick(universities), start + 5, {
        degree: chance.percent(8) ? '70' : '60',
        dept: chance.pick(departments).replace('學系', '研究所'),
      }),
      ...(abroad && {
        country: 'US',
        verified_abroad: true,
        cert_no: documentOf(soul, '駐外驗', `${start + 8}-01-10`),
      }),
    })
  }
  // now and then nobody marked the highest degree, so that the rules of the record find something
  const isMarked = soul.part !== undefined || !soul.idNumber.endsWith('7')
  return rows.map((row, i) => ({ ...row, is_highest: isMarked && i === rows.length - 1 }))
}

function schooling(soul: Soul, school: string, start: number, { degree, dept }: { degree: string; dept: string }): Row {
  const years = { '30': 3, '50': 4, '60': 2, '70': 3 }[degree] ?? 4
  const done = `${start + years}-06-15`
  return {
    school,
    country: 'TW',
    dept,
    start_ym: `${start}-09`,
    end_ym: `${start + years}-06`,
    result: 'graduated',
    degree,
    degree_name: { '50': '學士', '60': '碩士', '70': '博士' }[degree] ?? null,
    cert_no: documentOf(soul, `${school.slice(0, 2)}畢`, done),
    cert_date: done,
  }
}

function exams(soul: Soul): Row[] {
  const { chance, birth, job } = soul
  const passed = `${yearOf(birth) + 23}-03-15`
  const base = { year: rocYearOf(passed), cert_no: documentOf(soul, '選證', passed) }
  if (isCivil(soul) && job.title === '護理師') {
    const effective = passed
    return [
      {
        ...base,
        kind: 'professional',
        name: '專門職業及技術人員高等考試',
        category: '護理師',
        effective,
        issuer: '考選部',
      },
    ]
  }
  if (!isCivil(soul)) return []
  const category = job.unit === '人事室' ? '人事行政' : job.unit === '會計室' ? '會計' : '一般行政'
  const [name, grade] = chance.pick([
    ['公務人員高等考試', '三級'],
    ['公務人員普通考試', '四等'],
  ])
  return [{ ...base, kind: 'civil', name: name ?? '', grade: grade ?? null, category, restrict_to: null }]
}

/** Earlier posts one after the other, then the present one, which has no end. */
function careerOf(soul: Soul, today: string): { first: string; posts: Row[] } {
  const { chance, birth, since } = soul
  const begin = `${Math.min(yearOf(birth) + 24, yearOf(since))}-08-01`
  const before = yearOf(since) - yearOf(begin) >= 2 ? chance.between(1, 2) : 0
  const turns = [begin, plus(begin, Math.floor((yearOf(since) - yearOf(begin)) / 2))].slice(0, before)
  const posts = turns.map((start, i) => ({
    ...post(soul, chance.pick(['晨光市晨鐘國民小學', '晨光市遠帆國民中學', '晨光市長堤國民小學']), start, today),
    chief_level: 'none',
    end_order_date: plus(turns[i + 1] ?? since, 0),
    end_order_no: documentOf(soul, '晨教人', turns[i + 1] ?? since),
    end: dayBefore(turns[i + 1] ?? since),
    leave_reason: '調任',
    ...(hasTerm(soul) && { cont_from: start, cont_to: dayBefore(turns[i + 1] ?? since) }),
  }))
  return { first: turns[0] ?? since, posts: [...posts, post(soul, district[soul.agency].name, since, today)] }
}

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

function post(soul: Soul, agency: string, start: string, today: string): Row {
  const { chance, job } = soul
  const chiefs: Record<string, string> = {
    校長: 'head',
    局長: 'head',
    處長: 'first',
    人事主任: 'first',
    會計主任: 'first',
  }
  const isActing = job.staffKind === 'acting_teacher'
  return {
    agency,
    unit: job.unit,
    title: job.title,
    chief_level: chiefs[job.title] ?? 'none',
    staff_kind: job.staffKind,
    post_kind: isActing ? 'acting' : job.staffKind === 'hourly_teacher' ? 'concurrent' : 'full',
    order_date: start,
    order_no: documentOf(soul, '晨教人', start),
    start,
    ...(isCivil(soul) && {
      position_no: `A${chance.digits(6)}`,
      rank_from: '05',
      rank_to: chance.pick(['06', '07', '08']),
      series: job.unit === '人事室' ? '人事行政' : '綜合行政',
    }),
    ...(hasTerm(soul) && { cont_from: start, cont_to: `${yearOf(today) + 1}-07-31` }),
  }
}

function qualifications(soul: Soul): Row[] {
  if (!isCivil(soul)) return []
  return [
    {
      decide_date: soul.since,
      decide_no: documentOf(soul, '部特一', soul.since),
      result: 'qualified',
      rank: '05',
      step: '本俸一級',
      point: 330,
      effective: soul.since,
    },
  ]
}

function salary(soul: Soul): Row[] {
  if (soul.job.staffKind !== 'teacher') return []
  const { chance, since } = soul
  return [
    {
      notice_no: documentOf(soul, '晨教敘', since),
      notice_date: since,
      reason: 'initial',
      base_degree: '50',
      point: chance.pick([190, 200, 245, 275, 310]),
      seniority: false,
      seniority_years: chance.below(4),
      effective: since,
    },
  ]
}

function appraisals(soul: Soul, today: string): Row[] {
  const { chance, since } = soul
  if (!isCivil(soul) && !/^(teacher|principal)$/.test(soul.job.staffKind)) return []
  const last = yearOf(today) - 2
  const years = Array.from({ length: 6 }, (_, i) => last - i).filter(year => year > yearOf(since))
  return years.map(year => {
    const decided = `${year + 1}-01-15`
    const base = { year: year - 1911, kind: '1', decide_date: decided, decide_no: documentOf(soul, '晨教核', decided) }
    if (!isCivil(soul)) return { ...base, regime: 'teacher', clause: chance.pick(['4-1-1', '4-1-1', '4-1-2']) }
    const score = chance.between(74, 88)
    return { ...base, regime: 'civil', score, grade: score >= 80 ? '1' : '2', qual_date: decided, qual_no: null }
  })
}

const merits = [
  ['辦理校慶活動，圓滿達成任務', '工作績優'],
  ['指導學生參加全市科學展覽榮獲優等', '競技比賽績優'],
  ['承辦全市教師研習，認真負責', '優良事蹟'],
  ['辦理防災演練，規劃周詳', '服務績優'],
  ['編撰本土語言教材', '研究發展績優'],
] as const

function rewards(soul: Soul, today: string): Row[] {
  const { chance, since } = soul
  const count = chance.below(4)
  const years = Array.from({ length: count }, (_, i) => yearOf(today) - 1 - i).filter(year => year > yearOf(since))
  return years.map(year => {
    const [reason, category] = chance.pick(merits)
    const decided = dayIn(chance, year)
    return {
      approve_agency: district[soul.agency].name,
      decide_date: decided,
      decide_no: documentOf(soul, '晨教獎', decided),
      reason: `${year - 1911}年度${reason}`,
      result: chance.pick(['嘉獎一次', '嘉獎二次', '記功一次']),
      category,
      law_code: 'CA',
      law_name: isTeacher(soul) ? '公立高級中等以下學校教師成績考核辦法' : '晨光市公務人員平時考核獎懲標準表',
      remedy: isTeacher(soul) ? '2' : '1',
    }
  })
}

function certificates(soul: Soul): Row[] {
  if (!/^(teacher|principal|acting_teacher)$/.test(soul.job.staffKind)) return []
  const { chance, agency, birth } = soul
  const issued = `${yearOf(birth) + 23}-07-20`
  const stage =
    agency === 'special' ? 'special' : agency === 'primary' || agency === 'valley' ? 'elementary' : 'secondary'
  return [
    {
      stage,
      subject: stage === 'secondary' ? chance.pick(['國語文', '英語文', '數學', '自然', '社會']) : null,
      cert_no: documentOf(soul, '中檢', issued),
      issue_date: issued,
      issuer: '教育部',
      nationality: soul.idKind === 'national' ? null : 'US',
    },
  ]
}

const courses = ['個人資料保護研習', '性別平等教育研習', '環境教育', '資訊安全通識', '特教知能研習', '消費者保護']

function trainings(soul: Soul, today: string): Row[] {
  const { chance } = soul
  return Array.from({ length: chance.between(1, 3) }, (_, i) => {
    const start = `${yearOf(today) - 1 - i}-${chance.pick(['01', '03', '05', '10'])}-${chance.between(10, 20)}`
    return {
      domestic: 'domestic',
      kind: 'training',
      org: district.bureau.name,
      course: chance.pick(courses),
      mode: 'part',
      start,
      end: start,
      hours: chance.pick([2, 3, 6, 12]),
      doc_no: documentOf(soul, '晨教研', start),
    }
  })
}

function skills(soul: Soul): Row[] {
  const { chance, since } = soul
  if (!chance.percent(20)) return []
  const [skill = '', licence = ''] = chance.pick([
    ['急救', '基本救命術證書'],
    ['採購', '採購專業人員基礎班合格證書'],
    ['運動教練', '游泳教練證'],
  ])
  return [{ skill, licence, effective: since, doc_no: documentOf(soul, '晨訓', since), issuer: '晨光市政府' }]
}

function languages(soul: Soul): Row[] {
  const { chance, isIndigenous, since } = soul
  if (isIndigenous) return [{ lang: 'formosan', level: chance.pick(['B1', 'B2', 'C1']), cert_date: since }]
  if (!chance.percent(25)) return []
  return [{ lang: chance.pick(['en', 'ja', 'nan', 'hak']), test: null, level: chance.pick(['A2', 'B1', 'B2']) }]
}

function military(soul: Soul): Row[] {
  const { chance, isWoman, idKind, birth } = soul
  if (isWoman || idKind !== 'national' || !chance.percent(60)) return []
  const from = `${yearOf(birth) + 22}-07-01`
  const to = `${yearOf(birth) + 23}-05-31`
  const isAlternative = chance.percent(20)
  return [
    {
      duty_kind: isAlternative ? 'alternative' : 'soldier',
      branch: isAlternative ? null : chance.pick(['army', 'navy', 'air_force']),
      rank: isAlternative ? null : '一等兵',
      from,
      to,
      discharge: documentOf(soul, '退伍', to),
    },
  ]
}

function disability({ chance }: Soul, today: string): Row[] {
  if (!chance.percent(3)) return []
  return [
    { has: true, category: chance.pick(['1', '2', '7']), degree: chance.pick(['3', '4']), valid_until: plus(today, 3) },
  ]
}

function indigenous({ chance, isIndigenous }: Soul): Row[] {
  if (!isIndigenous) return []
  return [{ kind: chance.pick(['1', '2']), tribe: chance.pick(['amis', 'atayal', 'bunun', 'tsou', 'paiwan']) }]
}

function family(soul: Soul, today: string): Row[] {
  const { chance, birth, isWoman } = soul
  const relatives: Row[] = []
  if (chance.percent(60)) relatives.push(relative(soul, 'spouse', yearOf(birth) + chance.between(-4, 4), !isWoman))
  for (let child = chance.below(3), i = 0; i < child; i += 1) {
    const born = yearOf(birth) + chance.between(25, 36)
    const isGirl = chance.percent(50)
    if (born < yearOf(today)) relatives.push(relative(soul, isGirl ? 'daughter' : 'son', born, isGirl))
  }
  return relatives
}

function relative({ chance }: Soul, relation: string, year: number, isWoman: boolean): Row {
  return {
    relation,
    name: chineseName(chance, isWoman).zh,
    id_no: chance.percent(70) ? idNumberOf(chance, 'national', isWoman) : null,
    birth: dayIn(chance, year),
    job: relation === 'spouse' ? chance.pick(['工程師', '教師', '自由業', '家庭管理']) : null,
  }
}

function autobiography(soul: Soul): Row[] {
  const { chance, job, agency } = soul
  if (!chance.percent(40)) return []
  const hobby = chance.pick(['登山', '合唱', '園藝', '書法', '自行車'])
  return [{ text: `任職於${district[agency].name}${job.unit}，擔任${job.title}。\n平日喜歡${hobby}，樂於與同仁分享。` }]
}
