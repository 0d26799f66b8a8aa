import { and, eq, gt, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { removedDays, type HeldWay, type StrongWay } from '../../domain/account/strong-proof.ts'
import { strictestOf, type StrongProofRule } from '../../domain/agency/strong-proof-rule.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Db } from '../database/database.ts'
import { inForce } from '../database/in-force.ts'
import { prepared } from '../database/prepared.ts'
import {
  accounts,
  activations,
  agencies,
  assignments,
  credentials,
  healthCards,
  passkeys,
  people,
  recoveries,
  secondFactors,
} from '../schema.ts'
import { isConfirmedOf } from '../ways/second-factors.ts'

type Facts = { rule: StrongProofRule; held: HeldWay[]; helpedAt: Date | null }
type Row = { way: StrongWay; boundAt: string; removedAt: string | null }

/**
 * What an account has that is more than a password, or had until its owner took it away lately; and what the agency
 * asks, which is the strictest of those they work at where none is named.
 */
export async function ofAccount(db: Db, accountId: string, agencyId: string | null, now: Date): Promise<Facts> {
  const since = new Date(now.getTime() - removedDays * 86_400_000)
  const asked = { account: accountId, agency: agencyId, today: legalDay(now), now, since }
  const [row] = await prepared(db, 'strong_proof', query).execute(asked)
  const held = (row?.held ?? []).map(({ way, boundAt, removedAt }) => ({
    way,
    boundAt: new Date(boundAt),
    removedAt: removedAt === null ? null : new Date(removedAt),
  }))
  return { rule: strictestOf(row?.rules ?? []), held, helpedAt: row?.helpedAt ? new Date(row.helpedAt) : null }
}

const account = sql.placeholder('account')
const agency = sql.placeholder('agency')

const boundOrRemoved = (table: typeof credentials | typeof healthCards | typeof passkeys): SQL =>
  and(
    eq(table.accountId, account),
    or(
      isNull(table.retiredAt),
      // by themselves and one by one: not by HR, not for a newer one, not all of them (“this was not me”)
      and(eq(table.retireReason, 'removed'), gt(table.retiredAt, sql.placeholder('since'))),
    ),
  ) as SQL

const query = (on: Db) => {
  const held = sql`
    select case ${credentials.kind} when 'phone' then 'phone' else 'card' end as "way",
      ${credentials.boundAt} as "boundAt", ${credentials.retiredAt} as "removedAt"
      from ${credentials}
      where ${and(boundOrRemoved(credentials), gt(credentials.notAfter, sql.placeholder('now')))}
    union all
    select 'health_card', ${healthCards.boundAt}, ${healthCards.retiredAt}
      from ${healthCards} where ${boundOrRemoved(healthCards)}
    union all
    select 'passkey', ${passkeys.addedAt}, ${passkeys.retiredAt} from ${passkeys} where ${boundOrRemoved(passkeys)}
    union all
    select 'app', ${secondFactors.confirmedAt}, null from ${secondFactors} where ${isConfirmedOf(account)}`
  return on
    .select({
      rules: sql<StrongProofRule[]>`(select coalesce(json_agg(${agencies.strongProof}), '[]') from ${agencies}
        where ${agencies.id} in (select ${agency}::uuid union select ${assignments.agencyId} from ${assignments}
          where ${agency}::uuid is null and ${assignments.personId} = ${people.id}
            and ${inForce(assignments, sql.placeholder('today'))}))`,
      held: sql<Row[]>`(select coalesce(json_agg(one), '[]') from (${held}) one)`,
      helpedAt: sql<string | null>`(select max(help.at) from (
        select ${recoveries.usedAt} as at from ${recoveries}
          where ${eq(recoveries.accountId, account)} and ${inArray(recoveries.kind, ['hr', 'operator'])}
        union all
        select ${activations.usedAt} from ${activations} where ${eq(activations.accountId, account)}) help)`,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(accounts.id, account))
    .prepare('strong_proof')
}
