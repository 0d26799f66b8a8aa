import { timesOf, type Times } from './crowd.ts'
import { countsOf } from './measure.ts'
import type { Place } from './pages.ts'
import { during } from './process.ts'
import { get, signIn, startProduct } from './product.ts'

export type Listed = { what: string; times: Times; blocks: number }

const [teacher, officer, chief] = ['lin.meihua', 'wu.peiqing', 'cai.zongxian']
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
  ['people with a suspended account', officer, '/people?account=suspended'],
  ['invitations', officer, '/people/invitations'],
  ['queue', officer, '/review'],
  ['queue, all', officer, '/review?state=all'],
  ['queue by name', officer, '/review?q=林'],
  ['queue by number', officer, '/review?q=114-0000003'],
  ['queue of a bureau', chief, '/review?state=all'],
  ['findings', officer, '/findings'],
  ['batches', officer, '/batches'],
  ['offices below', chief, '/recoveries'],
  ['access log', withPast, '/access-log'],
  ['inbox', withPast, '/inbox'],
  ['inbox, page 15', withPast, '/inbox?page=15'],
  ['corrections', withPast, '/corrections'],
  ['long record', withPast, '/record'],
  ['account', teacher, '/account'],
]

const [warmUp, measured] = [50, 100]

// a list of findings is read for a purpose, which opens it for some minutes
const openFindings = `insert into findings_openings (account_id, agency_id, purpose, expires_at)
  select account_id, agency_id, '量測', now() + interval '15 minutes' from role_grants join accounts on accounts.id = account_id
  where login_name = $1 and role = 'hr_officer' and agency_id is not null
  on conflict (account_id, agency_id) do update set expires_at = excluded.expires_at`

/** How long the pages take that grow with a city, one request after the other; a page that is no more is left out. */
export async function measureLists({ data, port, client, counters: { admin } }: Place): Promise<Listed[]> {
  return during(startProduct(data, port), async ({ demo, base }) => {
    const cookies = new Map<string, string>()
    for (const who of new Set(pages.map(([, loginName]) => loginName))) cookies.set(who, await signIn(demo, who))
    await client.query(openFindings, [officer])
    const listed: Listed[] = []
    for (const [what, who, path] of pages) {
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
