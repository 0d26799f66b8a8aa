import type { Pool, PoolClient } from 'pg'
import type { Db } from '../../../server/store/database/database.ts'
import { byYear, prepareNextYear } from '../../../server/store/database/years.ts'

/** Lets the logs have as many parts as after ten years. */
export async function addYears(db: Db, now: Date): Promise<void> {
  for (let year = 0; year < years; year += 1) {
    const then = new Date(Date.UTC(now.getUTCFullYear() + year, 1))
    for (const table of byYear) await prepareNextYear(db, table, then)
  }
}

/**
 * Fills the tables that grow with a city: with strangers to everybody who is there, and with what those who are there
 * were told in the course of time, spread over many blocks; whatever names an agency names one of all, or those whose ids
 * happen to be low would be found by reading the agencies from the first one on. Gives the names of those tables.
 */
export async function addCrowd(pool: Pool): Promise<Set<string>> {
  const client = await pool.connect()
  try {
    for (const statement of statements) await client.query(statement)
    await vacuum(client)
    const { rows } = await client.query<{ name: string }>(
      `select name from (select relname as name, sum(reltuples) over (partition by coalesce(inhparent, oid)) as rows
        from pg_class left join pg_inherits on inhrelid = oid where relkind = 'r') one where rows >= ${agencies}`,
    )
    return new Set(rows.map(({ name }) => name))
  } finally {
    client.release()
  }
}

/**
 * Makes the school of the tests one of `count` people, each with an account, two findings and a correction that waits:
 * every fifth of an address, which with one in a hundred is protected.
 */
export async function addColleagues(pool: Pool, count: number): Promise<void> {
  const all = `generate_series(1, ${count}) i`
  const id = (what: string) => `md5('${what}' || i)::uuid`
  const school = `(select id from agencies where code = '999000001A')`
  for (const statement of [
    `insert into people (id, name, id_number_index) select ${id('colleague')}, '同仁' || i, 'colleague' || i from ${all}`,
    `insert into accounts (id, person_id, state) select ${id('account')}, ${id('colleague')}, 'active' from ${all}`,
    `insert into assignments (person_id, name, agency_id, staff_kind, from_day) select ${id('colleague')}, '同仁' || i, ${school}, 'teacher', date '2020-08-01' from ${all}`,
    `insert into activations (account_id, code_hash, expires_at, used_at) select ${id('account')}, 'colleague' || i, now(), now() from ${all}`,
    `insert into corrections (person_id, agency_id, section, operation, items, state, due_day)
      select ${id('colleague')}, ${school}, case i % 5 when 0 then 'basic' else 'skill' end, 'add',
        case i % 5 when 0 then '[{"field":"cur_addr"}]' else '[]' end::jsonb, 'submitted', date '2026-11-01' from ${all}`,
    `insert into record_rows (id, person_id, section, data, version, updated_at)
      select ${id('protected')}, ${id('colleague')}, 'basic', '{"addr_protected":true}', 1, now() from ${all} where i % 100 = 0`,
    `insert into record_rows (id, person_id, section, data, version, updated_at)
      select ${id('found')}, ${id('colleague')}, 'skill', '{}', 1, now() from ${all}`,
    `insert into record_findings (person_id, row_id, rule, severity, section, field)
      select ${id('colleague')}, ${id('found')}, 'rule' || k, 'warning', 'skill', '' from ${all}, generate_series(1, 2) k`,
  ])
    await pool.query(statement)
  await vacuum(pool)
}

/**
 * Blocks that somebody may still see otherwise, who asked a moment ago, are not marked as seen alike by all, and an
 * index alone does not do for them: those who ask are let finish. Nor are blocks with a few dead rows, which are left
 * for another time unless the indexes are cleaned in any case.
 */
async function vacuum(db: Pick<PoolClient, 'query'> | Pool): Promise<void> {
  let left: string[] = []
  for (let tries = 0; tries < 100; tries += 1) {
    await db.query('vacuum (analyze, index_cleanup on)')
    const unmarked = await db.query<{ relname: string }>(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relallvisible < relpages`,
    )
    left = unmarked.rows.map(({ relname }) => relname)
    if (left.length === 0) return
  }
  throw new Error(`somebody goes on asking for ${left.join(' ')}`)
}

const years = 10
const people = 5000
const agencies = 3000
const days = 250

const statements = [
  `create function pg_temp.id(text) returns uuid language sql immutable as $$ select md5($1)::uuid $$`,
  `insert into agencies (id, code, name, kind, hr_parent_id, second_reviewer_id)
    select pg_temp.id('a' || i), '9998' || i, '第 ' || i || ' 所', 'school',
      case when i > 300 then pg_temp.id('a' || i % 300 + 1) end, case when i % 10 = 3 then pg_temp.id('c' || i) end
    from generate_series(1, ${agencies}) i`,
  `insert into people (id, name, id_number_index) select pg_temp.id('p' || i), '某人', 'crowd' || i from generate_series(1, ${people}) i`,
  `insert into assignments (person_id, name, agency_id, staff_kind, from_day, until_day)
    select pg_temp.id('p' || i), '某人', pg_temp.id('a' || (i * k) % ${agencies} + 1), 'teacher', date '2020-08-01' - k * 400, case when k > 1 then date '2020-07-31' - k end
    from generate_series(1, ${people}) i, generate_series(1, 2) k`,
  `insert into accounts (id, person_id, login_name, state) select pg_temp.id('c' || i), pg_temp.id('p' || i), 'crowd.' || i, 'active' from generate_series(1, ${people}) i`,
  `insert into role_grants (account_id, role, agency_id, from_day)
    select pg_temp.id('c' || i), case i % 3 when 1 then 'hr_chief' else 'hr_officer' end, pg_temp.id('a' || i % ${agencies} + 1), date '2024-08-01' from generate_series(1, ${people}) i`,
  `insert into role_grants (account_id, role, agency_id, from_day)
    select pg_temp.id('c' || i), 'hr_sensitive', pg_temp.id('a' || i % ${agencies} + 1), date '2024-08-01' from generate_series(1, ${people}) i where i % 3 = 0`,
  ...[
    ['activations', 'account_id, code_hash, expires_at', `account, 'crowd' || i, now()`],
    ['past_passwords', 'account_id, password_hash, ended_at', `account, '', now()`],
    ['spare_codes', 'account_id, code_hash', `account, 'crowd' || i`],
    ['recoveries', 'account_id, kind, created_at, expires_at', `account, 'mail', now(), now()`],
    [
      'sign_ins',
      'account_id, way, outcome, address, at',
      `account, 'password', 'ok', '', now() + (i % ${years + 1} || ' years')::interval`,
    ],
    ['sessions', 'account_id, id_hash, data, expires_at', `account, 'crowd' || i, '{}', now()`],
    ['notices', 'account_id, text, holes, url, at', `account, '', '{}', '', now() - (i % 300 || ' days')::interval`],
    [
      'credentials',
      'account_id, kind, issuer_family, issuer_key_id, subject_serial, subject_name, certificate, not_after',
      `account, 'citizen_card', 'crowd', '', i, '', '', now()`,
    ],
    ['health_cards', 'account_id, number_hash, bound_at', `account, 'crowd' || i, now()`],
    [
      'passkeys',
      'account_id, credential_id, public_key, counter, transports, is_backed_up, added_at',
      `account, 'crowd' || i, '', 0, '[]', false, now()`,
    ],
    ['card_renewals', 'account_id, sealed_card, expires_at', `account, '', now()`],
    ['saved_forms', 'account_id, path, sealed_body, expires_at', `account, '', '', now()`],
    ['shown_names', 'person_id, name, shown_at', `person, 'crowd', now()`],
    [
      'record_rows',
      'id, person_id, section, data, version, updated_at',
      `pg_temp.id('r' || i), person, 'skill', '{}', 1, now()`,
    ],
    [
      'record_versions',
      'row_id, version, operation, data, source, reason, at, by_agency_id',
      `pg_temp.id('r' || i), 1, 'add', '{}', 'hr_entry', '', now(), agency`,
    ],
    [
      'mail_confirmations',
      'account_id, row_id, version, secret_hash, expires_at',
      `account, pg_temp.id('r' || i), 1, 'crowd' || i, now()`,
    ],
    [
      'corrections',
      'id, person_id, agency_id, section, operation, items, state, due_day',
      `pg_temp.id('o' || i), person, agency, 'skill', 'add', '[]', (array['submitted', 'in_review', 'applied', 'draft'])[i % 4 + 1], date '2026-11-01'`,
    ],
    [
      'correction_events',
      'correction_id, round, action, from_state, to_state, by_role, at, by_agency_id',
      `pg_temp.id('o' || i), 1, '', '', '', '', now(), agency`,
    ],
    [
      'evidence',
      'correction_id, round, name, media, size, sha256, sealed, added_by, added_at',
      `pg_temp.id('o' || i), 1, '', 'image/png', 1, '', '', account, now()`,
    ],
    [
      'signatures',
      'correction_id, round, way, sealed_text, text_sha256, line, proof, by_account_id, at',
      `pg_temp.id('o' || i), 1, 'card', '', '', '', '{}', account, now()`,
    ],
    [
      'locks',
      'person_id, kind, reason, until_day, set_by, agency_id, set_at, ended_at',
      `person, 'case', '', date '2026-01-01', account, agency, now(), now()`,
    ],
    [
      'record_openings',
      'account_id, person_id, purpose, expires_at',
      `pg_temp.id('c' || i % ${people} + 1), pg_temp.id('p' || (i * 7) % ${people} + 1), '', now()`,
    ],
    [
      'access_log',
      'person_id, account_id, viewer_name, viewer_role, action, purpose, address, request_id, at, agency_id',
      `person, account, '', '', 'open', '', '', '', now() + (i % ${years + 1} || ' years')::interval, agency`,
    ],
    [
      'events',
      'what, about, details, at, by_agency_id',
      `'', person::text, '{}', now() + (i % ${years + 1} || ' years')::interval, agency`,
    ],
    [
      'record_findings',
      'person_id, row_id, rule, severity, section, field',
      `person, pg_temp.id('r' || i), 'crowd', 'warning', 'skill', ''`,
    ],
    [
      'deputies',
      'agency_id, represented_id, deputy_id, from_day, until_day, reason, named_by, named_at',
      `agency, account, account, date '2025-01-01', date '2025-01-02', '', account, now()`,
    ],
  ].map(
    ([table, columns, values]) =>
      `insert into ${table} (${columns}) select ${values} from (select i, pg_temp.id('c' || i) account, pg_temp.id('p' || i) person,
        pg_temp.id('a' || i % ${agencies} + 1) agency from generate_series(1, ${people}) i) one`,
  ),
  `insert into notices (account_id, text, holes, url, at, read_at)
    select id, 'notice.hr-entry', '{}', '/record', now() - (i || ' days')::interval, now()
    from generate_series(1, ${days}) i, accounts where login_name is null or login_name not like 'crowd.%' or login_name like 'crowd.10%'
    order by i`,
]
