import { Writable } from 'node:stream'
import t from 'tap'
import { openLog } from '../server/log.ts'
import { testDatabase } from './support/database/database.ts'

async function told(write: (log: ReturnType<typeof openLog>) => unknown) {
  let text = ''
  const stream = new Writable({ write: (chunk, _encoding, next) => next(void (text += chunk)) })
  await write(openLog('info', stream))
  return text
}

t.test('the log of a failed statement says where, not with which values', async t => {
  const { db } = await testDatabase(t)
  const failed = await db.execute(`select 'A123456789'::integer`).catch((error: unknown) => error)
  const text = await told(log => log.error({ err: failed }, 'failed'))
  t.match(text, /22P02/)
  t.match(text, /"stack":\["\s+at /)
  t.notMatch(text, /A123456789/)
})

t.test('the log of an unreadable text does not repeat it', async t => {
  const failed = await new Response('A123456789').json().catch((error: unknown) => error)
  t.notMatch(await told(log => log.error({ err: failed }, 'failed')), /A123/)
})

t.test('what our own code says about a mistake is kept', async t => {
  t.match(await told(log => log.error({ err: new TypeError('x is not a function') }, 'failed')), /x is not a function/)
})
