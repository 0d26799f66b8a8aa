import { createHash, createPublicKey, publicEncrypt, constants, verify, X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { isOld, defaultExceptions, defaultMinimum } from '../../server/domain/help-desk/component-version.ts'
import { faults } from '../../server/simulators/hipki/faults.ts'
import { startDesk, runDesk, request } from '../support/card/desk.ts'
import { hasOpenssl, openssl } from '../support/card/openssl.ts'

const lin = {
  id: 'lin',
  kind: 'citizen',
  name: '林測試',
  lastFour: '6789',
  subjectSerial: '0000000099900001',
  cardNumber: 'TP99000000000001',
  pin: '123456',
}
const chen = { ...lin, id: 'chen', name: '陳示範', subjectSerial: '0000000099900002', cardNumber: 'TP99000000000002' }
const old = { ...chen, id: 'old', name: '舊卡', cardNumber: 'TP99000000000003', condition: 'expired' }
const gone = { ...chen, id: 'gone', name: '廢止', cardNumber: 'TP99000000000004', condition: 'revoked' }
const school = {
  id: 'school',
  kind: 'school',
  name: '臺北市立示範國民小學',
  organisation: '2.16.886.111.99999.1',
  subjectSerial: '0000000099900009',
  cardNumber: 'TP99000000000009',
  pin: '123456',
}
const locker = {
  ...chen,
  id: 'locker',
  name: '另一位',
  subjectSerial: '0000000099900006',
  cardNumber: 'TP99000000000006',
  pin: '654321',
}
const people = [lin, chen, old, gone, school, locker]
const skip = hasOpenssl ? false : 'no openssl here'
const site = { origin: 'https://school.example' }
const bytes = (base64: string) => Buffer.from(base64, 'base64')
const hex = (number: number) => `0x${(number >>> 0).toString(16)}`

t.test('a computer with a card reader and the component', async t => {
  const desk = await startDesk(t, people)
  const fresh = async (card?: string) => {
    await desk.act('restart')
    await desk.act('remove')
    for (const { id } of people) await desk.act('unlock', { card: id })
    if (card) await desk.act('insert', { card })
  }

  t.test('signs a message that OpenSSL accepts under the trust folder it wrote', { skip }, async t => {
    await fresh('lin')
    const answer = await desk.sign()
    t.match(answer, { func: 'sign', ret_code: 0, last_error: 0, cardSN: lin.cardNumber })
    t.match(new X509Certificate(bytes(answer['certb64']!)).subject, 'CN=林測試')
    const pem = ['anchors/grca3', 'citizen/moica3'].map(file => {
      const der = readFileSync(path.join(desk.trust, `${file}.cer`))
      return openssl(['x509', '-inform', 'DER'], der).text
    })
    const [message, trusted] = [path.join(desk.folder, 'message.der'), path.join(desk.folder, 'trusted.pem')]
    writeFileSync(message, bytes(answer['signature']!))
    writeFileSync(trusted, pem.join(''))
    const asked = ['cms', '-verify', '-inform', 'DER', '-in', message, '-CAfile', trusted, '-purpose', 'any', '-binary']
    const { status, text } = openssl(asked)
    t.equal(status, 0, text)
    t.match(text, request.tbs)
  })

  t.test('signs raw bytes, base64 and the other hashes as PKCS#1', async t => {
    await fresh('lin')
    const content = Buffer.from([0, 255, 62, 63])
    const base64 = { tbs: content.toString('base64'), tbsEncoding: 'base64' }
    const answer = await desk.sign({ ...base64, signatureType: 'PKCS1', hashAlgorithm: 'SHA512' })
    const { publicKey } = new X509Certificate(bytes(answer['certb64']!))
    t.ok(verify('SHA512', content, publicKey, bytes(answer['signature']!)))
    t.equal(hex((await desk.sign({ tbs: '*', tbsEncoding: 'base64' })).ret_code), '0x76600002')
    t.equal(hex((await desk.sign({ signatureType: 'PKCS9' })).ret_code), '0x76300002')
    t.equal((await desk.post('/sign', { ...request, pin: '' })).status, 400)
  })

  t.test('puts nonce and card number into the message when asked', async t => {
    await fresh('lin')
    const answer = await desk.sign({ nonce: 'nonce-of-the-site', withCardSN: 'true' })
    const message = bytes(answer['signature']!)
    t.ok(message.includes('nonce-of-the-site'))
    t.ok(message.includes(lin.cardNumber))
    t.notOk(bytes((await desk.sign())['signature']!).includes(lin.cardNumber))
  })

  t.test('describes readers, and certificates on request', async t => {
    await fresh('school')
    const bare = (await desk.info()).slots[0].token
    t.match(bare, { serialNumber: school.cardNumber, ulMinPinLen: 6, ulMaxPinLen: 8 })
    t.notOk('certs' in bare)
    const response = await fetch(`${desk.url}/pkcs11info?withcert=true`)
    t.equal(response.headers.get('access-control-allow-origin'), null)
    const { certs, keys } = ((await response.json()) as Awaited<ReturnType<typeof desk.info>>).slots[0].token
    t.same(
      certs.map(({ label, usage }: Record<string, string>) => [label, usage]),
      [
        ['cert1', 'digitalSignature'],
        ['cert2', 'keyEncipherment|dataEncipherment'],
        ['CA Cert', 'keyCertSign|cRLSign'],
        ['ROOT CA Cert', 'keyCertSign|cRLSign'],
      ],
    )
    t.match(certs[0], { subjectDN: `C=TW,O=${school.name},serialNumber=${school.subjectSerial}` })
    t.match(certs[0].notAfter, /^\d{12}Z$/)
    t.match(certs[0].thumbprint, createHash('sha1').update(bytes(certs[0].certb64)).digest('hex').toUpperCase())
    t.equal(certs[3].notAfterT, 0)
    t.equal(keys[0].id, certs[0].id)
    t.ok(createPublicKey({ key: bytes(keys[0].keyb64), format: 'der', type: 'pkcs1' }))
  })

  t.test('opens what was encrypted to the card', async t => {
    await fresh('lin')
    const { encryptionCertificate } = await desk.look('cards/lin')
    const key = {
      key: new X509Certificate(bytes(encryptionCertificate)).publicKey,
      padding: constants.RSA_PKCS1_PADDING,
    }
    const cipher = encodeURIComponent(publicEncrypt(key, Buffer.from('開啟')).toString('base64'))
    const ask = async (more: object) => (await desk.post('/decrypt', { cipher, pin: lin.pin, ...more })).json()
    t.match(await ask({}), { func: 'decrypt', ret_code: 0, plain: '開啟' })
    t.match(await ask({ cipher: 'AAAA' }), { ret_code: 0x76400003 })
  })

  t.test('counts wrong PINs down to the lock, and the right one does not open a locked card', async t => {
    await fresh('lin')
    const tried = async (pin: string) => {
      const { ret_code: ret, last_error: last } = await desk.sign({ pin })
      return [hex(ret), hex(last)]
    }
    t.same(await tried('12345'), ['0x76100006', '0xa2'])
    t.same(await tried('999999'), ['0x76100006', '0x80000002'])
    t.same(await tried('999999'), ['0x76100006', '0x80000001'])
    t.same(await tried('123456'), ['0x0', '0x0'])
    t.same(await tried('999999'), ['0x76100006', '0x80000002'])
    t.same(await tried('999999'), ['0x76100006', '0x80000001'])
    t.same(await tried('999999'), ['0x76100006', '0xa4'])
    t.same(await tried('123456'), ['0x76100006', '0xa4'])
    t.match((await desk.look('state')).cards[0], { id: 'lin', tries: 0, locked: true })
    await desk.act('unlock', { card: 'lin' })
    t.same(await tried('123456'), ['0x0', '0x0'])
  })

  t.test('decodes a request exactly once, raw or encoded as a whole', async t => {
    await fresh('lin')
    const inner = { ...request, tbs: 'a%2Bb%20c' }
    const signed = async (body: string) => {
      const answer = (await (await fetch(`${desk.url}/sign`, { method: 'POST', body })).json()) as Record<
        string,
        string
      >
      return bytes(answer['signature']!)
    }
    t.ok((await signed(`tbsPackage=${JSON.stringify(inner)}`)).includes('a+b c'))
    t.ok((await signed(`tbsPackage=${encodeURIComponent(JSON.stringify(inner))}`)).includes('a%2Bb%20c'))
    t.ok((await signed(`tbsPackage=${JSON.stringify({ ...request, tbs: '100% +' })}`)).includes('100%  '))
    const bad = await fetch(`${desk.url}/sign`, { method: 'POST', body: 'tbsPackage={' })
    t.match(await bad.json(), { ret_code: 0x7600000b })
  })

  t.test('signs with an expired card only when nobody asks for validity', async t => {
    await fresh('old')
    t.equal(hex((await desk.sign()).ret_code), '0x76500002')
    const answer = await desk.sign({ checkValidity: 'false' })
    t.equal(answer.ret_code, 0)
    t.ok(Date.parse(new X509Certificate(bytes(answer['certb64']!)).validTo) < Date.now())
  })

  t.test('has revoked cards on the published list, and puts more there', { skip }, async t => {
    const listed = () =>
      openssl(['crl', '-inform', 'DER', '-noout', '-text', '-in', path.join(desk.trust, 'lists/moica3.crl')]).text
    const serialOf = async (id: string) =>
      new X509Certificate(bytes((await desk.look(`cards/${id}`)).certificate)).serialNumber
    const [of, ofChen] = [await serialOf('gone'), await serialOf('chen')]
    t.match(listed(), of)
    t.notMatch(listed(), ofChen)
    await desk.act('revoke', { card: 'chen' })
    t.match(listed(), ofChen)
  })

  t.test('tells reader and card in a bitmap that other origins may read', async t => {
    await fresh('lin')
    const response = await fetch(`${desk.url}/p11Image.bmp?1`)
    t.equal(response.headers.get('access-control-allow-origin'), '*')
    t.equal(response.headers.get('content-type'), 'image/bmp')
    const file = Buffer.from(await response.arrayBuffer())
    t.same([file.toString('latin1', 0, 2), file.length, file.readUInt32LE(2)], ['BM', 6054, 6054])
    t.same([file.readInt32LE(18), file.readInt32LE(22), file.readUInt16LE(28)], [2000, 1, 24])
    const text = file.subarray(file.readUInt32LE(10)).toString('latin1').replace(/\0+$/, '')
    t.equal(JSON.parse(text).slots[0].token.serialNumber, lin.cardNumber)
    const foreign = await fetch(`${desk.url}/p11Image.bmp`, { headers: { referer: 'https://school.example/' } })
    t.match(Buffer.from(await foreign.arrayBuffer()).toString('latin1'), String(0x76000031))
  })

  t.test('refuses a strange site until the person trusts it', async t => {
    await fresh('lin')
    t.equal(hex((await desk.sign({}, site)).ret_code), '0x76000031')
    t.equal(hex((await desk.info('/pkcs11info', site)).ret_code), '0x76000031')
    const page = await (await fetch(`${desk.url}/addDomain?domain=school.example%3A8443`)).text()
    t.match(page, 'value="school.example"')
    const decide = (answer: string, origin: string) =>
      fetch(`${desk.url}/addDomain`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ domain: 'school.example', answer }),
      })
    t.match(await (await decide('refuse', desk.url)).text(), `"ret_code":${0x76000999}`)
    t.equal((await decide('accept', site.origin)).status, 403)
    t.equal(hex((await desk.sign({}, site)).ret_code), '0x76000031')
    t.match(await (await decide('accept', desk.url)).text(), '"ret_code":0')
    t.equal((await desk.sign({}, site)).ret_code, 0)
    await desk.act('trust', { host: 'school.example', trusted: false })
    t.equal(hex((await desk.sign({}, site)).ret_code), '0x76000031')
  })

  t.test('goes on with the former certificate after an unnoticed swap, until it is restarted', async t => {
    await fresh('lin')
    const before = await desk.sign()
    await desk.act('swap', { card: 'school', stale: true })
    t.equal((await desk.info()).slots[0].token.serialNumber, school.cardNumber)
    const after = await desk.sign({ signatureType: 'PKCS1' })
    t.equal(after['certb64'], before['certb64'])
    t.equal(after['cardSN'], lin.cardNumber)
    const held = new X509Certificate(bytes(after['certb64']!)).publicKey
    t.notOk(verify('SHA256', Buffer.from(request.tbs), held, bytes(after['signature']!)))
    await desk.act('restart')
    t.equal((await desk.sign())['cardSN'], school.cardNumber)
    await desk.act('swap', { card: 'lin' })
    t.equal((await desk.sign())['cardSN'], lin.cardNumber)
  })

  const answers: [keyof typeof faults, object, object][] = [
    ['http-500', { func: 'sign', ret_code: 0 }, { func: 'pkcs11info', ret_code: 0 }],
    ['code', { ret_code: 0x76100001, last_error: 0 }, { ret_code: 0x76100001 }],
    ['helper-timeout', { ret_code: 0x7600000d }, { ret_code: 0x7600000d }],
    ['wrong-func', { func: 'pkcs11info', ret_code: 0 }, { func: 'sign', ret_code: 0 }],
    ['no-reader', { ret_code: 0x76100003 }, { ret_code: 0, slots: [] }],
    ['no-card', { ret_code: 0x76000006 }, { ret_code: 0, slots: [{ token: null }] }],
    ['two-cards', { cardSN: chen.cardNumber }, { slots: [{}, { token: { serialNumber: lin.cardNumber } }] }],
    ['unknown-token', { ret_code: 0x7610000b, last_error: 0xe1 }, { slots: [{ token: 'unknown token' }] }],
    ['old-version', { ret_code: 0, serverVersion: '1.3.4.2' }, { serverVersion: '1.3.4.2' }],
    ['stale', { ret_code: 0, cardSN: 'TP99999999999999' }, { slots: [{ token: { serialNumber: lin.cardNumber } }] }],
    ['untrusted', { ret_code: 0x76000031 }, { ret_code: 0x76000031 }],
  ]
  for (const [fault, signed, seen] of answers) {
    t.test(`plays the fault ${fault}, and stops when told`, async t => {
      await fresh('lin')
      await desk.act('fault', { fault })
      t.match(await desk.sign(), signed)
      t.match(await desk.info(), seen)
      t.equal((await desk.post('/sign', request)).status, fault === 'http-500' ? 500 : 200)
      await desk.act('fault', { fault: null })
      t.match(await desk.sign(), { func: 'sign', ret_code: 0, cardSN: lin.cardNumber, serverVersion: '1.3.8' })
    })
  }

  t.test('as the old version it is older than what each system asks for', async t => {
    await fresh('lin')
    await desk.act('fault', { fault: 'old-version' })
    const { serverVersion } = await desk.sign()
    for (const [system, minimum] of Object.entries(defaultMinimum)) {
      t.ok(isOld(String(serverVersion), { minimum, exceptions: defaultExceptions }), system)
    }
    await desk.act('fault', { fault: null })
    const { serverVersion: newer } = await desk.sign()
    t.ok(
      Object.values(defaultMinimum).every(minimum => !isOld(String(newer), { minimum, exceptions: defaultExceptions })),
    )
  })

  t.test('with two cards the first reader answers, and only the PIN of the card in it opens anything', async t => {
    await fresh('locker')
    await desk.act('fault', { fault: 'two-cards' })
    t.match(await desk.sign({ pin: locker.pin }), { ret_code: 0x76100006, last_error: 0x80000002 | 0 })
    t.match(await desk.sign({ pin: lin.pin }), { ret_code: 0, cardSN: lin.cardNumber })
    const chosen = { pin: locker.pin, slotDescription: 'Demo Smart Card Reader 1' }
    t.match(await desk.sign(chosen), { ret_code: 0, cardSN: locker.cardNumber })
    await desk.act('fault', { fault: null })
  })

  t.test('answers with a page, late, or not at all', async t => {
    await fresh('lin')
    await desk.act('fault', { fault: 'html' })
    const response = await desk.post('/sign', request)
    t.match(response.headers.get('content-type'), 'text/html')
    t.match(await response.text(), '<h1>')
    await desk.act('fault', { fault: 'slow', ms: 60_000 })
    const late = fetch(`${desk.url}/pkcs11info`, { signal: AbortSignal.timeout(300) })
    await t.rejects(late, { name: 'TimeoutError' })
    await desk.act('fault', { fault: 'slow', ms: 1 })
    t.equal((await desk.sign()).ret_code, 0)
    await desk.act('fault', { fault: 'ready-then-silent' })
    const silence = fetch(`${desk.url}/pkcs11info`, { signal: AbortSignal.timeout(300) })
    await t.rejects(silence, { name: 'TimeoutError' })
  })

  t.test('answers with whatever code it is told, and asks for one that can be', async t => {
    await fresh('lin')
    await desk.act('fault', { fault: 'code', code: '0x76100006', reason: '164' })
    t.match(await desk.sign(), { ret_code: 0x76100006, last_error: 0xa4, message: 'IC 卡登入失敗', message2: '已鎖卡' })
    for (const code of ['0x7610000g', '1.5', '0x10000000000000000']) {
      await t.rejects(desk.act('fault', { fault: 'code', code }), /Codes are numbers/)
    }
  })

  t.test('plays every fault with no card in the reader', async t => {
    await fresh()
    for (const fault of Object.keys(faults)) {
      await desk.act('fault', { fault })
      t.equal((await fetch(`${desk.url}/popupForm`)).status, 200)
      if (fault === 'ready-then-silent' || fault === 'html' || fault === 'slow') continue
      t.type((await desk.sign()).ret_code, 'number', fault)
    }
    t.equal((await desk.look('state')).fault, Object.keys(faults).at(-1))
    await t.rejects(desk.act('fault', { fault: 'rain' }), /No such fault/)
  })

  t.test('tests itself and hands out its other files', async t => {
    await fresh('lin')
    t.equal((await (await fetch(`${desk.url}/selfTest.htm`)).text()).match(/正常/g)?.length, 9)
    await desk.act('fault', { fault: 'no-reader' })
    t.match(await (await fetch(`${desk.url}/selfTest.htm`)).text(), '找到讀卡機：<b>異常</b>')
    t.match(await (await fetch(`${desk.url}/waiting.gif`)).text(), /^GIF89a/)
    const script = await (await fetch(`${desk.url}/errorcode.js`)).text()
    t.equal(
      Function(`${script}; return MajorErrorReason(0x76100006) + MinorErrorReason(0x80000001 | 0)`)(),
      'IC 卡登入失敗PIN 碼錯誤，剩一次機會',
    )
    t.equal((await fetch(`${desk.url}/sign`, { method: 'OPTIONS' })).status, 404)
    t.equal((await fetch(`${desk.url.replace('localhost', '127.0.0.1')}/popupForm`)).status, 200)
  })

  t.test('lets nobody without the token at the desk', async t => {
    const plain = await fetch(`${desk.control}/api/insert`, { method: 'POST', body: '{"card":"lin"}' })
    t.equal(plain.status, 401)
    t.equal((await fetch(`${desk.control}/`)).status, 401)
    const opened = await fetch(`${desk.control}/?token=${desk.token}`, { redirect: 'manual' })
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    t.equal(opened.status, 303)
    const page = await (await fetch(`${desk.control}/`, { headers: { cookie } })).text()
    t.match(page, '林測試')
    t.notMatch(page, '<script')
    const form = (fields: Record<string, string>, name = 'insert') =>
      fetch(`${desk.control}/${name}`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams(fields),
        redirect: 'manual',
      })
    t.equal((await form({ card: 'chen' })).status, 401)
    t.equal((await form({ card: 'chen', token: desk.token })).status, 303)
    t.equal((await desk.look('state')).readers[0].card, 'chen')
    t.equal((await form({ card: 'nobody', token: desk.token })).status, 422)
    t.equal((await form({ fault: 'slow', ms: '', token: desk.token }, 'fault')).status, 303)
    t.equal((await desk.look('state')).fault, 'slow')
  })

  t.test('says which port is taken, and ends with 3', async t => {
    const port = new URL(desk.url).port
    const args = ['--port', port, '--data', t.testdir(), '--people', desk.file, '--ca-bits', '2048']
    t.same(await runDesk(args), { status: 3, said: `Port ${port} is taken by another program.\n` })
  })

  t.test('keeps its cards for the next start, and ends when it is told or left alone', async t => {
    const before = await desk.look('cards/lin')
    t.equal(await desk.stop(), 0)
    const args = ['--data', desk.folder]
    const next = await startDesk(t, people, args)
    t.equal((await next.look('cards/lin')).certificate, before.certificate)
    next.child.stdin?.end()
    t.same(await next.ended, [0, null])
  })
})

t.test('a component that refuses under status 500', async t => {
  const desk = await startDesk(t, [lin], ['--errors-as-500'])
  t.equal((await desk.post('/sign', request)).status, 500)
  t.equal((await desk.post('/pkcs11info', {})).status, 200)
})

t.test('a list of people that is wrong is named', async t => {
  const file = path.join(t.testdir({ 'people.json': '[{"id":"lin","kind":"citizen"}]' }), 'people.json')
  const { status, said } = await runDesk(['--data', t.testdirName, '--people', file])
  t.same([status, said], [1, 'Entry 1 of the file of people has no name.\n'])
})
