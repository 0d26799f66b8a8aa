import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import autocannon from 'autocannon'
import { Client } from 'pg'
import type { Told } from '../../server/demo/tell.ts'
import { freePort } from '../support/running/program.ts'
import type { FloorCase } from './floor.ts'
import { memory, processorTime, start } from './process.ts'
import type { Ratio } from './ratio.ts'

type Page = { name: string; path: string; loginName: string; statements: (ids: Ids) => FloorCase['statements'] }
type Ids = { session: string; account: string; person: string; agency: string; today: string }

// what nobody who shows these pages to a signed-in person could leave out
const session = { text: 'select data, expires_at from sessions where id_hash = $1', of: (ids: Ids) => [ids.session] }
const actor = {
  text: `select a.state, p.id, p.name, g.role, g.agency_id from accounts a join people p on p.id = a.person_id
    left join role_grants g on g.account_id = a.id and g.from_day <= $2 and (g.until_day is null or g.until_day >= $2)
    where a.id = $1`,
  of: (ids: Ids) => [ids.account, ids.today],
}
const rows = {
  text: 'select id, section, version, data from record_rows where person_id = $1 and not deleted order by section',
  of: (ids: Ids) => [ids.person],
}
const queue = {
  text: `select c.id, c.number, c.section, c.operation, c.state, c.due_day, c.submitted_at, p.name,
    count(*) over () as count from corrections c join people p on p.id = c.person_id
    where c.agency_id = $1 and c.person_id <> $2 and c.state not in ('draft', 'applied', 'rejected', 'withdrawn')
    order by c.due_day, c.submitted_at limit 20`,
  of: (ids: Ids) => [ids.agency, ids.person],
}
const asked =
  (...all: (typeof rows)[]) =>
  (ids: Ids) =>
    all.map(({ text, of }) => ({ text, values: of(ids) }))

const pages: Page[] = [
  { name: 'own record', path: '/record', loginName: 'lin.meihua', statements: asked(session, actor, rows) },
  { name: 'review queue', path: '/review', loginName: 'wu.peiqing', statements: asked(session, actor, queue) },
  { name: 'sign-in page', path: '/sign-in', loginName: '', statements: () => [] },
]

const seconds = 5
const connections = 16

/** Each page by the product and by the floor: processor time for one page, pages a second, memory afterwards. */
export async function measurePages(demo: Told, pid: number, databaseUrl: string, folder: string): Promise<Ratio[]> {
  const shown = []
  for (const page of pages) {
    const cookie = page.loginName ? await signIn(demo, page.loginName) : ''
    const answer = await fetch(demo.base + page.path, { headers: { cookie }, redirect: 'manual' })
    if (answer.status !== 200) throw new Error(`${page.path} answers ${answer.status}`)
    const ids = await idsOf(databaseUrl, page.loginName, cookie)
    shown.push({ ...page, cookie, body: await answer.text(), statements: page.statements(ids) })
  }
  const cases = path.join(folder, 'cases.json')
  await writeFile(cases, JSON.stringify(shown))
  const port = await freePort()
  const floor = await start(path.join(import.meta.dirname, 'floor.js'), [databaseUrl, String(port), cases], /^ready/)

  const ratios: Ratio[] = []
  for (const { name, path: url, cookie } of shown) {
    const ours = await load(demo.base + url, cookie, pid)
    const min = await load(`http://127.0.0.1:${port}${url}`, cookie, floor.pid)
    ratios.push(
      { what: `${name}, processor time of one`, unit: 'µs', ours: ours.processor, floor: min.processor },
      { what: `${name}, 99th of 100 within`, unit: 'ms', ours: ours.p99, floor: min.p99 },
    )
  }
  ratios.push({ what: 'memory after all of this', unit: 'MiB', ours: memory(pid), floor: memory(floor.pid) })
  await floor.stop()
  return ratios
}

async function load(url: string, cookie: string, pid: number) {
  const headers = { cookie, 'accept-encoding': 'gzip' }
  await autocannon({ url, headers, connections, duration: 2 })
  const before = processorTime(pid)
  const result = await autocannon({ url, headers, connections, duration: seconds })
  const bad = result.non2xx + result.errors + result.timeouts
  if (bad > 0) throw new Error(`${url}: ${bad} answers of ${result.requests.total} were not 2xx`)
  return { processor: (processorTime(pid) - before) / result.requests.total, p99: result.latency.p99 }
}

async function signIn({ base, people }: Told, loginName: string) {
  const page = await fetch(`${base}/sign-in`)
  const anonymous = cookiesOf(page)
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(await page.text()) ?? []
  const password = people.find(person => person.loginName === loginName)?.password ?? ''
  const body = new URLSearchParams({ _csrf: token, login_name: loginName, password, next: '/' })
  const headers = { cookie: anonymous }
  const answer = await fetch(`${base}/sign-in/password`, { method: 'POST', body, headers, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`${loginName} cannot sign in: ${answer.status}`)
  return cookiesOf(answer)
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')

async function idsOf(url: string, loginName: string, cookie: string): Promise<Ids> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    `select a.id as account, a.person_id as person, s.agency_id as agency from accounts a
       join assignments s on s.person_id = a.person_id and s.kind = 'main' where a.login_name = $1`,
    [loginName],
  )
  await client.end()
  const [, id = ''] = /desk=([^;.]+)/.exec(decodeURIComponent(cookie)) ?? []
  const session = createHash('sha256').update(id).digest('hex')
  return { account: '', person: '', agency: '', ...rows[0], session, today: new Date().toISOString().slice(0, 10) }
}
