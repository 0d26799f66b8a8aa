import * as fc from 'fast-check'
import t from 'tap'
import {
  birthdayWords,
  idWords,
  latinWords,
  loginWords,
  nameWords,
  schoolWords,
  siteWords,
} from '../../../server/domain/account/own-words.ts'
import { checkPassword } from '../../../server/domain/account/password.ts'

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
  ['password1234', 'password.refused.common'],
  ['2026p@ssw0rd', 'password.refused.common'],
  ['p@$$w0rd2026', 'password.refused.common'],
  ['p@$$w0rd1234', 'password.refused.common'],
  ['2026 q1w2e3r4t5y', 'password.refused.common'],
  ['$unsh1ne!2026', 'password.refused.common'],
  ['kaohsiung2026', 'password.refused.common'],
  ['qwertyqwerty', 'password.refused.pattern'],
  ['monkeymonkey', 'password.refused.common'],
  ['hello hello 123', 'password.refused.common'],
  ['dragondragondr', 'password.refused.common'],
  ['5201314520131', 'password.refused.common'],
  ['mypassword.2026', 'password.refused.common'],
  ['unbelievable', 'password.refused.common'],
  ['sonyericsson', 'password.refused.common'],
  ['ji32k7au4a83', 'password.refused.common'],
  ['7f3a-92b1-0c4d', 'ok'],
  ['k9-8274619305827', 'ok'],
  ['heron2026!xk9', 'ok'],
  ['password of the blue heron', 'ok'],
]

for (const [typed, expected] of rows) {
  t.test(`${JSON.stringify(typed.slice(0, 30))} is ${expected}`, async t => {
    const read = checkPassword(typed, own)
    t.equal(read.ok ? 'ok' : read.why, expected)
  })
}

t.test('the same password typed in full width is checked alike', async () => {
  fc.assert(
    fc.property(fc.string({ minLength: 0, maxLength: 40 }), typed => {
      const wide = typed.replace(/[!-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
      return JSON.stringify(checkPassword(typed, own)) === JSON.stringify(checkPassword(wide, own))
    }),
  )
})

const ofWang = [
  ...nameWords('王小明'),
  ...latinWords('Wang, Xiao-ming'),
  ...idWords('A268473910'),
  ...birthdayWords('1979-01-02'),
  ...schoolWords('晨光市曦和國民小學'),
]
const ownPieces = {
  'an ID number': ['A268473910', 'a268473910', '268473910', 'A26847', '473910', '６８４７３９'],
  'a name': [
    '王小明',
    '小明',
    'Wang Xiao-Ming',
    'xiao-ming wang',
    'XIAOMING',
    'wangxiaoming',
    'ming.wang',
    'xiao_ming',
  ],
  'a birthday': ['19790102', '1979-01-02', '1979/1/2', '790102', '1979年1月2日', '1979年01月02日'],
  'a birthday in ROC years': ['680102', '0680102', '68.1.2', '民國68年1月2日', '民國068年01月02日'],
  'a birthday from its other end': ['02011979', '01021979', '1/2/1979', '02-01-1979', '020179', '2.1.68'],
  'a school': ['曦和國小', '曦和國民小學', '晨光市曦和國民小學'],
}
for (const [what, pieces] of Object.entries(ownPieces)) {
  t.test(`${what} stands in no password, however it is written`, async t => {
    for (const piece of pieces) {
      const typed = `heron ${piece} pond`
      t.same(checkPassword(typed, ofWang), { ok: false, why: 'password.refused.own-data' }, typed)
    }
  })
}

t.test('the login name stands in no password, with or without its signs, nor do its parts', async t => {
  const cases: [loginName: string, pieces: string[]][] = [
    [
      'lin.meihua',
      ['lin.meihua', 'linmeihua', 'LinMeihua', 'lin_meihua', 'lin-meihua', 'lin meihua', 'meihualin', 'meihua'],
    ],
    ['wang_xiao-ming', ['wangxiaoming', 'xiao.ming', 'ming_wang', 'ＸｉａｏＭｉｎｇ', 'wang\u200Bxiaoming']],
    ['lin.meihua@school.edu.tw', ['lin.meihua@school.edu.tw', 'linmeihua']],
    ['t1150087', ['t1150087', 'T1150087']],
  ]
  for (const [loginName, pieces] of cases) {
    for (const piece of pieces) {
      const typed = `heron ${piece} pond`
      t.same(checkPassword(typed, loginWords(loginName)), { ok: false, why: 'password.refused.own-data' }, typed)
    }
  }
  t.same(checkPassword('violin and wangle', [...loginWords('lin.wang'), ...loginWords('')]), { ok: true })
})

t.test('the names of the product and of the site stand in no password', async t => {
  const known = siteWords('https://hr.chenguang.edu.tw')
  const pieces = [
    'personneldesk',
    'Personnel Desk',
    'personnel-desk',
    'desk_personnel',
    '人事櫃檯',
    '人事櫃台',
    'ChenGuang',
  ]
  for (const piece of pieces) {
    const typed = `heron ${piece} pond`
    t.same(checkPassword(typed, known), { ok: false, why: 'password.refused.own-data' }, typed)
  }
  t.same(checkPassword('a tidy desk by the pond hr edu.tw', known), { ok: true })
  t.same(checkPassword('a tidy desk by the pond 3000', siteWords('http://10.0.0.1:3000')), { ok: true })
})

t.test('what only resembles own data forbids no password', async t => {
  for (const typed of [
    'heron 1979 pond 曦和',
    'heron 3910 pond 明白',
    'wander among herons',
    'heron 26847 pond 0102',
  ]) {
    t.same(checkPassword(typed, ofWang), { ok: true }, typed)
  }
})

t.test('names of other shapes have their own parts', async t => {
  t.same(nameWords('王明'), ['王明'], 'one sign alone is no given name')
  t.same(nameWords('歐陽小明'), ['歐陽小明', '陽小明', '小明'])
  t.same(nameWords('夏曼‧藍波安'), ['夏曼‧藍波安', '夏曼', '藍波安'])
  t.same(nameWords('Ann Smith'), ['Ann Smith'], 'ann alone stands in planning')
  for (const word of ['Smith', 'SmithAnn', 'Smith-Ann']) t.ok(latinWords('Ann Smith').includes(word), word)
  t.same(latinWords('Li, Na'), ['Li, Na', 'Li-Na', 'Li Na', 'Li.Na', 'Li_Na', 'Na-Li', 'Na Li', 'Na.Li', 'Na_Li'])
  for (const words of [nameWords, latinWords, idWords, birthdayWords, schoolWords]) t.same(words(''), [])
})

t.test('words too short to mean anything do not forbid a password', async t => {
  t.same(checkPassword('correct horse battery', ['', ' ', 'or', 'c']), { ok: true })
})
