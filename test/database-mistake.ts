import t from 'tap'
import { readConfig, type Config } from '../server/config.ts'
import { databaseMistake, newestMigration, unfit } from '../server/database-mistake.ts'
import { StartRefused } from '../server/outside/postgres/start-refused.ts'
import type { ServerFacts } from '../server/store/database/server-facts.ts'

function configOf(env: NodeJS.ProcessEnv): Config {
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.mistakes[0]?.why)
  return read.config
}
const own = configOf({ DATABASE_URL: 'postgresql://desk:hidden-word@db/desk' })
const embedded = configOf({ DATA_DIR: '/srv/desk' })

const fits: ServerFacts = {
  version: '15.18 (Debian 15.18-0+deb12u1)',
  major: 15,
  encoding: 'UTF8',
  isReadOnly: false,
  migratedTo: newestMigration(),
  isEntered: true,
}

t.test('the oldest PostgreSQL that is asked for will do, with a database of this version or none yet', async t => {
  t.equal(unfit(fits), undefined)
  t.equal(unfit({ ...fits, migratedTo: 0, isEntered: false }), undefined)
})

const unfitting: [string, Partial<ServerFacts>, string][] = [
  ['too old', { version: '14.20', major: 14 }, 'database.refused.old'],
  ['of an encoding that cannot hold all names', { encoding: 'BIG5' }, 'database.refused.encoding'],
  ['a standby', { isReadOnly: true }, 'database.refused.read-only'],
  ['of a newer version of the program', { migratedTo: newestMigration() + 1 }, 'database.refused.newer'],
]
for (const [what, facts, why] of unfitting) {
  t.test(`a database that is ${what} is refused`, async t => t.equal(unfit({ ...fits, ...facts })?.why, why))
}

const withCode = (code: string, more: object = {}) => Object.assign(new Error('as it says'), { code, ...more })

const errors: [string, unknown, Config, string | undefined][] = [
  ['nobody listens', withCode('ECONNREFUSED'), own, 'database.refused.host'],
  [
    'nobody listens on either address',
    Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    own,
    'database.refused.host',
  ],
  ['the host is unknown', withCode('ENOTFOUND'), own, 'database.refused.host'],
  ['nobody answers', new Error('timeout expired'), own, 'database.refused.host'],
  ['it is still starting', withCode('57P03'), own, 'database.refused.host'],
  ['the password is wrong', withCode('28P01'), own, 'database.refused.password'],
  ['pg_hba.conf says no', withCode('28000'), own, 'database.refused.password'],
  ['the database was not made', withCode('3D000'), own, 'database.refused.missing'],
  ['it may make no tables', new Error('a query', { cause: withCode('42501') }), own, 'database.refused.rights'],
  ['it can only be read', withCode('25006'), own, 'database.refused.read-only'],
  ['its disk is full', new Error('a query', { cause: withCode('53100') }), own, 'database.refused.full'],
  ['something else', withCode('XX000'), own, 'database.refused.other'],
  ['the disk of this machine is full', withCode('ENOSPC', { syscall: 'write' }), embedded, 'database.refused.full'],
  [
    'DATA_DIR is closed',
    withCode('EACCES', { syscall: 'mkdir', path: '/srv/desk' }),
    embedded,
    'config.folder-read-only',
  ],
  ['the embedded one said why', new StartRefused('database.refused.no-user'), embedded, 'database.refused.no-user'],
  ['the program is wrong', new TypeError('x is not a function'), embedded, undefined],
]
for (const [what, error, config, why] of errors) {
  t.test(`when ${what}, the operator hears ${why ?? 'of a bug'}`, async t => {
    const mistake = databaseMistake(error, config)
    t.equal(mistake?.why, why)
    t.notMatch(JSON.stringify(mistake ?? {}), 'hidden-word')
  })
}
