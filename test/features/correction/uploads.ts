import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import type { Test } from 'tap'
import t from 'tap'
import type { AppOptions } from '../../../server/app.ts'
import { openLog } from '../../../server/log.ts'
import { evidence } from '../../../server/store/schema.ts'
import type { Browser } from '../../support/app/app.ts'
import { errorsIn } from '../../support/app/pages.ts'
import { attach, goesTo, pdf, beginCorrection } from '../../support/correction/by-pages.ts'
import { signIn } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { eventually } from '../../support/running/waiting.ts'

const maxBytes = 64 * 1024
const everybody = ['lin', 'wang', 'chen', 'hong', 'huang'] as const
/** The application on a real port, and as many people as asked for, each with a draft. */
async function withDrafts(t: Test, count: number, options: AppOptions = {}) {
  const told: string[] = []
  const stream = new Writable({ write: (chunk, _encoding, next) => next(void told.push(String(chunk))) })
  const school = await startSchool(t, everybody.slice(0, count), {
    settings: { evidenceMaxBytes: maxBytes },
    options: { log: openLog('error', stream), ...options },
  })
  const { app, deps } = school
  const drafts = []
  for (const who of everybody.slice(0, count)) {
    const browser = await enter(school[who])
    const id = await beginCorrection(browser, 'add:skill')
    const path = `/corrections/${id}/evidence`
    await browser.get(path)
    drafts.push({ browser, id, path })
  }
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const kept = async () => (await deps.db.select({ name: evidence.name }).from(evidence)).map(({ name }) => name)
  return { ...school, port, drafts, kept, log: () => told.join('') }
}

type Draft = Awaited<ReturnType<typeof withDrafts>>['drafts'][number]

/** A browser's connection as it is on the wire: what is sent when, and what has come back. */
function wire(t: Test, port: number, who: Browser | undefined, path: string, headers: string[]) {
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  socket.on('error', () => {})
  let came = ''
  socket.setEncoding('latin1').on('data', text => (came += text))
  const cookie = [...(who?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  socket.write([`POST ${path} HTTP/1.1`, 'Host: localhost', `Cookie: ${cookie}`, ...headers, '', ''].join('\r\n'))
  return {
    send: (text: string | Buffer) => socket.write(text),
    end: () => socket.destroy(),
    /** Once the connection is over, by whichever side and however rudely. */
    closed: () => new Promise<void>(resolve => (socket.closed ? resolve() : socket.once('close', () => resolve()))),
    /** How many answers came once there are so many, or once the connection ended. */
    async answers(count: number) {
      const many = () => came.split('</html>').length - 1
      while (many() < count && !socket.closed) await Promise.race([once(socket, 'data'), once(socket, 'close')])
      return many()
    },
    /** The status, the address one is sent to and the page, once they are there. */
    async answer() {
      while (!isWhole(came)) await once(socket, 'data')
      const [head = '', body = ''] = came.split('\r\n\r\n')
      return {
        status: Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]),
        location: /^location: (.*)$/im.exec(head)?.[1],
        retryAfter: /^retry-after: (.*)$/im.exec(head)?.[1],
        body: Buffer.from(body, 'latin1').toString('utf8'),
      }
    },
  }
}

const isWhole = (text: string) => /^HTTP\/1.1 3\d\d[^]*\r\n\r\n/.test(text) || text.includes('</html>')

const boundary = 'the-line-between'
const form = 'Content-Type: multipart/form-data; boundary=' + boundary
const field = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (begin: string | Buffer = '%PDF-1.4\n', name = 'big.pdf') =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
    Buffer.from(begin),
  ])
const end = `\r\n--${boundary}--\r\n`

/** Begins to send a file of the largest size and stops after its first bytes. */
function begin(t: Test, port: number, { browser, path }: Draft, { token = browser.token(), bytes = maxBytes } = {}) {
  const sending = wire(t, port, browser, path, [form, `Content-Length: ${bytes}`])
  sending.send(field('_csrf', token))
  sending.send(file())
  return sending
}

t.test(
  'who is not signed in is answered before a file has come, at every address, and nothing of it is kept',
  async t => {
    const { port, drafts, kept } = await withDrafts(t, 1)
    const [own] = drafts
    const anywhere = ['/language', '/sign-in/password', '/sign-in/card', '/activation', '/diagnosis/reports']
    const addresses = [...anywhere, own?.path ?? '', '/trust/new']
    const sent = Array.from({ length: 200 }, (_, i) => {
      const path = addresses[i % addresses.length] ?? ''
      const sending = wire(t, port, undefined, path, [form, 'Content-Length: 10485760'])
      sending.send(file(Buffer.alloc(4096)))
      return { path, sending }
    })
    const answers = await Promise.all(
      sent.map(async ({ path, sending }) => {
        const { status, location = '' } = await sending.answer()
        return [path, status, decodeURIComponent(location)]
      }),
    )
    const right = sent.map(({ path }) => [
      path,
      ...(anywhere.includes(path) ? [415, ''] : [303, `/sign-in?next=${path}?late=file`]),
    ])
    t.same(answers, right)
    t.same(await kept(), [])
  },
)

t.test('a file counts only behind the token of its page', async t => {
  const { port, drafts, kept } = await withDrafts(t, 1)
  const [own] = drafts
  if (!own) return
  const { browser, path } = own
  const early = wire(t, port, browser, path, [form, `Content-Length: ${maxBytes}`])
  early.send(file())
  t.equal((await early.answer()).status, 403, 'the file stands in front of it')
  t.equal((await begin(t, port, own, { token: 'made up' }).answer()).status, 403, 'it is not of this browser')
  const other = await browser.upload(path, 'file', pdf())
  goesTo(other, path)
  t.same(await kept(), ['證明文件.pdf'])
})

t.test('a file for what is not one’s own, or no draft any more, is refused before it has come', async t => {
  const { port, drafts } = await withDrafts(t, 2)
  const [own, others] = drafts
  if (!own || !others) return
  t.equal((await begin(t, port, { ...own, path: others.path }).answer()).status, 404)
  goesTo(await own.browser.post(`/corrections/${own.id}/withdrawal`), `/corrections/${own.id}`)
  t.equal((await begin(t, port, own).answer()).status, 303, 'it leads to the correction')
})

t.test('so many files at a time as there is room for; one more is told to wait, on its own page', async t => {
  const { port, drafts } = await withDrafts(t, 5)
  const last = drafts.pop()
  if (!last) return
  const sending = [...drafts.flatMap(draft => [draft, draft, draft]), last].map(draft => ({
    draft,
    wire: begin(t, port, draft),
  }))
  const { draft, status, retryAfter, body } = await Promise.race(
    sending.map(async one => ({ ...one, ...(await one.wire.answer()) })),
  )
  t.same([status, retryAfter], [503, '30'])
  t.match(errorsIn({ body }).join(), '同時送來')
  t.match(body, `action="${draft.path}"`)
  for (const one of sending.slice(0, 2)) one.wire.end()
  goesTo(await eventually(() => last.browser.upload(last.path, 'file', pdf()), is303), last.path)
})

t.test('three files of one person at a time', async t => {
  const { port, drafts } = await withDrafts(t, 2)
  const [own, other] = drafts
  if (!own || !other) return
  const sending = [1, 2, 3, 4].map(() => begin(t, port, own))
  const { status, body } = await Promise.race(sending.map(one => one.answer()))
  t.equal(status, 503)
  t.match(errorsIn({ body }).join(), '還在傳送')
  goesTo(await other.browser.upload(other.path, 'file', pdf()), other.path)
  for (const one of sending.slice(0, 2)) one.end()
  goesTo(await eventually(() => own.browser.upload(own.path, 'file', pdf()), is303), own.path)
})

const is303 = ({ statusCode }: { statusCode: number }) => statusCode === 303

t.test('a file that is too large is told by its size before it has come, or by what came', async t => {
  const { port, drafts, kept } = await withDrafts(t, 1)
  const [own] = drafts
  if (!own) return
  const told = await begin(t, port, own, { bytes: 50 * 1024 * 1024 }).answer()
  t.equal(told.status, 422)
  t.match(told.body, '檔案太大')
  const chunked = wire(t, port, own.browser, own.path, [form, 'Transfer-Encoding: chunked'])
  const content = Buffer.concat([Buffer.from(field('_csrf', own.browser.token())), file(), Buffer.alloc(maxBytes)])
  chunked.send(`${content.length.toString(16)}\r\n`)
  chunked.send(Buffer.concat([content, Buffer.from(`\r\n${end.length.toString(16)}\r\n${end}\r\n0\r\n\r\n`)]))
  const passed = await chunked.answer()
  t.equal(passed.status, 422)
  t.match(passed.body, '檔案太大')
  t.same(await kept(), [])
})

t.test('a form with a file that is cut, has no boundary or too many parts is answered by a page', async t => {
  const { app, drafts, kept, log } = await withDrafts(t, 1)
  const [own] = drafts
  if (!own) return
  const token = field('_csrf', own.browser.token())
  const cookie = [...own.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const whole = `${token}${file()}${end}`
  const bodies: [type: string, body: string][] = [
    ['multipart/form-data', whole],
    ['multipart/form-data; boundary=', whole],
    ['multipart/form-data; boundary=another', whole],
    ...[10, 60, token.length - 1, token.length + 40, whole.length - 8].map((at): [string, string] => [
      `multipart/form-data; boundary=${boundary}`,
      whole.slice(0, at),
    ]),
    [`multipart/form-data; boundary=${boundary}`, `${field('__proto__', 'x')}${whole}`],
    [`multipart/form-data; boundary=${boundary}`, `${field('a', 'x').repeat(100)}${whole}`],
    [`multipart/form-data; boundary=${boundary}`, `${token}${file()}\r\n${file()}${end}`],
    [`multipart/form-data; boundary=${boundary}`, ''],
  ]
  for (const [type, payload] of bodies) {
    const headers = { cookie, 'content-type': type }
    const answer = await app.inject({ method: 'POST', url: own.path, headers, payload })
    t.ok([400, 403, 413].includes(answer.statusCode), `${answer.statusCode} for ${type} ${JSON.stringify(payload)}`)
    t.match(answer.headers['content-type'], 'text/html')
  }
  t.same(await kept(), [])
  t.equal(log(), '')
})

t.test('a PIN among the fields of a form with a file is refused and told, wherever it stands', async t => {
  const { app, drafts, kept, log } = await withDrafts(t, 1)
  const [own] = drafts
  if (!own) return
  const token = field('_csrf', own.browser.token())
  const cookie = [...own.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const pin = field('cardPin', '73914628')
  for (const payload of [
    `${pin}${token}${file()}${end}`,
    `${token}${pin}${file()}${end}`,
    `${token}${file()}\r\n${pin}${end}`,
    `${token}${String(file()).replace('name="file"', 'name="pin"')}${end}`,
  ]) {
    const headers = { cookie, 'content-type': `multipart/form-data; boundary=${boundary}` }
    const answer = await app.inject({ method: 'POST', url: own.path, headers, payload })
    t.equal(answer.statusCode, 400)
    t.match(answer.body, 'PIN 碼只能交給')
  }
  t.equal(log().match(/pin-received/g)?.length, 4)
  t.notMatch(log(), '73914628')
  t.same(await kept(), [])
})

t.test(
  'a file that comes after the session has ended is not kept, and the page says so after the next sign-in',
  async t => {
    const { deps, setClock, drafts, kept } = await withDrafts(t, 1)
    const [own] = drafts
    if (!own) return
    const { browser, path } = own
    setClock(new Date(deps.clock().getTime() + 25 * 60_000))
    const late = await browser.upload(path, 'file', pdf())
    t.equal(late.statusCode, 303)
    t.equal(decodeURIComponent(String(late.headers.location)), `/sign-in?next=${path}?late=file`)
    await browser.get('/sign-in')
    await signIn(browser, own.browser)
    t.match(errorsIn(await browser.get(`${path}?late=file`)).join(), '登入已經結束')
    t.same(await kept(), [])
    goesTo(await attach(browser, own.id), path)
  },
)

t.test('a file may take as long as it likes while it comes', async t => {
  const patience = { milliseconds: 4000, bytes: 1024 }
  const { port, drafts, kept } = await withDrafts(t, 1, { patience })
  const [own] = drafts
  if (!own) return
  const body = Buffer.concat([
    Buffer.from(field('_csrf', own.browser.token())),
    file(Buffer.alloc(20_480, '%PDF-')),
    Buffer.from(end),
  ])
  const sending = wire(t, port, own.browser, own.path, [form, `Content-Length: ${body.length}`])
  for (let at = 0; at < body.length; at += 1024) {
    sending.send(body.subarray(at, at + 1024))
    await new Promise(resolve => setTimeout(resolve, 250))
  }
  t.same([(await sending.answer()).status, await kept()], [303, ['big.pdf']])
})

t.test('a file or a form that comes no more is answered by a page that says how to go on, then cut off', async t => {
  const { port, drafts, kept, log } = await withDrafts(t, 1, { patience: { milliseconds: 300, bytes: 1024 } })
  const [own] = drafts
  if (!own) return
  const halves = {
    file: begin(t, port, own),
    'a form in front of its token': wire(t, port, own.browser, own.path, [form, 'Content-Length: 1000']),
    'a plain form': wire(t, port, own.browser, '/sign-in/password', [
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Length: 1000',
    ]),
  }
  for (const [what, half] of Object.entries(halves)) {
    const { status, body } = await half.answer()
    t.equal(status, 408, what)
    t.match(body, '網路太慢或中斷', what)
    await half.closed()
  }
  own.browser.cookies.set('lang', 'en')
  t.match((await begin(t, port, own).answer()).body, 'what was saved before is still there')
  t.same(await kept(), [])
  t.equal(log(), '')
})

t.test('a form that is too large is answered by a page, and its connection serves the next one', async t => {
  const { port } = await withDrafts(t, 0)
  const form = 'Content-Type: application/x-www-form-urlencoded'
  const sending = wire(t, port, undefined, '/sign-in/password', [form, `Content-Length: ${2 ** 20}`])
  sending.send(Buffer.alloc(2 ** 19, 97))
  const { status, body } = await sending.answer()
  t.equal(status, 413)
  t.match(body, '太大')
  sending.send(Buffer.alloc(2 ** 19, 97))
  sending.send('GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n')
  t.equal(await sending.answers(2), 2)
})

t.test('what goes on coming after its answer is cut off in the end', async t => {
  const { port } = await withDrafts(t, 0, { patience: { milliseconds: 100, bytes: 1 } })
  const form = 'Content-Type: application/x-www-form-urlencoded'
  const sending = wire(t, port, undefined, '/sign-in/password', [form, `Content-Length: ${2 ** 20}`])
  t.equal((await sending.answer()).status, 413)
  const dripping = setInterval(() => sending.send('aaaaaaaa'), 20)
  t.teardown(() => clearInterval(dripping))
  await sending.closed()
})
