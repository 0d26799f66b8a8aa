import autocannon, { type Request } from 'autocannon'
import type { Client } from 'pg'
import { memory, processorTime, timeOfPostgres } from './process.ts'

/** Of one page, but for the last two: microseconds, pieces, milliseconds, MiB. */
export type Cost = {
  node: number
  postgres: number
  statements: number
  blocks: number
  first: number
  p99: number
  memory: number
}

/** What is asked, from the first request after the start on; each round takes those that it needs from `requests`. */
export type Load = { requests: (count: number) => Request[]; warmUp: number; measured: number; connections: number }

/** A server that has just started, and PostgreSQL with its counters. */
export type Measured = { base: string; pid: number; admin: Client; postmaster: number }

export async function measure({ base, pid, admin, postmaster }: Measured, load: Load): Promise<Cost> {
  const ask = async (count: number, connections: number) => {
    const requests = load.requests(count)
    const result = await autocannon({ url: base, requests, connections, amount: count })
    const bad = result['4xx'] + result['5xx'] + result.errors + result.timeouts
    if (bad > 0) throw new Error(`${bad} of ${count} answers of ${base}${requests[0]?.path} were refusals`)
    return result.latency.p99
  }
  const begun = processorTime(pid)
  await ask(first, 1)
  const cold = (processorTime(pid) - begun) / first
  await ask(load.warmUp, load.connections)

  await admin.query('select pg_stat_statements_reset()')
  const before = { node: processorTime(pid), postgres: timeOfPostgres(postmaster) }
  await ask(load.measured, load.connections)
  const after = { node: processorTime(pid), postgres: timeOfPostgres(postmaster) }
  const counts = await countsOf(admin)
  const each = (sum: number) => sum / load.measured
  return {
    node: each(after.node - before.node),
    postgres: each(after.postgres - before.postgres),
    statements: each(counts.statements),
    blocks: each(counts.blocks),
    first: cold,
    memory: memory(pid),
    // of a sign-in there is no crowd: one after the other
    p99: await ask(load.connections === 1 ? 100 : 1000, load.connections === 1 ? 1 : 100),
  }
}

const first = 50

/** What PostgreSQL was asked since its counters were reset, and the blocks it read. */
export async function countsOf(admin: Client): Promise<{ statements: number; blocks: number }> {
  const { rows } = await admin.query(counted)
  return { statements: Number(rows[0].statements), blocks: Number(rows[0].blocks) }
}

// what the jobs ask meanwhile is left out
const counted = `select coalesce(sum(calls), 0) as statements, coalesce(sum(shared_blks_hit + shared_blks_read), 0) as blocks
  from pg_stat_statements join pg_database on oid = dbid where datname = 'personnel_desk' and query !~ 'pgboss'`
