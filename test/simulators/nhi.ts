import { randomUUID, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import https from 'node:https'
import t from 'tap'
import { faults, verifierFaults, type Fault, type VerifierFault } from '../../server/simulators/nhi/faults.ts'
import { healthPeople, runHealthDesk, startHealthDesk, type Signed } from '../support/ways/health-desk.ts'

const { lin, chen, gone, lost, unregistered } = healthPeople
const basicOfLin = '990000000001,A223456781,林美華,0680312,F,0'
const random = '0417938265101177'

t.test('a computer with a reader for health cards', async t => {
  const desk = await startHealthDesk(t, Object.values(healthPeople), ['--secure-port', '0'])
  const fresh = async (card?: string) => {
    await desk.act('restart')
    await desk.act('remove')
    if (card) await desk.act('insert', { card })
  }

  t.test('the newer component names the holder and signs for the random of the site', async t => {
    await fresh('lin')
    t.same(await desk.call('GetVersion'), { result: '0000', version: '1001' })
    t.match(await desk.call('GetRandom'), { result: '0000', random: /^\d{16}$/ })
    t.same(await desk.call('GetBasic'), {
      result: '0000',
      card_no: lin.cardNumber,
      as_id: lin.idNumber,
      name: lin.name,
      birthday: lin.birthday,
      sex: 'F',
      card_termination: '0',
    })
    t.match(await desk.call('SignHC', { random: `0001${random}` }), { result: '0000', sign: /^[\dA-F]{256}$/ })
    t.same(await desk.call('SignHC', { random }), { result: '9999' })
    t.match(await desk.call('EncryptPwd', { pwd: 'kite2468' }), { result: '0000', encrypted_pwd: /^[\dA-F]+$/ })
    t.same(await desk.call('EncryptPwd', { pwd: 'short' }), { result: '8009' })
    t.match(await desk.call('GetEncryptBasic', { pwd: 'kite2468' }), { result: '0000', encrypted_basic: /^[\dA-F]+$/ })
  })

  t.test('and any page may ask it, over TLS too', async t => {
    await fresh('lin')
    const asked = await fetch(`${desk.component}/api/SignHC`, { method: 'OPTIONS' })
    t.equal(asked.status, 204)
    t.match(Object.fromEntries(asked.headers), {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
      'access-control-allow-private-network': 'true',
    })
    for (const [path, method] of [
      ['GetVersion', 'POST'],
      ['GetStatus.bmp', 'GET'],
    ] as const) {
      const answer = await fetch(`${desk.component}/api/${path}`, { method })
      t.equal(answer.headers.get('access-control-allow-origin'), '*', path)
    }
    t.equal((await fetch(`${desk.component}/api/GetBasic`)).status, 404)
    const secure = await getOverTls(`${desk.secure}/api/GetCardStatus.bmp`)
    t.match(secure.body.toString('latin1'), '{"result":"0000"}')
  })

  t.test('states come as a bitmap of 1024 pixels', async t => {
    await fresh()
    const answer = await fetch(`${desk.component}/api/GetStatus.bmp`)
    const file = Buffer.from(await answer.arrayBuffer())
    t.equal(answer.headers.get('content-type'), 'image/bmp')
    t.same([file.toString('latin1', 0, 2), file.length, file.readUInt32LE(2)], ['BM', 3126, 3126])
    t.same([file.readInt32LE(18), file.readInt32LE(22), file.readUInt16LE(28)], [1024, 1, 24])
    t.equal(await desk.picture('GetStatus'), '{"result":"0000"}')
    t.equal(await desk.picture('GetCardStatus'), '{"result":"7004"}')
    await desk.act('insert', { card: 'lin' })
    t.equal(await desk.picture('GetCardStatus'), '{"result":"0000"}')
  })

  const commands: [string, string | RegExp][] = [
    ['GetBasic', `GetBasic:${basicOfLin},`],
    ['GetBasic?PinCode', `GetBasic:${basicOfLin},`],
    ['GetVersion', 'GetVersion:1001'],
    ['GetRandom', /^GetRandom:\d{16}$/],
    [`H_Sign?Random=0001${random}`, /^H_Sign:[\dA-F]{256}$/],
    [`H_Sign?Random=${random}`, '9999'],
    [`H_Sign?Random=0001${random}7`, '9999'],
    ['EnCrypt?Pwd=kite2468', /^EnCrypt:[\dA-F]+$/],
    ['EnCrypt?Pwd=short', '8009'],
    ['EnCrypt?Pwd=longerthan12c', '8009'],
    ['SecureGetBasicWithParam?Pwd=kite2468', /^[\dA-F]+$/],
    ['getbasic', '9999'],
    ['EnCode', '9999'],
    ['', '9999'],
  ]
  t.test('the older component answers text with text', async t => {
    await fresh('lin')
    const line = await desk.dial()
    for (const [command, answer] of commands) t.match(await line.ask(command), answer, command)
    line.close()
  })

  t.test('and keeps the order of what it was asked', async t => {
    await fresh('lin')
    const line = await desk.dial()
    for (const command of ['GetBasic', 'GetVersion', 'x', `H_Sign?Random=0001${random}`]) line.socket.send(command)
    while (line.heard.length < 4) await once(line.socket, 'message')
    t.match(line.heard, [/^GetBasic:/, /^GetVersion:/, '9999', /^H_Sign:/])
    line.close()
  })

  t.test('only under /echo, with a certificate of its own, and a page that lets a person accept it', async t => {
    await fresh('lin')
    await t.rejects(desk.dial(desk.socket.replace('/echo', '/')))
    const page = await getOverTls(desk.socket.replace('wss', 'https'))
    t.match(page.body.toString(), '<h1>健保卡元件')
    t.match(page.headers['server'], /^NHIICC/)
    t.match(page.certificate.subject, 'CN=NHI.Self.Server.Cert')
    t.match(page.certificate.issuer, 'CN=NHI.Root.CA')
    for (const host of ['localhost', 'iccert.nhi.gov.tw']) t.equal(page.certificate.checkHost(host), host)
    t.equal(page.certificate.checkIP('127.0.0.1'), '127.0.0.1')
    await t.rejects(fetch(desk.socket.replace('wss', 'https')), 'a client that does not know it refuses')
  })

  t.test('both see the one card, and a name as far as Big5 has it', async t => {
    await fresh('gone')
    const line = await desk.dial()
    t.equal(await line.ask('GetBasic'), 'GetBasic:990000000003,A123456707,張？生,0680312,M,2,')
    t.match(await desk.call('GetBasic'), { name: '張？生', card_termination: '2' })
    await desk.act('swap', { card: 'unregistered' })
    t.match(await line.ask('GetBasic'), /,瓦旦‧諾幹,/)
    await desk.act('remove')
    t.equal(await line.ask('GetBasic'), '7004')
    t.equal(await line.ask(`H_Sign?Random=0001${random}`), '7004')
    t.same(await desk.call('GetBasic'), { result: '7004' })
    line.close()
  })

  const codes: [Fault, version: string, basic: string, sign: string][] = [
    ['no-reader', '0000', '7002', '7002'],
    ['reader-busy', '0000', '7003', '7003'],
    ['no-card', '0000', '7004', '7004'],
    ['no-access', '0000', '8013', '8013'],
    ['unreachable', '0000', '0000', '4061'],
    ['refused-card', '0000', '0000', '8006'],
    ['installation', '0000', '0000', '4206'],
    ['code', '0000', '8013', '8013'],
    ['service-error', '8201', '8201', '8201'],
    ['unknown-command', '9999', '9999', '9999'],
  ]
  for (const [fault, ...told] of codes) {
    t.test(`${fault}: both components answer with the code`, async t => {
      await fresh('lin')
      await desk.act('fault', { fault })
      const text = { random: `0001${random}` }
      const answers = [await desk.call('GetVersion'), await desk.call('GetBasic'), await desk.call('SignHC', text)]
      t.same(
        answers.map(({ result }) => result),
        told,
      )
      t.equal(await desk.picture('GetCardStatus'), `{"result":"${told[1]}"}`)
      const line = await desk.dial()
      for (const [i, command] of ['GetVersion', 'GetBasic', `H_Sign?Random=0001${random}`].entries()) {
        t.match(await line.ask(command), told[i] === '0000' ? /^\w+:/ : new RegExp(`^${told[i]}$`), command)
      }
      line.close()
    })
  }

  t.test('one of them fails while the other works', async t => {
    await fresh('lin')
    await desk.act('fault', { component: 'older', fault: 'service-error' })
    await desk.act('version', { component: 'newer', version: '0005' })
    const line = await desk.dial()
    t.equal(await line.ask('GetVersion'), '8201')
    t.equal((await desk.call('GetVersion'))['version'], '0005')
    await desk.act('fault', { component: 'older', fault: null })
    t.equal(await line.ask('GetVersion'), 'GetVersion:1001')
    line.close()
  })

  t.test('a component that does not run has no port, and has the same one afterwards', async t => {
    await fresh('lin')
    const line = await desk.dial()
    const broken = once(line.socket, 'close')
    await desk.act('fault', { component: 'older', fault: 'stopped' })
    await broken
    await t.rejects(desk.dial(), /ECONNREFUSED/)
    t.equal((await desk.call('GetVersion')).result, '0000')
    await desk.act('fault', { component: 'newer', fault: 'stopped' })
    await t.rejects(desk.call('GetVersion'), { cause: { code: 'ECONNREFUSED' } })
    await t.rejects(getOverTls(`${desk.secure}/api/GetStatus.bmp`), { code: 'ECONNREFUSED' })
    await desk.act('restart')
    t.equal((await desk.call('GetVersion')).result, '0000')
    const again = await desk.dial()
    t.match(await again.ask('GetBasic'), lin.cardNumber, 'with the card where it was')
    again.close()
  })

  t.test('answers come late, by half, with strange messages, or not at all', async t => {
    await fresh('lin')
    const line = await desk.dial()
    await desk.act('fault', { fault: 'garbled' })
    t.equal(await line.ask('GetBasic'), `GetBasic:${basicOfLin},`.slice(0, 24))
    t.equal((await line.ask(`H_Sign?Random=0001${random}`)).length, 131)
    await t.rejects(desk.call('GetBasic'), SyntaxError)
    t.equal(await desk.picture('GetStatus'), '{"result')
    await desk.act('fault', { fault: 'chatter' })
    t.match(await line.ask('GetVersion'), /^log:/)
    const other = await desk.dial()
    other.socket.send('GetVersion')
    while (other.heard.length < 3) await once(other.socket, 'message')
    t.match(other.heard, [/^connected:/, /^log:/, 'GetVersion:1001'])
    other.close()
    await desk.act('fault', { fault: 'slow', ms: 1 })
    t.equal(await line.ask('GetVersion'), 'GetVersion:1001')
    t.match(await desk.call('GetVersion'), { version: '1001' })
    for (const fault of [{ fault: 'slow', ms: 60_000 }, { fault: 'silent' }]) {
      await desk.act('fault', fault)
      const silence = fetch(`${desk.component}/api/GetVersion`, { method: 'POST', signal: AbortSignal.timeout(200) })
      const other = await desk.dial()
      other.socket.send('GetVersion')
      await t.rejects(silence, { name: 'TimeoutError' })
      t.same(other.heard, [])
      other.close()
    }
    line.close()
  })

  t.test('the connection breaks at the signature and not before', async t => {
    await fresh('lin')
    await desk.act('fault', { fault: 'closes' })
    const line = await desk.dial()
    t.match(await line.ask('GetBasic'), lin.idNumber)
    await t.rejects(line.ask(`H_Sign?Random=0001${random}`), /the line broke/)
    t.equal((await desk.call('GetBasic')).result, '0000')
    await t.rejects(desk.call('SignHC', { random: `0001${random}` }), /terminated/)
  })

  t.test('the administration confirms a card to whom it signed for, and says who it is', async t => {
    await fresh()
    const [signed, transaction] = [await desk.signed(lin, random), randomUUID()]
    t.equal(signed.basic, basicOfLin)
    const person = { card_number: lin.cardNumber, id_number: lin.idNumber, random }
    const yes = { status: 200, body: { transaction, result: '0000', ...person } }
    t.same(await desk.verify({ transaction, ...signed }), { ...yes, text: JSON.stringify(yes.body) })
    t.match(await desk.verify({ transaction, ...signed, basic: `${basicOfLin},` }), yes, 'as the older one says it')

    const line = await desk.dial()
    const sign = (await line.ask(`H_Sign?Random=0011${random}`)).slice(7)
    t.match(await desk.verify({ transaction, ...signed, version: '0011', sign }), yes, 'made over another version')
    line.close()
  })

  const changes: [why: string, code: string, change: (signed: Signed) => Partial<Signed>][] = [
    ['another random', '9001', () => ({ random: '0000000000000000' })],
    ['another version', '9001', () => ({ version: '0011' })],
    ['one digit of the signature', '9001', ({ sign }) => ({ sign: flipped(sign) })],
    ['a signature of zeros', '9001', () => ({ sign: '0'.repeat(256) })],
    ['another ID number', '9001', ({ basic }) => ({ basic: basic.replace(lin.idNumber, chen.idNumber) })],
    ['another name', '9001', ({ basic }) => ({ basic: basic.replace(lin.name, '林大華') })],
    ['another birthday', '9001', ({ basic }) => ({ basic: basic.replace('0680312', '0680313') })],
    ['a field too many', '9001', ({ basic }) => ({ basic: `${basic},,` })],
    ['the data of another card', '9001', () => ({ basic: '990000000002,A123456789,陳文彬,0680312,M,0' })],
    ['a wrong password', '9101', () => ({ password: 'kite2469' })],
    ['the password of another', '9101', () => ({ password: chen.password ?? '' })],
  ]
  t.test('it refuses what was changed on the way', async t => {
    await fresh()
    const signed = await desk.signed(lin)
    for (const [why, code, change] of changes) {
      const transaction = randomUUID()
      const { status, body } = await desk.verify({ transaction, ...signed, ...change(signed) })
      t.same([status, body], [200, { transaction, result: code }], why)
    }
  })

  t.test('a card that takes the place of another after it was read does not pass for it', async t => {
    await fresh('lin')
    await t.rejects(desk.act('swap', { card: 'nobody' }), /No such card/)
    await desk.act('swap', { card: 'chen', afterReading: true })
    t.match(await desk.look('state'), { card: 'lin', next: 'chen' })
    const { as_id } = await desk.call('GetBasic')
    t.equal(as_id, lin.idNumber)
    const { sign = '' } = await desk.call('SignHC', { random: '00017777777777777777' })
    t.match(await desk.look('state'), { card: 'chen', next: null })
    const sent = { transaction: randomUUID(), version: '0001', random: '7777777777777777', sign, password: 'kite2468' }
    t.match((await desk.verify({ ...sent, basic: basicOfLin })).body, { result: '9001' })
    await desk.act('remove')
    await t.rejects(desk.act('swap', { card: 'chen' }), /no card to swap/)
  })

  t.test('it knows which cards are void, who is registered, and whose registration is locked', async t => {
    await fresh()
    const verdict = async (entry: typeof lin, password = entry.password) => {
      const signed = await desk.signed({ ...entry, password: password ?? 'anything' })
      return ((await desk.verify({ transaction: randomUUID(), ...signed })).body as { result: string }).result
    }
    t.equal(await verdict(gone), '9002')
    t.equal(await verdict(lost), '9002')
    t.equal(await verdict(unregistered), '9102')
    await desk.act('password', { card: 'unregistered', password: 'rain1122' })
    t.equal(await verdict(unregistered, 'rain1122'), '0000')
    await desk.act('password', { card: 'unregistered' })
    t.equal(await verdict(unregistered, 'rain1122'), '9102')
    await desk.act('lock', { card: 'chen', locked: true })
    t.equal(await verdict(chen), '9103')
    await desk.act('lock', { card: 'chen', locked: false })
    t.equal(await verdict(chen), '0000')
    await desk.act('mark', { card: 'chen', mark: 'lost' })
    t.match((await desk.look('cards/chen')).basic, /,0$/, 'the card itself does not know')
    t.equal(await verdict(chen), '9002')
    await desk.act('mark', { card: 'chen', mark: 'normal' })
    await t.rejects(desk.act('mark', { card: 'chen', mark: 'burnt' }), /No such mark/)
  })

  const bodies: [field: string, body: object][] = [
    ['transaction', { transaction: '1' }],
    ['basic', { basic: '' }],
    ['basic', { basic: 'x'.repeat(201) }],
    ['version', { version: '00011' }],
    ['random', { random: '041793826510117' }],
    ['random', { random: 417938265101177 }],
    ['sign', { sign: '5A0C' }],
    ['sign', { sign: 'G'.repeat(256) }],
    ['password', { password: '' }],
    ['password', { password: 'x'.repeat(65) }],
    ['pin', { pin: '1234' }],
  ]
  t.test('it answers nobody without its token, and no body of another form', async t => {
    await fresh()
    const whole = { transaction: randomUUID(), ...(await desk.signed(lin)) }
    t.match(await desk.verify(whole, { authorization: 'Bearer other' }), { status: 401, body: { error: String } })
    t.match(await desk.verify(whole, { 'content-type': 'text/plain' }), { status: 400, body: { error: String } })
    for (const [field, body] of bodies) {
      t.match(await desk.verify({ ...whole, ...body }), {
        status: 400,
        body: { error: `${field} is not as described` },
      })
    }
    t.match(await desk.verify([]), { status: 400 })
    t.equal((await fetch(`${desk.verifier}/v1/verifications`)).status, 404)
  })

  const wrong: [VerifierFault, (answer: Verified, sent: { transaction: string }) => boolean][] = [
    ['other-transaction', ({ transaction }, sent) => transaction !== sent.transaction && transaction.length === 36],
    ['other-random', answer => answer.random !== random && answer.random?.length === 16],
    ['other-person', answer => answer.id_number === chen.idNumber && answer.card_number === chen.cardNumber],
    ['number-result', ({ result }) => result === 0],
    ['bare-yes', answer => answer.result === '0000' && !('id_number' in answer) && !('random' in answer)],
  ]
  t.test('the service goes wrong in every way it is told to', async t => {
    await fresh()
    const sent = { transaction: randomUUID(), ...(await desk.signed(lin)) }
    for (const [fault, holds] of wrong) {
      await desk.act('verifier', { fault })
      const { status, body } = await desk.verify(sent)
      t.equal(status, 200)
      t.ok(holds(body as Verified, sent), fault)
    }
    t.match(await desk.verify({ ...sent, sign: '0'.repeat(256) }), { body: { result: '0000' } }, 'a yes to anything')
    await desk.act('verifier', { fault: 'unreachable' })
    t.equal((await desk.verify(sent)).status, 503)
    await desk.act('verifier', { fault: 'html' })
    t.match(await desk.verify(sent), { status: 200, text: /^<!doctype/, body: null })
    await desk.act('verifier', { fault: 'slow', ms: 60_000 })
    await t.rejects(desk.verify(sent, {}, 200), { name: 'TimeoutError' })
    await desk.act('verifier', { fault: 'slow', ms: 1 })
    t.match(await desk.verify(sent), { body: { result: '0000', id_number: lin.idNumber } })
    await desk.act('verifier', { fault: 'silent' })
    await t.rejects(desk.verify(sent, {}, 200), { name: 'TimeoutError' })
    await desk.act('restart')
    t.match(await desk.verify(sent), { body: { result: '0000' } })
    const told = [...wrong.map(([fault]) => fault), 'unreachable', 'html', 'slow', 'silent']
    t.same(told.toSorted(), Object.keys(verifierFaults).toSorted(), 'none is left out')
  })

  t.test('lets nobody without the token at the desk', async t => {
    await fresh()
    t.equal((await fetch(`${desk.control}/api/insert`, { method: 'POST', body: '{"card":"lin"}' })).status, 401)
    t.equal((await fetch(`${desk.control}/`)).status, 401)
    const opened = await fetch(`${desk.control}/?token=${desk.token}`, { redirect: 'manual' })
    t.equal(opened.status, 303)
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    const post = async (action: string, fields: Record<string, string>, token = desk.token) => {
      const body = new URLSearchParams({ token, ...fields })
      const init = { method: 'POST', body, headers: { cookie }, redirect: 'manual' as const }
      return (await fetch(`${desk.control}/${action}`, init)).status
    }
    t.equal(await post('insert', { card: 'chen' }, 'other'), 401)
    const done: [action: string, fields: Record<string, string>, seen: object][] = [
      ['insert', { card: 'chen' }, { card: 'chen' }],
      ['swap', { card: 'lin', afterReading: 'true' }, { card: 'chen', next: 'lin' }],
      ['remove', {}, { card: null, next: null }],
      ['mark', { card: 'lin', mark: 'lost' }, { cards: [{ id: 'lin', mark: 'lost' }] }],
      ['mark', { card: 'lin', mark: 'normal' }, { cards: [{ mark: 'normal' }] }],
      ['lock', { card: 'lin', locked: 'true' }, { cards: [{ locked: true }] }],
      ['password', { card: 'lin', password: '' }, { cards: [{ registered: false, locked: false }] }],
      ['password', { card: 'lin', password: 'kite2468' }, { cards: [{ registered: true }] }],
      ['version', { component: 'older', version: '0005' }, { components: { older: { version: '0005' } } }],
      ['fault', { component: 'both', fault: 'slow', ms: '' }, { components: { newer: { fault: 'slow', ms: 5000 } } }],
      ['fault', { component: 'older', fault: 'code', code: '8304' }, { components: { older: { code: '8304' } } }],
      ['verifier', { fault: 'slow', ms: '10' }, { verifier: { fault: 'slow', ms: 10 } }],
      ['restart', {}, { components: { older: { fault: null, version: '1001' } }, verifier: { fault: null } }],
    ]
    for (const [action, fields, seen] of done) {
      t.equal(await post(action, fields), 303, action)
      t.match(await desk.look('state'), seen, action)
    }
    for (const [action, fields] of [
      ['insert', { card: 'nobody' }],
      ['fault', { fault: 'rain' }],
      ['fault', { fault: 'slow', ms: '-1' }],
      ['fault', { fault: 'code', code: '83' }],
      ['fault', { component: 'third', fault: '' }],
      ['version', { version: '1' }],
      ['verifier', { fault: 'rain' }],
    ] as const) {
      t.equal(await post(action, fields), 422, action)
    }
    const page = await (await fetch(`${desk.control}/`, { headers: { cookie } })).text()
    t.match(page, lin.name)
    t.notMatch(page, '<script')
    t.notMatch(JSON.stringify(await desk.look('state')), new RegExp(`${lin.idNumber}|${lin.password}`))
  })

  t.test('plays every fault with and without a card, and none stops it', async t => {
    for (const card of ['lin', undefined]) {
      await fresh(card)
      for (const fault of Object.keys(faults)) {
        await desk.act('fault', { fault, ms: 1 })
        if (fault === 'stopped' || fault === 'silent') continue
        await desk.call('SignHC', { random: `0001${random}` }).catch(() => undefined)
        const line = await desk.dial()
        await line.ask(`H_Sign?Random=0001${random}`).catch(() => undefined)
        line.close()
      }
    }
    await fresh('lin')
    t.equal((await desk.call('GetBasic')).result, '0000')
  })

  t.test('waits a moment for a port, then says which is taken, and ends with 3', async t => {
    const port = new URL(desk.component).port
    const args = ['--port', port, '--socket-port', '0', '--data', desk.folder, '--people', desk.file]
    const refused = runHealthDesk(args)
    const lent = createServer().listen(0, '127.0.0.1')
    await once(lent, 'listening')
    const { port: free } = lent.address() as { port: number }
    setTimeout(() => lent.close(), 1500)
    const second = await startHealthDesk(t, [lin], ['--data', desk.folder, '--port', String(free)])
    t.equal(second.component, `http://localhost:${free}`)
    t.same([second.spki, String(second.ca)], [desk.spki, String(desk.ca)], 'with the certificate of the last start')
    t.same(await refused, { status: 3, said: `Port ${port} is taken by another program.\n` })
  })

  t.test('ends when it is told or left alone', async t => {
    desk.child.stdin.end()
    t.same(await desk.ended, [0, null])
  })
})

t.test('a list of people that is wrong is named', async t => {
  const rows: [object, string][] = [
    [{ ...lin, cardNumber: '12' }, 'Entry 1 of the file of people has no cardNumber.\n'],
    [{ ...lin, birthday: '1979-03-12' }, 'Entry 1 of the file of people has no birthday.\n'],
    [{ ...lin, mark: 'burnt' }, 'lin has no known mark.\n'],
  ]
  for (const [entry, sentence] of rows) {
    const folder = t.testdir({ 'people.json': JSON.stringify([entry]) })
    const { status, said } = await runHealthDesk(['--data', folder, '--people', `${folder}/people.json`])
    t.same([status, said], [1, sentence])
  }
})

type Verified = { transaction: string; result: unknown; card_number?: string; id_number?: string; random?: string }

const flipped = (sign: string) => sign.slice(0, 100) + (sign[100] === '0' ? '1' : '0') + sign.slice(101)

/** A page over TLS, whoever certified it, with the certificate that was shown. */
function getOverTls(url: string) {
  type Got = { headers: Record<string, unknown>; body: Buffer; certificate: X509Certificate }
  return new Promise<Got>((resolve, reject) => {
    const request = https.get(url, { rejectUnauthorized: false, agent: false }, async response => {
      const { socket } = response as unknown as { socket: import('node:tls').TLSSocket }
      const certificate = socket.getPeerX509Certificate()
      const pieces: Buffer[] = []
      for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece)
      if (!certificate) return reject(new Error('no certificate'))
      resolve({ headers: response.headers, body: Buffer.concat(pieces), certificate })
    })
    request.once('error', reject)
  })
}
