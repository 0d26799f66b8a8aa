import { openRow } from '../../server/store/record/sealed-rows.ts'
import type { KeyRing } from '../../server/store/database/sealing.ts'

// One statement for a page: whose session it is, what they may do, and what the page shows. $1 is the hash of the
// session's id, $2 the day.

const today = (table: string) => `${table}.from_day <= $2 and (${table}.until_day is null or ${table}.until_day >= $2)`

const pageOf = (shown: string) => `with me as (
  select s.data as session, a.id as account, a.login_name, a.language, a.password_changed_at, p.id as person, p.name,
    (select jsonb_agg(jsonb_build_array(g.role, g.agency_id)) from role_grants g where g.account_id = a.id and ${today('g')}) as grants,
    (select jsonb_agg(jsonb_build_array(o.id, o.name) order by m.kind desc) from assignments m join agencies o on o.id = m.agency_id
      where m.person_id = p.id and ${today('m')}) as agencies,
    (select count(*) from notices n where n.account_id = a.id and n.read_at is null) as unread,
    (select m.agency_id from assignments m where m.person_id = p.id and m.kind = 'main' and ${today('m')}) as agency
  from sessions s join accounts a on a.id = s.account_id join people p on p.id = a.person_id
  where s.id_hash = $1 and s.expires_at > now() and a.state in ('active', 'must_change'))
select to_jsonb(me) as me, (${shown}) as shown from me`

const rows = `(select jsonb_agg(jsonb_build_object('id', r.id, 'section', r.section, 'data', r.data) order by r.section, r.updated_at, r.id)
  from record_rows r where r.person_id = me.person and not r.deleted)`
const ended = `('applied', 'rejected', 'withdrawn')`
const isTheirs = `(c.state = 'submitted' or (c.state = 'in_review' and c.reviewer_id = me.account))`
const own = (table: string, columns: string, order: string, limit: number) => `(select jsonb_agg(to_jsonb(one)) from
  (select ${columns} from ${table} where account_id = me.account order by ${order} desc limit ${limit}) one)`

/** By the names that `npm run bench -- NAME …` takes. */
export const statements = {
  record: pageOf(`select jsonb_build_object('rows', ${rows},
    'open', (select jsonb_agg(jsonb_build_array(c.id, c.number, c.section, c.row_id, c.operation, c.state))
      from corrections c where c.person_id = me.person and c.state not in ${ended}),
    'locks', (select jsonb_agg(to_jsonb(l)) from locks l where l.person_id = me.person and l.ended_at is null and l.until_day >= $2))`),

  desk: pageOf(`select jsonb_build_object(
    'own', (select jsonb_agg(jsonb_build_array(c.state, c.supplement_day)) from corrections c where c.person_id = me.person and c.state not in ${ended}),
    'queue', (select jsonb_build_array(count(*), count(*) filter (where c.due_day < $2)) from corrections c
      where c.agency_id = me.agency and c.person_id <> me.person and c.state in ('submitted', 'in_review') and ${isTheirs}))`),

  queue: pageOf(`select jsonb_agg(to_jsonb(one)) from (
    select c.id, c.number, p.name, c.section, c.operation, c.state, c.due_day, c.submitted_at, c.reviewer_id, count(*) over ()
    from corrections c join people p on p.id = c.person_id
    where c.agency_id = me.agency and c.person_id <> me.person and c.state in ('submitted', 'in_review') and ${isTheirs}
    order by c.due_day, c.submitted_at, c.id limit 25) one`),

  people: pageOf(`select jsonb_agg(to_jsonb(one)) from (
    select p.id, p.name, m.title, m.staff_kind, a.state, count(*) over ()
    from assignments m join people p on p.id = m.person_id left join accounts a on a.person_id = p.id
    where m.agency_id = me.agency and ${today('m')} order by p.name, p.id limit 50) one`),

  form: pageOf(`select jsonb_build_object(
    'correction', (select to_jsonb(c) from corrections c where c.person_id = me.person and c.section = 'basic' and c.state = 'draft'),
    'rows', (select jsonb_agg(jsonb_build_object('id', r.id, 'section', r.section, 'data', r.data))
      from record_rows r where r.person_id = me.person and r.section = 'basic' and not r.deleted))`),

  account: pageOf(`select jsonb_build_object(
    'ways', ${own('credentials', 'id, kind, label, subject_name, not_after, bound_at, last_used_at, retired_at', 'bound_at', 50)},
    'healthCards', ${own('health_cards', 'id, label, bound_at, last_used_at, retired_at', 'bound_at', 50)},
    'passkeys', ${own('passkeys', 'id, label, is_backed_up, added_at, last_used_at, retired_at', 'added_at', 50)},
    'secondFactor', ${own('second_factors', 'confirmed_at', 'confirmed_at', 1)},
    'sessions', (select jsonb_agg(jsonb_build_array(o.id_hash, o.data)) from sessions o where o.account_id = me.account and o.expires_at > now()),
    'history', ${own('sign_ins', 'way, outcome, cause, address, at', 'at', 11)},
    'rows', (select jsonb_agg(jsonb_build_object('id', r.id, 'section', r.section, 'data', r.data))
      from record_rows r where r.person_id = me.person and r.section = 'basic' and not r.deleted))`),
}

type Row = { id: string; section: string; data: Record<string, unknown> }

/** What a statement gave, values of the record open. */
export function opened(ring: KeyRing, { me, shown }: { me: { person: string }; shown: { rows?: Row[] } | null }) {
  const rows = shown?.rows?.map(row => {
    const place = { personId: me.person, section: row.section, rowId: row.id }
    return { ...row, data: openRow(ring, place, row.data) }
  })
  return rows ? { me, shown: { ...shown, rows } } : { me, shown }
}
