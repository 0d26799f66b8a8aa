import { timesOf, type Times } from './crowd.ts'
import { countsOf } from './measure.ts'
import type { Place } from './pages.ts'
import { during } from './process.ts'
import { get, hidden, ofForm, signIn, startProduct } from './product.ts'

export type Listed = { what: string; times: Times; blocks: number }

const [teacher, officer, chief, administrator] = ['lin.meihua', 'wu.peiqing', 'cai.zongxian', 'chen.yian']
/** Whose past is long: see `addLongLife`. */
export const withPast = 'zhang.tusheng'

const pages: readonly [what: string, loginName: string, path: string][] = [
  ['own record', teacher, '/record'],
  ['desk', officer, '/'],
  ['desk of a bureau', chief, '/'],
  ['people', officer, '/people'],
  ['people of a kind', officer, '/people?kind=civil'],
  ['people who left', officer, '/people?employment=left'],
  ['people on unpaid leave', officer, '/people?employment=on-leave'],
  ['people by name', officer, '/people?q=林'],
  ['people by another name', officer, '/people?q=lin mei'],
  ['people in service', officer, '/people?employment=serving'],
  ['people by staff number', officer, '/people?sort=number'],
  ['people with a suspended account', officer, '/people?account=suspended'],
  ['invitations', officer, '/people/invitations'],
  ['queue', officer, '/review'],
  ['queue, all', officer, '/review?state=all'],
  ['queue by name', officer, '/review?q=林'],
  ['queue by number', officer, '/review?q=114-0000003'],
  ['queue of a bureau', chief, '/review?state=all'],
  ['findings', officer, '/findings'],
  ['findings of a kind', officer, '/findings?kind=civil'],
  ['batches', officer, '/batches'],
  ['offices below', chief, '/recoveries'],
  ['people below', chief, '/people/directory'],
  ['people below by name', chief, '/people/directory?q=志明'],
  ['people below by a common sign', chief, '/people/directory?q=王'],
  ['people below by title', chief, '/people/directory?title=組長'],
  ['access log', withPast, '/access-log'],
  ['inbox', withPast, '/inbox'],
  ['inbox, page 15', withPast, '/inbox?page=15'],
  ['corrections', withPast, '/corrections'],
  ['long record', withPast, '/record'],
  ['account', teacher, '/account'],
  ['record of a colleague', officer, '/people/{colleague}'],
  ['row of theirs', officer, '/people/{colleague}/rows/{row}'],
  ['entry of a row', officer, '/people/{colleague}/rows/{row}/entry'],
  ['a field of theirs', officer, '/people/{colleague}/rows/{row}/history?field=dept'],
  ['record of theirs on a day', officer, '/people/{colleague}/past?day={day}'],
  ['what is derived of theirs', officer, '/people/{colleague}/derived'],
  ['working life', officer, '/people/{colleague}/assignments'],
  ['batch, values', officer, '{batch}/values'],
  ['batch, results', officer, '{batch}'],
  ['code tables', administrator, '/administration/code-tables'],
  ['long code table', administrator, '/administration/code-tables/countries'],
]

const [warmUp, measured] = [50, 100]

// a list of findings is read for a purpose, which opens it for some minutes
const openFindings = `insert into findings_openings (account_id, agency_id, purpose, expires_at)
  select account_id, agency_id, '量測網頁速度', now() + interval '15 minutes' from role_grants join accounts on accounts.id = account_id
  where login_name = $1 and role = 'hr_officer' and agency_id is not null
  on conflict (account_id, agency_id) do update set expires_at = excluded.expires_at`

/** The same of somebody's record. */
const openRecord = `insert into record_openings (account_id, person_id, purpose, expires_at)
  select officer.id, colleague.person_id, '量測網頁速度', now() + interval '15 minutes'
    from accounts officer, accounts colleague where officer.login_name = $1 and colleague.login_name = $2
  on conflict (account_id, person_id) do update set expires_at = excluded.expires_at`

const rowOfTheirs = `select person_id as colleague, r.id as row from record_rows r join accounts using (person_id)
  where login_name = $1 and section = 'education' and not deleted limit 1`

/** A batch that would change a row of everybody's, tried and not applied: where it is. */
async function tryBatch(base: string, cookie: string): Promise<string> {
  const post = (url: string, form: Record<string, string>) =>
    fetch(base + url, {
      method: 'POST',
      headers: { cookie, ...ofForm },
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
  const chosen = { verb: 'change', section: 'education', all: 'yes', purpose: '量測網頁速度' }
  const page = await get(`${base}/batches/new?verb=change&section=education`, cookie)
  const token = { _csrf: hidden(page.body, '_csrf') }
  const begun = String((await post('/batches/new', { ...token, ...chosen })).headers.get('location'))
  const typed = { ...token, which: 'newest', row_major: '教育', row_dept: '教育學系', reason: '量測網頁速度' }
  const decided = { authority_name: '教育局', authority_day: '115/7/31', authority_number: '府教人字第1150000001號' }
  const tried = await post(begun, { ...typed, ...decided })
  if (tried.status !== 303) throw new Error(`the batch is not tried: ${tried.status}`)
  return begun.replace('/values', '')
}

/** How long the pages take that grow with a city, one request after the other; a page that is no more is left out. */
export async function measureLists({ data, port, client, counters: { admin } }: Place): Promise<Listed[]> {
  return during(startProduct(data, port), async ({ demo, base }) => {
    const cookies = new Map<string, string>()
    for (const who of new Set(pages.map(([, loginName]) => loginName))) cookies.set(who, await signIn(demo, who))
    await client.query(openFindings, [officer])
    await client.query(openRecord, [officer, teacher])
    const { rows } = await client.query<{ colleague: string; row: string }>(rowOfTheirs, [teacher])
    const batch = await tryBatch(base, cookies.get(officer) ?? '')
    const places: Record<string, string> = { ...rows[0], batch, day: '115/8/1' }
    const listed: Listed[] = []
    for (const [what, who, written] of pages) {
      const path = written.replace(/\{(\w+)\}/g, (_all, name: string) => places[name] ?? '')
      const ask = () => get(base + encodeURI(path), cookies.get(who) ?? '')
      // the pages of a small city end sooner
      const { status } = await fetch(base + encodeURI(path), {
        headers: { cookie: cookies.get(who) ?? '' },
        redirect: 'manual',
      })
      if (status === 303) continue
      for (let i = 0; i < warmUp; i += 1) await ask()
      await admin.query('select pg_stat_statements_reset()')
      const waits: number[] = []
      for (let i = 0; i < measured; i += 1) {
        const begun = performance.now()
        await ask()
        waits.push(performance.now() - begun)
      }
      listed.push({ what, times: timesOf(waits), blocks: (await countsOf(admin)).blocks / measured })
    }
    return listed
  })
}
