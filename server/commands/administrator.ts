import { parseArgs } from 'node:util'
import { normaliseLoginName } from '../domain/account/login-name.ts'
import { opens } from '../domain/account/state.ts'
import { inTaipei, legalDay } from '../domain/clock.ts'
import { inBoth } from '../mistake.ts'
import { takeSettings } from '../settings-file.ts'
import type { Storage } from '../storage.ts'
import * as accounts from '../store/account/accounts.ts'
import * as roleGrants from '../store/agency/role-grants.ts'
import * as events from '../store/database/events.ts'
import * as notices from '../store/notice/notices.ts'
import * as recoveries from '../store/person/recoveries.ts'
import type { TextKey } from '../text/speak.ts'
import { inInstallation } from './installation.ts'

const usage = [
  'npm run -s desk -- administrator list',
  'npm run -s desk -- administrator recover --login-name NAME | --account ID',
  inBoth({ why: 'command.settings' }),
].join('\n')

/**
 * A way back for an administrator whom nobody else can let in, for whoever has the settings of the installation: a link
 * that works once, for a quarter of an hour.
 */
export async function administrator(args: string[]): Promise<number> {
  const taken = takeSettings(args)
  if (!taken.ok) return told(2, [inBoth(taken.mistake)])
  const [act = '', ...rest] = taken.rest
  const named = optionsOf(rest)
  const isAsked = act === 'list' || (act === 'recover' && Boolean(named?.['login-name'] ?? named?.account))
  if (!named || !isAsked) return told(2, [usage])
  return inInstallation(taken, (storage, { baseUrl }) =>
    act === 'list' ? list(storage) : recover(storage, named, `${baseUrl}/recovery/operator/link`),
  )
}

type Named = { 'login-name'?: string; account?: string }

function optionsOf(args: string[]): Named | undefined {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args, options: { 'login-name': text, account: text } }).values
  } catch {
    return undefined
  }
}

function told(status: number, lines: string[]): number {
  const say = status === 0 ? console.log : console.error
  for (const line of lines) say(line)
  return status
}

const refuse = (why: TextKey) => told(1, [`${inBoth({ why })} (${why})`])

async function list({ db }: Storage): Promise<number> {
  const all = await roleGrants.administrators(db, legalDay(new Date()))
  const lines = all.map(({ id, loginName, state }) => [id, loginName ?? '-', state].join('\t'))
  return lines.length > 0 ? told(0, lines) : refuse('administrator.refused.nobody')
}

async function recover({ db, keys }: Storage, named: Named, link: string): Promise<number> {
  const now = new Date()
  const made = await db.transaction(async tx => {
    const all = await roleGrants.administrators(tx, legalDay(now))
    const loginName = named['login-name'] === undefined ? undefined : normaliseLoginName(named['login-name'])
    const found = all.find(one => (loginName === undefined ? one.id === named.account : one.loginName === loginName))
    if (!found) return 'administrator.refused.not-one' as const
    const { id: accountId } = found
    const { state } = await accounts.hold(tx, accountId)
    if (state === 'invited' || state === 'closed') return 'administrator.refused.state' as const
    // whoever has the server in hand may also open what was locked: nobody else could
    if (!opens(state)) {
      await accounts.changeState(tx, accountId, { change: 'reactivate', reason: null }, events.bySystem, now)
    }
    const printed = await recoveries.byLink(tx, keys.ring, { accountId, kind: 'operator' }, now)
    await events.add(tx, { what: 'recovery.operator-link', about: accountId, by: events.bySystem, at: now })
    const { day, time } = inTaipei(now)
    const notice = {
      text: 'notice.administrator-recovery',
      holes: { day, time: time.slice(0, 5) },
      url: '/account',
    } as const
    await notices.tellAdministrators(tx, notice, now)
    return printed
  })
  if (typeof made === 'string') return refuse(made)
  const until = inTaipei(made.expiresAt).time.slice(0, 5)
  return told(0, [`${link}?token=${made.token}`, inBoth({ why: 'administrator.link', holes: { until } })])
}
