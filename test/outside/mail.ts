import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { errorFacts } from '../../server/log.ts'
import { openMail } from '../../server/outside/mail.ts'

/** As little of a mail server as a letter needs (RFC 5321). */
async function mailServer(t: { teardown: (work: () => void) => void }) {
  const heard: string[] = []
  const server = createServer(socket => {
    let isLetter = false
    let rest = ''
    socket.write('220 mail.example ESMTP\r\n')
    socket.on('data', data => {
      rest += data.toString()
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        heard.push(line)
        if (isLetter && line !== '.') continue
        if (line.startsWith('EHLO')) socket.write('250 mail.example\r\n')
        else if (line.startsWith('RCPT TO:<nobody@'))
          socket.write('550 no such person here: nobody@demo.edu.example\r\n')
        else if (line.startsWith('RCPT TO:<left@')) socket.write('550 5.1.1 left@demo.edu.example: unknown\r\n')
        else if (line.startsWith('RCPT TO:<relayed@'))
          socket.write('550 5.7.1 relayed@demo.edu.example: relaying denied\r\n')
        else if (line.startsWith('RCPT TO:<later@')) socket.write('451 4.2.1 later@demo.edu.example: busy\r\n')
        else if (line.startsWith('DATA')) socket.write('354 go on\r\n')
        else if (line.startsWith('QUIT')) socket.end('221 bye\r\n')
        else if (!isLetter || line === '.') socket.write('250 ok\r\n')
        isLetter = isLetter ? line !== '.' : line.startsWith('DATA')
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => void server.close())
  return { heard, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

t.test('a letter arrives at the mail server, from the address of the installation', async t => {
  const { heard, url } = await mailServer(t)
  const send = openMail({ url, from: 'desk@school.example' })
  await send({ to: 'lin@demo.edu.example', subject: '重設密碼', text: '請開啟 http://localhost/link?token=abc' })
  t.ok(heard.some(line => line.startsWith('MAIL FROM:<desk@school.example>')))
  t.ok(heard.some(line => line.startsWith('RCPT TO:<lin@demo.edu.example>')))
  t.ok(heard.some(line => line.startsWith('Subject: =?UTF-8?')))
})

t.test('a letter that is refused tells why in a code, and not whom it was for', async t => {
  const { url } = await mailServer(t)
  const send = openMail({ url, from: 'desk@school.example' })
  const mail = { to: 'relayed@demo.edu.example', subject: 'x', text: 'y' }
  const failed = await send(mail).catch((error: unknown) => error)
  t.match(failed, { code: 'EENVELOPE 550' })
  t.notMatch(String(failed), 'relayed@')
  t.notMatch(JSON.stringify(errorFacts(new AggregateError([failed], 'letters could not be sent'))), 'relayed@')
  t.match(errorFacts(new AggregateError([failed])), { errors: [{ code: 'EENVELOPE 550' }] })
  await t.rejects(send({ ...mail, to: 'later@demo.edu.example' }), { code: 'EENVELOPE 451' })
})

t.test('a mailbox that its server does not know cannot be reached, and trying again is of no use', async t => {
  const { url } = await mailServer(t)
  const send = openMail({ url, from: 'desk@school.example' })
  for (const to of ['nobody@demo.edu.example', 'left@demo.edu.example']) {
    t.equal(await send({ to, subject: 'x', text: 'y' }), 'unreachable', to)
  }
})

t.test('no other mailbox can be read out of an address: what is none is not sent to at all', async t => {
  const { heard, url } = await mailServer(t)
  const send = openMail({ url, from: 'desk@school.example' })
  const none = [
    'li<x@evil.tw>',
    'a@evil.tw,b@school.tw',
    'a@evil.tw,b.school.tw',
    'mailto:li@school.tw',
    'li@school.tw.',
  ]
  for (const to of none) t.equal(await send({ to, subject: 'x', text: 'y' }), 'unreachable', to)
  t.same(heard, [])
})

t.test('a server that does not answer is an error, not silence', async t => {
  await t.rejects(
    openMail({ url: 'smtp://127.0.0.1:1', from: 'desk@school.example' })({ to: 'a@b.tw', subject: 'x', text: 'y' }),
  )
})
