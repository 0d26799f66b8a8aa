import { randomUUID } from 'node:crypto'
import { addDays, legalDay } from '../domain/clock.ts'
import { decisionDue, supplementDue } from '../domain/correction/deadline.ts'
import type { Action, State } from '../domain/correction/correction.ts'
import { difference } from '../domain/record/difference.ts'
import type { Row } from '../domain/record/field.ts'
import { sectionOf } from '../domain/record/sections.ts'
import { rocYearOf } from '../domain/roc-date.ts'
import * as corrections from '../store/correction/corrections.ts'
import * as evidence from '../store/correction/evidence.ts'
import * as news from '../store/correction/news.ts'
import * as signatures from '../store/correction/signatures.ts'
import { signedTextOf } from '../store/correction/signed-texts.ts'
import { writeBack } from '../store/correction/write-back.ts'
import type { Db } from '../store/database/database.ts'
import type { By } from '../store/database/events.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import * as notices from '../store/notice/notices.ts'
import * as locks from '../store/record/locks.ts'
import * as records from '../store/record/records.ts'
import type { Soul } from './district/crowd.ts'
import { district, type AgencyKey } from './district/district.ts'
import { pdfOf } from './document.ts'

type Ending = Exclude<State, 'partly_accepted'>

/** What somebody asks for and how far it has come. */
type Story = {
  agency: AgencyKey
  place: number
  section: string
  /** Change the first row of the section; without it a row is added. */
  change?: Row
  add?: Row
  reason: string
  /** Days between sending and today. */
  ago: number
  ending: Ending
}

const workshop = (course: string, hours: number): Row => ({
  domestic: 'domestic',
  kind: 'training',
  org: district.bureau.name,
  course,
  mode: 'part',
  start: '2024-11-16',
  end: '2024-11-16',
  hours,
})

const told: Story[] = [
  {
    agency: 'primary',
    place: 12,
    section: 'education',
    change: { dept: '國民小學教師在職進修特殊教育學系' },
    reason: '系所名稱漏字',
    ago: 40,
    ending: 'applied',
  },
  {
    agency: 'primary',
    place: 12,
    section: 'training',
    add: workshop('雙語教學增能工作坊', 18),
    reason: '補登研習時數',
    ago: 6,
    ending: 'returned',
  },
  {
    agency: 'primary',
    place: 0,
    section: 'education',
    change: { dept: '教育行政與政策學系' },
    reason: '系所已更名，證書為新名',
    ago: 28,
    ending: 'in_review',
  },
  {
    agency: 'primary',
    place: 15,
    section: 'basic',
    change: { name_zh: '陳暖陽' },
    reason: '已於戶政事務所辦理改名',
    ago: 20,
    ending: 'waiting_authority',
  },
  {
    agency: 'primary',
    place: 16,
    section: 'training',
    add: workshop('校園急救員訓練', 16),
    reason: '補登研習時數',
    ago: 33,
    ending: 'waiting_chief',
  },
  {
    agency: 'primary',
    place: 17,
    section: 'training',
    add: workshop('閱讀推動教師研習', 12),
    reason: '補登研習時數',
    ago: 45,
    ending: 'rejected',
  },
  {
    agency: 'primary',
    place: 18,
    section: 'education',
    change: { dept: '教育與心理輔導學系' },
    reason: '誤植',
    ago: 3,
    ending: 'withdrawn',
  },
  {
    agency: 'primary',
    place: 19,
    section: 'education',
    change: { degree_name: '文學學士' },
    reason: '學位名稱應更正',
    ago: 10,
    ending: 'accepted',
  },
  {
    agency: 'primary',
    place: 5,
    section: 'basic',
    change: { passport_no: '300000001' },
    reason: '換發新護照',
    ago: 0,
    ending: 'draft',
  },
  {
    agency: 'valley',
    place: 12,
    section: 'language',
    change: { test: '原住民族語言能力認證測驗', level: 'C2' },
    reason: '通過族語認證高級',
    ago: 4,
    ending: 'submitted',
  },
  {
    agency: 'junior',
    place: 12,
    section: 'basic',
    change: { passport_no: 'TR1234567' },
    reason: '換發新護照',
    ago: 2,
    ending: 'submitted',
  },
  {
    agency: 'junior',
    place: 14,
    section: 'training',
    add: workshop('資訊安全通識', 3),
    reason: '補登研習時數',
    ago: 12,
    ending: 'in_review',
  },
  {
    agency: 'senior',
    place: 3,
    section: 'skill',
    add: { skill: '急救', licence: '高級心臟救命術證書' },
    reason: '新取得證照',
    ago: 1,
    ending: 'submitted',
  },
  {
    agency: 'senior',
    place: 12,
    section: 'education',
    change: { degree_name: '教育學學士' },
    reason: '學位名稱應更正',
    ago: 8,
    ending: 'returned',
  },
]

/** A queue that fills more than one page at the school with the two-school officer. */
const queued: Story[] = Array.from({ length: 26 }, (_, i) => ({
  agency: 'primary' as const,
  place: 20 + i,
  section: 'training',
  add: workshop(['個人資料保護研習', '性別平等教育研習', '防災教育'][i % 3] ?? '', 3 + (i % 4)),
  reason: '補登研習時數',
  ago: 1 + i,
  ending: 'submitted' as const,
}))

/** Corrections in every state, each brought there by the same steps that people take. */
export async function addCorrections(
  tx: Db,
  ring: KeyRing,
  crowd: readonly Soul[],
  agencies: Record<AgencyKey, string>,
  now: Date,
) {
  const reviewers: Partial<Record<AgencyKey, string>> = {
    primary: 'officer',
    valley: 'officer',
    junior: 'sole-hr',
    senior: 'senior-officer',
  }
  for (const story of [...told, ...queued].toSorted((a, b) => b.ago - a.ago)) {
    const soul = crowd.filter(({ agency }) => agency === story.agency)[story.place]
    const reviewer = crowd.find(({ part }) => part?.id === reviewers[story.agency])
    if (!soul || !reviewer) throw new Error(`nobody for ${story.reason}`)
    const scene = { tx, ring, soul, reviewer, agencyId: agencies[story.agency], now }
    const id = await write(scene, story)
    await take(scene, story, id)
  }
}

type Scene = { tx: Db; ring: KeyRing; soul: Soul; reviewer: Soul; agencyId: string; now: Date }

const before = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

const by = ({ agencyId }: Scene, { accountId }: Soul, role: string): By => ({
  accountId,
  role,
  agencyId,
  requestId: null,
})

/** A draft with its evidence, as its owner leaves it. */
async function write({ tx, ring, soul, now }: Scene, { section, change, add, reason, ago }: Story): Promise<string> {
  const at = before(now, ago)
  const { personId, accountId } = soul
  const row = change && (await records.ofPerson(tx, ring, personId)).find(one => one.section === section)
  if (change && !row) throw new Error(`${soul.name.zh} has no ${section}`)
  const operation = row ? 'change' : 'add'
  const draft = {
    personId,
    section,
    operation,
    rowId: row?.id ?? randomUUID(),
    baseVersion: row?.version ?? null,
  } as const
  const id = await corrections.start(tx, draft, at)
  const started = id && (await corrections.find(tx, ring, id))
  if (!started) throw new Error(`${soul.name.zh} has an open correction already`)
  const items = difference(sectionOf(section), operation, row?.data ?? {}, { ...row?.data, ...change, ...add })
  if (items.length === 0) throw new Error(`${soul.name.zh} asks for nothing: ${reason}`)
  await corrections.save(tx, ring, started, { items, reason, effective: null }, at)
  const file = {
    ...evidence.seal(ring, pdfOf('Demonstration: invented evidence')),
    name: '證明文件.pdf',
    media: 'application/pdf' as const,
  }
  await evidence.add(tx, { correctionId: id, round: 1, addedBy: accountId, ...file }, at)
  return id
}

/** The steps to each ending; the system applies what is accepted, unless a lock holds. */
const ways: Record<Ending, Action[]> = {
  draft: [],
  submitted: ['submit'],
  in_review: ['submit', 'take'],
  returned: ['submit', 'take', 'return'],
  waiting_authority: ['submit', 'take', 'forward'],
  waiting_chief: ['submit', 'take', 'reject'],
  accepted: ['submit', 'take', 'accept'],
  applied: ['submit', 'take', 'accept'],
  rejected: ['submit', 'take', 'reject', 'confirm_rejection'],
  withdrawn: ['submit', 'withdraw'],
}

async function take(scene: Scene, { ending, ago }: Story, id: string) {
  for (const [i, action] of ways[ending].entries()) {
    const at = before(scene.now, Math.max(0, ago - i))
    const correction = await corrections.find(scene.tx, scene.ring, id)
    if (!correction) throw new Error('the correction is gone')
    if (action === 'accept' && ending === 'accepted') await lock(scene, at)
    await (action === 'submit' ? submit(scene, correction, at) : review(scene, correction, action, at))
  }
}

async function submit(scene: Scene, correction: corrections.Correction, at: Date) {
  const { tx, ring, soul, agencyId } = scene
  const today = legalDay(at)
  const text = await signedTextOf(tx, ring, correction, { name: soul.name.zh }, today)
  const number = await corrections.nextNumber(tx, rocYearOf(today))
  const set = { number, submittedAt: at, dueDay: decisionDue(today), agencyId }
  await corrections.move(tx, ring, correction, {
    action: 'submit',
    to: 'submitted',
    by: by(scene, soul, 'employee'),
    at,
    set,
  })
  await signatures.add(tx, ring, {
    correctionId: correction.id,
    round: correction.round,
    way: 'password',
    line: '',
    cms: null,
    certificate: null,
    proof: {},
    text: text.bytes,
    textSha256: text.sha256,
    byAccountId: soul.accountId,
    at,
  })
  const holes = { number, section: correction.section }
  const told = { text: 'notice.correction-arrived', holes, url: `/review/${correction.id}` } as const
  await notices.tellHr(tx, agencyId, told, at)
}

const states: Partial<Record<Action, State>> = {
  take: 'in_review',
  return: 'returned',
  forward: 'waiting_authority',
  reject: 'waiting_chief',
  confirm_rejection: 'rejected',
  accept: 'accepted',
  withdraw: 'withdrawn',
}

async function review(scene: Scene, correction: corrections.Correction, action: Action, at: Date) {
  const { tx, ring, soul, reviewer } = scene
  const to = states[action]
  if (!to) throw new Error(`no way to ${action}`)
  const isOwn = action === 'withdraw'
  const actor = isOwn ? by(scene, soul, 'employee') : by(scene, reviewer, 'hr_officer')
  const step = { action, to, by: actor, at, ...stepOf(scene, correction, action, at) }
  if (action === 'accept') {
    for (const file of await evidence.ofCorrection(tx, correction.id)) {
      await evidence.noteOpened(tx, file.id, reviewer.accountId, at)
    }
  }
  if (!(await corrections.move(tx, ring, correction, step))) throw new Error(`${action} was refused`)
  if (!isOwn) await news.tellStep(tx, correction, { action, to, day: step.set?.supplementDay }, at)
  if (action !== 'accept') return
  const accepted = await corrections.find(tx, ring, correction.id)
  if (!accepted) throw new Error('the correction is gone')
  const written = await writeBack(tx, ring, accepted, correction.baseVersion, actor, at)
  if (!written.ok) throw new Error(written.why)
}

function stepOf({ reviewer }: Scene, { items, round }: corrections.Correction, action: Action, at: Date) {
  const decided = { decidedBy: reviewer.accountId, decidedAt: at }
  const itemsAs = (decision: 'accepted' | 'rejected') => items.map(item => ({ ...item, decision }))
  if (action === 'take') return { set: { reviewerId: reviewer.accountId } }
  if (action === 'return') {
    const text = '請補附主辦單位核發的證明。'
    return { text, set: { decisionText: text, supplementDay: supplementDue(legalDay(at)), round: round + 1 } }
  }
  if (action === 'reject') {
    const text = '所附文件與申請內容不符。'
    return { text, set: { items: itemsAs('rejected'), decisionText: text, ...decided } }
  }
  return action === 'accept' ? { set: { items: itemsAs('accepted'), ...decided } } : {}
}

/** An inquiry holds the record, so that an accepted correction waits. */
async function lock({ tx, soul, reviewer, agencyId, now }: Scene, at: Date) {
  const facts = { personId: soul.personId, kind: 'case' as const, section: null, agencyId }
  const until = addDays(legalDay(now), 20)
  const set = { ...facts, reason: '成績考核申訴案審議中', docNumber: '晨教人字第1150000777號', until }
  const chief = { accountId: reviewer.accountId, role: 'hr_chief', agencyId, requestId: null }
  if (!(await locks.set(tx, set, chief, at))) throw new Error('the record is locked already')
}
