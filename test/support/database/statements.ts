import { escapeLiteral, type Pool, type PoolClient } from 'pg'

/**
 * A statement as it is sent: its text with places for the values, and the values. One that is named is kept by
 * PostgreSQL, which from the sixth time on may plan it for any values.
 */
export type Statement = { text: string; values: unknown[]; isNamed: boolean }

/** Notes every statement that the pool is asked from now on; gives the notes. */
export function listen(pool: Pool): Statement[] {
  const heard: Statement[] = []
  const known = new WeakSet<PoolClient>()
  pool.on('acquire', client => {
    if (known.has(client)) return
    known.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const [asked, values = []] = args as [string | { text: string; name?: string }, unknown[]?]
      const { text, name } = typeof asked === 'string' ? { text: asked } : asked
      heard.push({ text, values, isNamed: Boolean(name) })
      return query(...args)
    }) as typeof client.query
  })
  return heard
}

/** Which tables a statement reads from end to end, and what it costs at most in the planner's units. */
export type Plan = { whole: string[]; cost: number }

/**
 * How PostgreSQL would answer a statement: with these values, and with any, which is what it changes to for a prepared
 * statement that was used a few times.
 */
export async function planOf(pool: Pool, { text, values }: Statement, indexes: Indexes): Promise<Plan> {
  const explained = [
    await pool.query(`explain (format json) ${text}`, values),
    await pool.query(`explain (generic_plan, format json) ${text}`),
  ]
  const plans: Node[] = explained.map(({ rows }) => rows[0]['QUERY PLAN'][0].Plan)
  const whole = plans.flatMap(plan => wholeIn(plan, indexes))
  return { whole: [...new Set(whole)], cost: Math.max(...plans.map(plan => plan['Total Cost'])) }
}

/**
 * How many blocks a statement reads at most, planned for these values, and where it is named for any, as it is when it
 * was asked a few times; it has to be one that only reads. `asInCity` plans it as where a large school is one of a thousand: by look-ups alone.
 */
export async function blocksOf(pool: Pool, { text, values, isNamed }: Statement, asInCity = false): Promise<number> {
  const literals = values.map(literalOf)
  const given = literals.length > 0 ? `(${literals.join(', ')})` : ''
  const client = await pool.connect()
  try {
    await client.query(`prepare asked as ${text}`)
    for (const way of asInCity ? readsWhole : []) await client.query(`set ${way} = off`)
    const blocks: number[] = []
    for (const mode of isNamed ? ['force_custom_plan', 'force_generic_plan'] : ['force_custom_plan']) {
      await client.query(`set plan_cache_mode = ${mode}`)
      const { rows } = await client.query(`explain (analyze, buffers, timing off, format json) execute asked${given}`)
      const plan: Record<string, number> = rows[0]['QUERY PLAN'][0].Plan
      blocks.push(Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks']))
    }
    await client.query('reset plan_cache_mode; deallocate asked')
    for (const way of readsWhole) await client.query(`reset ${way}`)
    return Math.max(...blocks)
  } finally {
    client.release()
  }
}

const readsWhole = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']

function literalOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return escapeLiteral(`{${value.join(',')}}`)
  return escapeLiteral(value instanceof Date ? value.toISOString() : String(value))
}

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Total Cost': number
  Plans?: Node[]
}

/** By its name, of which table an index is and what comes first in it. */
export type Indexes = Map<string, { table: string; first: string }>

export async function indexesOf(pool: Pool): Promise<Indexes> {
  const { rows } = await pool.query<{ name: string; table: string; first: string }>(
    `select indexrelid::regclass::text as name, indrelid::regclass::text as table, pg_get_indexdef(indexrelid, 1, true) as first
      from pg_index where indrelid::regclass::text not like 'pg\\_%'`,
  )
  // a function of columns is said by its name, whatever its columns are called in a plan
  return new Map(rows.map(({ name, table, first }) => [name, { table, first: first.replace(/^(\w+)\(.*/s, '$1') }]))
}

// an index of which is not said what comes first is read from end to end, or skipped through, too
function wholeIn(node: Node, indexes: Indexes): string[] {
  const index = indexes.get(node['Index Name'] ?? '')
  const isSaid = index && new RegExp(`\\b${index.first}\\b`).test(node['Index Cond'] ?? '')
  const table = index ? index.table : node['Node Type'] === 'Seq Scan' ? node['Relation Name'] : undefined
  const below = (node.Plans ?? []).flatMap(child => wholeIn(child, indexes))
  return table === undefined || isSaid ? below : [table, ...below]
}
