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

const batch = 500
const ofAgency = 333
/** A tenth of all, but no more, is at the school whose queue and list are measured. */
const atTheSchool = 2000

/**
 * Makes the demonstration's district a city of `size` people, sealed as the product seals: each with a record like one
 * of the district's, an account, sign-ins, a notice, a reading of the record and a correction that has ended; a sixth
 * of all, and everybody at the school, also one that waits.
 */
export async function addCity(client: Client, ring: KeyRing, size: number, now: Date): Promise<void> {
  const today = legalDay(now)
  const models = crowdOf(today)
  const chance = chanceOf(size)
  const numbers = new Set(models.map(({ idNumber }) => idNumber))
  const newcomers = size - models.length
  const { rows } = await client.query<{ id: string }>(agencies, [Math.ceil(newcomers / ofAgency)])
  const ids = rows.map(({ id }) => id)
  const { rows: schools } = await client.query<{ id: string }>(`select id from agencies where code = '999000201C'`)
  const here = Math.min(atTheSchool, Math.floor(newcomers / 10))

  for (let from = 0; from < newcomers; from += batch) {
    const people = Array.from({ length: Math.min(batch, newcomers - from) }, (_, i) => {
      const place = from + i
      const agency = place < here ? schools[0]?.id : ids[place % ids.length]
      return { place, agency, isHere: place < here, soul: newcomer(models[place % models.length], chance, numbers) }
    })
    await client.query('begin')
    await client.query(persons, [
      JSON.stringify(
        people.map(({ place, agency, isHere, soul }) => ({
          place,
          agency,
          person: soul.personId,
          account: soul.accountId,
          name: soul.name.zh,
          number: idIndex(ring, soul.idNumber),
          kind: soul.job.staffKind,
          title: soul.job.title,
          since: soul.since,
          role: isHere ? null : roleOf(Math.floor((place - here) / ids.length)),
          waits: isHere || place % 6 === 0,
        })),
      ),
      today,
    ])
    const kept = people.flatMap(({ soul }) => recordOf(ring, soul, chance, today))
    await client.query(records, [JSON.stringify(kept)])
    await client.query('commit')
  }
  await client.query('vacuum analyze')
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

function recordOf(ring: KeyRing, soul: Soul, chance: Chance, today: string) {
  return rowsOf(soul, today).map(({ section, data }) => {
    const id = chance.uuid()
    const sealed = sealRow(ring, { personId: soul.personId, section, rowId: id }, data)
    return { id, person: soul.personId, section, data: sealed }
  })
}

const agencies = `insert into agencies (code, name, kind, admin_parent_id, hr_parent_id)
  select '9998' || lpad(i::text, 5, '0') || 'Z', '晨光市第' || i || '國民小學', 'school', above.id, above.id
  from generate_series(1, $1::int) i, (select id from agencies where code = '999000100B') above returning id`

const persons = `with one as materialized (select * from jsonb_to_recordset($1) as one(place int, agency uuid, person uuid,
    account uuid, name text, number text, kind text, title text, since date, role text, waits boolean)),
  known as (select password_hash, notice_version from accounts where login_name = 'lin.meihua'),
  asked as (select * from corrections where section = 'training' and state = 'submitted' limit 1),
  p as (insert into people (id, name, id_number_index, created_at) select person, name, number, since from one),
  m as (insert into assignments (person_id, name, agency_id, staff_kind, title, from_day) select person, name, agency, kind, title, since from one),
  a as (insert into accounts (id, person_id, login_name, state, password_hash, password_changed_at, notice_version, activated_at, last_sign_in_at)
    select account, person, 'city.' || place, 'active', password_hash, now(), notice_version, now(), now() - place % 80 * interval '1 day' from one, known),
  g as (insert into role_grants (account_id, role, agency_id, from_day) select account, role, agency, since from one where role is not null),
  s as (insert into sign_ins (account_id, way, outcome, address, at)
    select account, 'password', 'ok', '192.0.2.10', now() - k * interval '9 days' from one, generate_series(1, 3) k),
  n as (insert into notices (account_id, text, holes, url, at, read_at) select account, 'notice.account.new-device',
    '{"way":"password"}', '/account/not-me', now(), case when place % 3 > 0 then now() end from one),
  l as (insert into access_log (person_id, account_id, viewer_name, viewer_role, agency_id, action, purpose, address, request_id, at)
    select person, account, name, 'hr_officer', agency, 'open', '核對學歷證件', '192.0.2.10', 'city', now() from one)
  insert into corrections (number, person_id, agency_id, section, operation, items, reason, state, submitted_at, due_day)
    select '114-' || lpad((2 * place + k)::text, 7, '0'), person, agency, asked.section, asked.operation, asked.items, asked.reason,
      case k when 0 then 'applied' else 'submitted' end, now() - interval '5 days', $2::date + place % 30
    from one, asked, generate_series(0, 1) k where k = 0 or waits`

const records = `with one as materialized (select * from jsonb_to_recordset($1) as one(id uuid, person uuid, section text, data jsonb)),
  r as (insert into record_rows (id, person_id, section, data, version, updated_at) select id, person, section, data, 1, now() from one)
  insert into record_versions (row_id, version, operation, data, source, reason, at)
    select id, 1, 'add', data, 'import', '匯入', now() from one`
