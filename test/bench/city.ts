import type { Client } from 'pg'
import { legalDay } from '../../server/domain/clock.ts'
import { chanceOf, type Chance } from '../../server/demo/district/chance.ts'
import { crowdOf, type Soul } from '../../server/demo/district/crowd.ts'
import { chineseName } from '../../server/demo/district/names.ts'
import { idNumberOf } from '../../server/demo/district/numbers.ts'
import { rowsOf } from '../../server/demo/district/rows.ts'
import type { KeyRing } from '../../server/store/database/sealing.ts'
import { idIndex } from '../../server/store/record/records.ts'
import { sealRow } from '../../server/store/record/sealed-rows.ts'
import { copy } from './copy.ts'

const batch = 500
const agencies = 3000
/** A tenth of all, but no more, is at the school whose queue and list are measured. */
const atTheSchool = 2000

/**
 * Makes the demonstration's district a city of `size` people, sealed as the product seals: each with a record like one
 * of the district's, an account, sign-ins, a notice, a reading of the record and a correction that has ended; a sixth
 * of all, and everybody at the school, also one that waits. `admin` is a superuser in the product's database: what is
 * checked row by row when the product writes is made and checked at the end, at once.
 */
export async function addCity(admin: Client, ring: KeyRing, size: number, now: Date): Promise<void> {
  const today = legalDay(now)
  const models = crowdOf(today)
  const chance = chanceOf(size)
  const numbers = new Set(models.map(({ idNumber }) => idNumber))
  const newcomers = size - models.length
  const here = Math.min(atTheSchool, Math.floor(newcomers / 10))

  await admin.query(`set work_mem = '256MB'; set maintenance_work_mem = '1GB'`)
  const makeKeys = await dropKeys(admin)
  await admin.query(staged)
  let sent = Promise.resolve()
  for (let from = 0; from < newcomers; from += batch) {
    const people = Array.from({ length: Math.min(batch, newcomers - from) }, (_, i) => {
      const place = from + i
      return { place, soul: newcomer(models[place % models.length], chance, numbers) }
    })
    const staff = people.map(({ place, soul }) => [
      place,
      place < here ? 0 : 1 + (place % agencies),
      soul.personId,
      soul.accountId,
      soul.name.zh,
      idIndex(ring, soul.idNumber),
      soul.job.staffKind,
      soul.job.title,
      soul.since,
      place < here ? null : roleOf(Math.floor((place - here) / agencies)),
    ])
    const rows = people.flatMap(({ soul }) => recordOf(ring, soul, chance, today, now))
    // the next are made while these are kept
    await sent
    sent = copy(admin, 'newcomers', staff).then(() =>
      copy(admin, 'record_rows (id, person_id, section, data, version, updated_at)', rows),
    )
  }
  await sent
  // what is checked and reckoned row by row is given here at once
  await admin.query('set session_replication_role = replica')
  for (const statement of lives(today)) await admin.query(statement)
  await admin.query('reset session_replication_role')
  await makeKeys()
  await admin.query('vacuum analyze')
}

/** The first of each agency are its HR office. */
const roleOf = (turn: number) => (turn === 0 ? 'hr_chief' : turn < 3 ? 'hr_officer' : null)

function newcomer(model: Soul | undefined, chance: Chance, numbers: Set<string>): Soul {
  if (!model) throw new Error('the district is empty')
  let idNumber
  do idNumber = idNumberOf(chance, model.idKind, model.isWoman)
  while (numbers.has(idNumber))
  numbers.add(idNumber)
  const name = chineseName(chance, model.isWoman)
  return { ...model, part: undefined, personId: chance.uuid(), accountId: chance.uuid(), name, idNumber, chance }
}

function recordOf(ring: KeyRing, soul: Soul, chance: Chance, today: string, now: Date) {
  return rowsOf(soul, today).map(({ section, data }) => {
    const id = chance.uuid()
    const sealed = sealRow(ring, { personId: soul.personId, section, rowId: id }, data)
    return [id, soul.personId, section, sealed, 1, now.toISOString()]
  })
}

/**
 * Takes keys, constraints and indexes away, which cost more row by row; what it gives makes and checks them again. Those
 * of the parts of a table go and come with its own.
 */
async function dropKeys(admin: Client): Promise<() => Promise<void>> {
  const { rows: constraints } = await admin.query<{ table: string; name: string; rule: string; kind: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as rule, contype as kind
      from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and conparentid = 0
      order by contype <> 'f'`,
  )
  const { rows: indexes } = await admin.query<{ name: string; made: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
      join pg_class on pg_class.oid = indexrelid
      where indrelid::regclass::text = any($1) and not relispartition
        and not exists (select 1 from pg_constraint where conindid = indexrelid)`,
    [constraints.map(({ table }) => table)],
  )
  for (const { table, name } of constraints) await admin.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of indexes) await admin.query(`drop index ${name}`)
  return async () => {
    for (const { table, name, rule } of constraints.toReversed()) {
      await admin.query(`alter table ${table} add constraint ${name} ${rule}`)
    }
    // or the parts would have none
    for (const { made } of indexes) await admin.query(made.replace(' ON ONLY ', ' ON '))
  }
}

const staged = `create unlogged table newcomers (place int, office int, person uuid, account uuid, name text, number text,
  kind text, title text, since date, role text)`

/** What became of the newcomers, table by table. */
const lives = (today: string): string[] => [
  `insert into agencies (code, name, kind, admin_parent_id, hr_parent_id)
    select '9998' || lpad(i::text, 5, '0') || 'Z', '晨光市第' || i || '國民小學', 'school', above.id, above.id
    from generate_series(1, ${agencies}) i, (select id from agencies where code = '999000100B') above`,
  // one in a hundred has nobody above it, and the chief of the bureau as second reviewer
  `update agencies set hr_parent_id = null, second_reviewer_id = (select id from accounts where login_name = 'cai.zongxian')
    where code like '9998%03Z'`,
  `create unlogged table staff as select newcomers.*, agencies.id as agency, role is null and place % 20 = 19 as "isInvited"
    from newcomers join agencies
      on agencies.code = case office when 0 then '999000201C' else '9998' || lpad(office::text, 5, '0') || 'Z' end`,
  `insert into people (id, name, id_number_index, created_at) select person, name, number, since from staff`,
  `insert into accounts (id, person_id, login_name, state, password_hash, password_changed_at, notice_version, activated_at, last_sign_in_at)
    select account, person, case when not "isInvited" then 'city.' || place end, case when "isInvited" then 'invited' else 'active' end,
      known.password_hash, now(), known.notice_version, now(), now() - place % 80 * interval '1 day'
    from staff, (select password_hash, notice_version from accounts where login_name = 'lin.meihua') known`,
  `insert into assignments (person_id, name, agency_id, staff_kind, title, unit, staff_number, account_state, from_day)
    select person, name, agency, kind, title, (array['教務處', '學務處', '總務處', '輔導室'])[place % 4 + 1], 'C' || place,
      case when "isInvited" then 'invited' else 'active' end, since from staff`,
  `insert into activations (account_id, code_hash, expires_at, used_at)
    select account, md5('city' || place), now() - interval '1 day', case when not "isInvited" then now() end from staff`,
  `insert into role_grants (account_id, role, agency_id, from_day)
    select account, granted, agency, since from staff, unnest(array[role, case role when 'hr_officer' then 'hr_sensitive' end]) granted
    where granted is not null`,
  `insert into sign_ins (account_id, way, outcome, address, at)
    select account, 'password', 'ok', '192.0.2.10', now() - k * interval '9 days' from generate_series(1, 3) k, staff`,
  `insert into sessions (id_hash, account_id, data, expires_at)
    select md5('city' || place), account, '{}', now() + place % 20 * interval '1 minute' from staff where place % 10 = 0`,
  `insert into notices (account_id, text, holes, url, at, read_at)
    select account, 'notice.hr-entry', '{}', '/record', now(), case when place % 3 > 0 then now() end from staff`,
  `insert into events (what, about, by_role, details, at) select 'person.invited', person::text, 'hr_officer', '{}', now() from staff`,
  `insert into access_log (person_id, account_id, viewer_name, viewer_role, agency_id, action, purpose, address, request_id, at)
    select person, account, name, 'hr_officer', agency, 'open', '核對學歷證件', '192.0.2.10', 'city', now() from staff`,
  `insert into corrections (number, person_id, agency_id, section, operation, items, reason, state, submitted_at, due_day)
    select '114-' || lpad((2 * place + k)::text, 7, '0'), person, agency, asked.section, asked.operation, asked.items, asked.reason,
      case k when 0 then 'applied' else 'submitted' end, now() - interval '5 days', date '${today}' + place % 30
    from staff, (select * from corrections where section = 'training' and state = 'submitted' limit 1) asked, generate_series(0, 1) k
    where k = 0 or office = 0 or place % 6 = 0`,
  `insert into correction_events (correction_id, round, action, from_state, to_state, by_role, at)
    select id, 1, 'send', 'draft', 'submitted', 'employee', submitted_at from corrections join staff on person_id = person`,
  `insert into record_versions (row_id, version, operation, data, source, reason, at)
    select id, 1, 'add', data, 'import', '匯入', updated_at from record_rows join staff on person_id = person`,
  `drop table newcomers, staff`,
]

/**
 * Gives somebody of the district a long past: what others read of them, what they asked for, learned and were told.
 */
export async function addLongLife(admin: Client, loginName: string): Promise<void> {
  for (const statement of longLife) await admin.query(statement, [loginName])
}

const one = `(select a.id as account, a.person_id as person, m.agency_id as agency from accounts a
  join assignments m on m.person_id = a.person_id and m.kind = 'main' where a.login_name = $1) one`

const longLife = [
  `insert into access_log (person_id, account_id, viewer_name, viewer_role, agency_id, action, purpose, address, request_id, at)
    select person, gen_random_uuid(), '人事 ' || i % 9, 'hr_officer', agency, 'open', '核對學歷證件', '192.0.2.10', 'city', now() - i * interval '1 hour'
    from ${one}, generate_series(1, 5000) i`,
  `insert into notices (account_id, text, holes, url, at, read_at)
    select account, 'notice.hr-entry', '{}', '/record', now() - i * interval '1 day', now()
    from ${one}, generate_series(1, 300) i`,
  `insert into corrections (number, person_id, agency_id, section, operation, items, reason, state, submitted_at, due_day)
    select '113-' || lpad((abs(hashtext($1)) % 1000 * 1000 + i)::text, 7, '0'), person, agency, asked.section, 'add', asked.items, asked.reason,
      'applied', now() - i * interval '9 days', current_date - i
    from ${one}, (select * from corrections where section = 'training' and state = 'submitted' limit 1) asked, generate_series(1, 300) i`,
  `with shown as (insert into record_rows (id, person_id, section, data, version, updated_at)
      select gen_random_uuid(), person, 'training', asked.data || jsonb_build_object('course', '第 ' || i || ' 場研習'), 1, now()
      from ${one}, (select data from record_rows where section = 'training' limit 1) asked, generate_series(1, 400) i returning *)
    insert into record_versions (row_id, version, operation, data, source, reason, at)
      select id, 1, 'add', data, 'import', '匯入', updated_at from shown`,
]
