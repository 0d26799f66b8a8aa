import { randomBytes } from 'node:crypto'
import t from 'tap'
import { openVirusScanner } from '../../server/outside/virus-scanner.ts'
import { clamd, eicar } from '../support/correction/clamd.ts'
import { freePort } from '../support/running/program.ts'

t.test('clean files of any size, and one with a virus at its end, are told apart', async t => {
  const scan = openVirusScanner((await clamd(t)).address)
  for (const size of [1, 65_536, 65_537, 10 * 1024 * 1024]) t.same(await scan(randomBytes(size)), { is: 'clean' })
  const infected = Buffer.concat([randomBytes(200_000), Buffer.from(eicar)])
  t.same(await scan(infected), { is: 'infected' })
  t.same(await Promise.all([scan(randomBytes(70_000)), scan(infected)]), [{ is: 'clean' }, { is: 'infected' }])
})

t.test('whatever else it does is no answer: nothing counts as clean that it did not call clean', async t => {
  const { address, is } = await clamd(t, 1000)
  const scan = openVirusScanner(address)
  t.match(await scan(randomBytes(2000)), { is: 'unanswered', cause: Error }, 'too long for it')
  is.answering = false
  t.match(await scan(randomBytes(10)), { is: 'unanswered' }, 'it hangs up')
  is.answering = true
  t.same(await scan(randomBytes(10)), { is: 'clean' })
  const nobody = openVirusScanner({ host: '127.0.0.1', port: await freePort() })
  t.match(await nobody(randomBytes(10)), { is: 'unanswered', cause: { code: 'ECONNREFUSED' } })
  const noSocket = openVirusScanner({ socket: '/nonexistent/clamd.ctl' })
  t.match(await noSocket(randomBytes(10)), { is: 'unanswered', cause: { code: 'ENOENT' } })
})
