import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Place } from './pages.ts'
import { during } from './process.ts'
import { cardAnswers, cardOf, get, ofForm, openCards, passwordForm, signIn, startProduct } from './product.ts'

/** Milliseconds: half took no longer, nineteen of twenty, and the longest. */
export type Times = { p50: number; p95: number; max: number }

/** What a crowd was answered, each status and how often, and how long others waited for their pages meanwhile. */
export type Crowd = { what: string; answers: Record<string, number>; own: Times; record: Times; sheet: Times }

type Ask = () => Promise<Response>

const teacher = 'lin.meihua'
const passwordsASecond = 300
const cardsASecond = 1000 / 60
const othersASecond = 20

/** All of the district come in from one address: nobody, then by password, then by card, so many seconds each. */
export async function measureCrowd({ data, port, client }: Place, seconds: number): Promise<Crowd[]> {
  const card = await cardOf(await openCards(data), 'teacher')
  return during(startProduct(data, port), async ({ demo, base }) => {
    const cookie = await signIn(demo, teacher)
    const { body } = await get(`${base}/record`, cookie)
    const [, sheet = ''] = /href="(\/public\/[^"]+\.css[^"]*)"/.exec(body) ?? []
    const record: Ask = () => fetch(`${base}/record`, { headers: { cookie } })
    const file: Ask = () => fetch(base + sheet)
    const form = await passwordForm(demo, teacher)
    const passwords = (await loginNames(client)).map((name): Ask => {
      const typed = new URLSearchParams(form.body)
      typed.set('login_name', name)
      const headers = { cookie: form.cookie, ...ofForm }
      const sent = { method: 'POST', body: typed.toString(), headers, redirect: 'manual' } as const
      return () => fetch(`${base}/sign-in/password`, sent)
    })
    const answers = await cardAnswers(base, card, Math.ceil(cardsASecond * (seconds + warmUp)))
    const cards = answers.map(({ method = '', path = '', headers = {}, body = '' }): Ask => {
      const sent = {
        method,
        body: String(body),
        headers: headers as Record<string, string>,
        redirect: 'manual',
      } as const
      return () => fetch(base + path, sent)
    })
    const turn = (asks: Ask[]) => {
      let next = 0
      return () => (asks[next++ % asks.length] ?? file)()
    }

    const crowds: [string, number, Ask][] = [
      ['nobody', 0, file],
      [`${passwordsASecond} passwords a second`, passwordsASecond, turn(passwords)],
      [`${cardsASecond.toFixed(1)} cards a second`, cardsASecond, turn(cards)],
    ]
    const measured: Crowd[] = []
    for (const [what, aSecond, ask] of crowds) {
      await sendSteadily(ask, aSecond / 10, warmUp)
      const own = sendSteadily(ask, aSecond, seconds)
      const others = [record, file].map(ask => sendSteadily(ask, othersASecond, seconds))
      const [crowd, records, sheets] = await Promise.all([own, ...others])
      if (!crowd || !records || !sheets) continue
      measured.push({ what, ...crowd, own: crowd.times, record: records.times, sheet: sheets.times })
    }
    return measured
  })
}

const warmUp = 5

async function loginNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select login_name as name from accounts where password_hash is not null and state = 'active'`,
  )
  return rows.map(({ name }) => name)
}

/** Asks at an even pace, whether those before were answered or not. */
async function sendSteadily(ask: Ask, aSecond: number, seconds: number) {
  const begun = performance.now()
  const answers: Record<string, number> = {}
  const waits: number[] = []
  const sent: Promise<void>[] = []
  const one = async (due: number) => {
    const status = await ask().then(
      async answer => {
        await answer.arrayBuffer()
        return String(answer.status)
      },
      () => 'none',
    )
    answers[status] = (answers[status] ?? 0) + 1
    waits.push(performance.now() - due)
  }
  for (let i = 0; i < aSecond * seconds; i += 1) {
    const due = begun + (i * 1000) / aSecond
    const early = due - performance.now()
    if (early > 0) await pause(early)
    sent.push(one(due))
  }
  await Promise.all(sent)
  return { answers, times: timesOf(waits) }
}

export function timesOf(waits: number[]): Times {
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { p50: at(0.5), p95: at(0.95), max: at(1) }
}
