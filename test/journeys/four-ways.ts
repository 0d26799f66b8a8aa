import path from 'node:path'
import t, { type Test } from 'tap'
import { openShell, skip as noBrowser } from '../support/browser/browser.ts'
import { byEye } from '../support/browser/four-ways/by-eye.ts'
import { byText, skip as noTextBrowser } from '../support/browser/four-ways/by-text.ts'
import { byTree } from '../support/browser/four-ways/by-tree.ts'
import type { Step, Story } from '../support/browser/four-ways/description.ts'
import { play } from '../support/browser/four-ways/play.ts'
import { startBareSite, type Site } from '../support/browser/site.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'
import { world } from '../support/person/world.ts'

const [heron, otter] = ['a blue heron stands', 'an otter swims by night']
const names = { lin: world.lin, chen: world.chen, huang: world.huang }

/** From the page of the ways in. */
const signIn = (who: keyof typeof names, password = goodPassword): Step[] => [
  ['fill', '帳號', names[who].loginName],
  ['fill', '密碼', password],
  ['press', '用帳號密碼登入'],
]

const giveDigits = (who: string): Step[] => [
  ['at', '第二道驗證'],
  ['fill', '驗證碼', `{digits of secret of ${who}}`],
  ['press', '驗證並登入'],
]

const prove = (password = goodPassword): Step[] => [
  ['at', '請重新確認身分'],
  ['fill', '密碼', password],
  ['press', '確認'],
  ['without script', ['press', '繼續']],
]

const addApp = (who: string, first: Step[] = []): Step[] => [
  ['at', '第二道驗證'],
  ['press', '設定驗證 App'],
  ...first,
  ['at', '設定驗證 App'],
  ['keep', `secret of ${who}`, /金鑰([A-Z2-7]{16,})/],
  ['fill', '驗證碼', `{digits of secret of ${who}}`],
  ['press', '開啟第二道驗證'],
  ['at', '備用碼'],
  ['keep', `spare code of ${who}`, /([0-9A-Z]{5}-[0-9A-Z]{5})/],
  ['follow', '我已經收好'],
  ['at', '我的帳號'],
]

const openLin = (purpose: string): Step[] => [
  ['fill', '查閱目的', purpose],
  ['press', '開啟資料'],
  ['told', '已開啟人事資料'],
]

/** From any page of lin's: up to the page where it is sent. */
const correct = (field: string, text: string, why: string): Step[] => [
  ['follow', '我的資料'],
  ['at', '我的資料'],
  ['follow', '查看：'],
  ['see', '修業起年月民國97年9月'],
  ['press', '申請更正'],
  ['see', '下一步：填寫'],
  ['tick', field],
  ['press', '下一步：填寫正確內容'],
  ['see', '目前登錄：'],
  ['fill', field, text],
  ['press', '下一步：證明文件'],
  ['warned', '請說明理由'],
  ['write', '理由', why],
  ['press', '儲存草稿，稍後再送'],
  ['told', '草稿已儲存'],
  ['see', '學歷改草稿'],
  ['follow', '草稿：'],
  ['see', '目前登錄：'],
  ['press', '下一步：證明文件'],
  ['at', '證明文件'],
  ['add a file', '選擇檔案', '加入這份文件'],
  ['told', '檔案已加入'],
  ['follow', '下一步：核對'],
  ['at', '送出前請核對'],
]

const send: Step[] = [
  ['follow', '下一步：簽章送出'],
  ['at', '簽章送出'],
  ['press', '不簽章，直接送出'],
]

const accept: Step[] = [
  ['see', '未簽章，請核對正本'],
  ['press', '由我審查'],
  ['told', '已由您承辦'],
  ['press', '同意'],
  ['warned', '還有證明文件尚未開啟'],
  ['open the file', '畢業證書.pdf'],
  ['press', '同意'],
]

const stories: Story[] = [
  {
    tells: 'HR signs in by a wrong and the right password, sets up an app, and prints a letter with a code',
    turns: [
      [
        'chen',
        ['open', '/people'],
        ['at', '登入'],
        ['without script', ['see', '卡片要由瀏覽器與讀卡元件溝通，需要 JavaScript，現在沒有開啟']],
        ...signIn('chen', 'not his password'),
        ['warned', '帳號或密碼錯誤'],
        ...signIn('chen'),
        ...addApp('chen'),
        ['follow', '人員'],
        ['at', '人員'],
        ['follow', '林美華'],
        ['see', '還沒有啟用'],
        ['press', '製作新的啟用信'],
        ['see', '啟用碼'],
        ['keep', 'code', /([0-9A-Z]{5}-[0-9A-Z]{5})/],
        ['press', '登出'],
        ['told', '您已經登出'],
      ],
    ],
  },
  {
    tells: 'the teacher activates the account with that code, and signs in',
    turns: [
      [
        'lin',
        ['open', '/'],
        ['follow', '首次登入：啟用帳號'],
        ['at', '啟用帳號'],
        ['fill', '啟用碼', '{code}'],
        ['fill', '姓名', '林美華'],
        ['fill', '身分證統一編號末四碼', '6781'],
        ['press', '下一步'],
        ['at', '選擇登入方式'],
        ['fill', '帳號', world.lin.loginName],
        ['fill', '新密碼', goodPassword],
        ['fill', '再輸入一次新密碼', goodPassword],
        ['press', '設定密碼並登入'],
        ['told', '帳號已啟用'],
        ['press', '登出'],
        ['told', '您已經登出'],
        ...signIn('lin'),
        ['at', '林美華，您好'],
      ],
    ],
  },
  {
    tells: 'she asks for a correction, proves once more that it is she, and has a receipt',
    turns: [
      [
        'lin',
        ...correct('系所', '數學教育學系', '登錄時寫成別的系。'),
        ['see', '系所原為：國語文教育學系改為：數學教育學系'],
      ],
      ['later', 11],
      [
        'lin',
        ...send,
        ...prove(),
        ['see', '人事室已收到，等候審查'],
        ['see', '未簽章，請核對正本'],
        ['keep', 'number', /校正申請([\w-]+\d)/],
      ],
    ],
  },
  {
    tells: 'HR filters the queue, takes the correction and accepts it; the teacher reads the decision',
    turns: [
      [
        'chen',
        ...signIn('chen'),
        ...giveDigits('chen'),
        ['follow', '審查'],
        ['at', '審查校正申請'],
        ['fill', '姓名、完整的身分證統一編號或收件編號', '王'],
        ['press', '篩選'],
        ['see', '沒有符合條件的申請'],
        ['follow', '清除條件'],
        ['see', '林美華學歷改未簽章'],
        ['follow', '{number}'],
        ...accept,
        ['see', '已更正'],
      ],
      [
        'lin',
        ['follow', '通知'],
        ['at', '通知'],
        ['see', '校正申請{number}已同意，並寫入您的資料'],
        ['follow', '我的資料'],
        ['at', '我的資料'],
        ['see', '數學教育學系'],
      ],
    ],
  },
  {
    tells: 'the chief locks a section and the teacher reads it; a correction waits for the end of the lock',
    turns: [
      [
        'huang',
        ['open', '/people'],
        ...signIn('huang'),
        ...addApp('huang'),
        ['follow', '人員'],
        ['at', '人員'],
        ['follow', '林美華'],
        ['at', '林美華'],
        ...openLin('學歷查證'),
        ['follow', '資料鎖定'],
        ['at', '資料鎖定：林美華'],
        ['choose', '範圍', '學歷'],
        ['write', '理由（本人看得到）', '學歷查證中'],
        ['press', '鎖定'],
        ['told', '鎖定已生效'],
        ['see', '學歷鎖定中'],
      ],
      [
        'lin',
        ['follow', '我的資料'],
        ['see', '理由：學歷查證中'],
        ...correct('學校名稱', '國立示範師範大學', '學校在那一年改名。'),
        ...send,
        ['see', '人事室已收到，等候審查'],
      ],
      [
        'chen',
        ['follow', '審查'],
        ['at', '審查校正申請'],
        ['press', '承辦：'],
        ['told', '已由您承辦'],
        ['see', '這份資料鎖定中'],
        ['open the file', '畢業證書.pdf'],
        ['press', '同意'],
        ['see', '同意，等候解除鎖定'],
      ],
      ['lin', ['follow', '我的資料'], ['at', '我的資料'], ['not', '國立示範師範大學']],
      ['huang', ['fill', '解除的理由', '查證完畢'], ['press', '解除鎖定'], ['told', '鎖定已解除']],
      ['lin', ['follow', '我的資料'], ['see', '國立示範師範大學']],
    ],
  },
  {
    tells: 'who forgot the password is let in by a code that two people of HR made',
    turns: [
      [
        'chen',
        ['follow', '人員'],
        ['at', '人員'],
        ['follow', '林美華'],
        ['at', '林美華'],
        ...openLin('協助恢復登入'),
        ['follow', '帳號'],
        ['at', '帳號'],
        ['follow', '重設密碼的代碼'],
        ['at', '林美華的重設密碼代碼'],
        ['press', '請另一位確認'],
        ['warned', '請先當面核對證件，再勾選'],
        ['tick', '同仁本人在這裡'],
        ['press', '請另一位確認'],
        ['told', '請另一位人事人員確認'],
      ],
      [
        'huang',
        ['follow', '通知'],
        ['see', '請您確認'],
        ['press', '前往處理'],
        ['at', '林美華的重設密碼代碼'],
        ['press', '確認'],
        ['told', '已確認'],
      ],
      [
        'chen',
        ['follow', '再看一次'],
        ['see', '已確認，可以產生代碼'],
        ['press', '產生代碼'],
        ['see', '代碼只顯示這一次'],
        ['keep', 'code', /([0-9A-Z]{5}-[0-9A-Z]{5})/],
      ],
      [
        'lin elsewhere',
        ['open', '/sign-in'],
        ['follow', '忘記密碼'],
        ['at', '無法登入'],
        ['follow', '用人事室的代碼'],
        ['at', '用人事室的代碼'],
        ['fill', '代碼', '{code}'],
        ['fill', '姓名', '林美華'],
        ['fill', '身分證統一編號末四碼', '0000'],
        ['press', '下一步'],
        ['warned', '不符'],
        ['fill', '身分證統一編號末四碼', '6781'],
        ['press', '下一步'],
        ['at', '設定新密碼'],
        ['fill', '新密碼', heron],
        ['fill', '再輸入一次新密碼', heron],
        ['press', '更改密碼'],
        ['see', '密碼已重設'],
        ['follow', '登入'],
        ['at', '登入'],
        ...signIn('lin', heron),
        ['at', '林美華，您好'],
      ],
      ['lin', ['follow', '我的資料'], ['at', '登入'], ...signIn('lin', heron), ['at', '我的資料']],
    ],
  },
  {
    tells: 'in her account she ends a sign-in elsewhere, changes the password, and signs in with a code on paper',
    turns: [
      ['lin', ['follow', '我的帳號'], ['at', '我的帳號'], ['press', '登出所有其他裝置'], ['told', '其他裝置已登出']],
      ['lin elsewhere', ['follow', '我的資料'], ['at', '登入']],
      ['later', 11],
      [
        'lin',
        ['follow', '更改密碼'],
        ['at', '設定新密碼'],
        ['fill', '目前的密碼', heron],
        ['fill', '新密碼', otter],
        ['fill', '再輸入一次新密碼', otter],
        ['press', '更改密碼'],
        ['see', '密碼已更改'],
        ['follow', '我的帳號'],
        ['at', '我的帳號'],
        ['follow', '設定第二道驗證'],
        ...addApp('lin', prove(otter)),
        ['see', '已開啟，還有10個備用碼'],
        ['press', '登出'],
        ['told', '您已經登出'],
        ...signIn('lin', otter),
        ['at', '第二道驗證'],
        ['fill', '驗證碼', '{spare code of lin}'],
        ['press', '驗證並登入'],
        ['at', '林美華，您好'],
        ['follow', '我的帳號'],
        ['see', '已開啟，還有9個備用碼'],
      ],
    ],
  },
]

t.test('with script', { skip: noBrowser, bail: true }, async t => {
  const site = await start(t)
  const browser = await openShell(t)
  await play(t, stories, site, () => byEye(browser, site.baseUrl, { script: true }))
})

t.test('without script', { skip: noBrowser, bail: true }, async t => {
  const site = await start(t)
  const browser = await openShell(t)
  await play(t, stories, site, () => byEye(browser, site.baseUrl, { script: false }))
})

t.test('in a text browser', { skip: noTextBrowser, bail: true }, async t => {
  const [site, folder] = [await start(t), t.testdir()]
  await play(t, stories, site, who => byText(t, site, path.join(folder, who)))
})

t.test('by the accessibility tree', { skip: noBrowser, bail: true }, async t => {
  const [site, folder] = [await start(t), t.testdir()]
  const browser = await openShell(t)
  await play(t, stories, site, () => byTree(browser, site.baseUrl, folder))
})

/** A school in which the teacher has an account that waits, and nobody a second factor. */
async function start(t: Test): Promise<Site> {
  const site = await startBareSite(t, { asksSecondFactor: true })
  await trustCa(site.deps, await testCa(t, () => new Date()))
  await addSchool(site.deps, { state: 'invited', password: null })
  return site
}
