import t from 'tap'
import { desk } from '../../support/record/imports.ts'

t.test('a sign that no text has does not keep a sheet out', async t => {
  const { send } = await desk(t)
  const text = '姓名,獎懲結果,獎懲事由,\u0000備註\u0001\r\n林美華,嘉獎一次,甲,\r\n'
  const sent = await send(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))
  t.equal(sent.statusCode, 303)
})
