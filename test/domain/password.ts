import * as fc from 'fast-check'
import t from 'tap'
import { checkPassword } from '../../server/domain/password.ts'

const own = ['lin.meihua', '林美華', 'A123456789']

const rows: [string, string][] = [
  ['', 'password.refused.blank'],
  ['short one', 'password.refused.short'],
  ['十一個字的密碼還是太短', 'password.refused.short'],
  ['下雨天記得帶傘才不會淋濕', 'ok'],
  ['correct horse battery', 'ok'],
  ['x'.repeat(60) + 'correct horse battery' + 'y'.repeat(60), 'password.refused.long'],
  ['my name is lin.meihua', 'password.refused.own-data'],
  ['MY NAME IS LIN.MEIHUA', 'password.refused.own-data'],
  ['我的名字叫做林美華很好記喔', 'password.refused.own-data'],
  ['number Ａ１２３４５６７８９', 'password.refused.own-data'],
  ['aaaaaaaaaaaaaa', 'password.refused.pattern'],
  ['121212121212', 'password.refused.pattern'],
  ['abcdeabcdeabcde', 'password.refused.pattern'],
  ['abcdefghijklmn', 'password.refused.pattern'],
  ['098765432109', 'password.refused.pattern'],
  ['qwertyuiop12', 'password.refused.pattern'],
  ['Password2026!', 'password.refused.common'],
  ['p@ssw0rd#1234', 'password.refused.common'],
  ['woaini5201314', 'password.refused.common'],
  ['password of the blue heron', 'ok'],
]

for (const [typed, expected] of rows) {
  t.test(`${JSON.stringify(typed.slice(0, 30))} is ${expected}`, async t => {
    const read = checkPassword(typed, own)
    t.equal(read.ok ? 'ok' : read.why, expected)
  })
}

t.test('the same password typed in full width is judged the same', async () => {
  fc.assert(
    fc.property(fc.string({ minLength: 0, maxLength: 40 }), typed => {
      const wide = typed.replace(/[!-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
      return JSON.stringify(checkPassword(typed, own)) === JSON.stringify(checkPassword(wide, own))
    }),
  )
})

t.test('words too short to mean anything do not forbid a password', async t => {
  t.same(checkPassword('correct horse battery', ['', ' ', 'or', 'c']), { ok: true })
})
