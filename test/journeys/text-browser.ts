import { writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { startBareSite } from '../support/browser/site.ts'
import { openTextBrowser, skip } from '../support/browser/text-browser.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { goodPassword } from '../support/person/people.ts'
import { addSchool } from '../support/person/school.ts'

t.test('everything without a card can be done in a text browser', { skip, bail: true }, async t => {
  const { baseUrl, deps } = await startBareSite(t)
  await trustCa(deps, await testCa(t))
  const { teacher, officer } = await addSchool(deps)
  const w3m = await openTextBrowser(t, `${baseUrl}/record`)
  const diploma = path.join(w3m.home, 'diploma.pdf')
  writeFileSync(diploma, '%PDF-1.4\n% an invented diploma\n%%EOF\n')

  async function signIn(loginName: string, password = goodPassword) {
    await w3m.fill('^帳號', loginName)
    await w3m.fill('^密碼', password)
    await w3m.submit()
  }

  await t.test('the page says what a card needs, in both languages, and lets one in by password', async t => {
    t.match(await w3m.see(), 'ThebrowsertalkstothecardcomponentbyJavaScript,whichisoff')
    await w3m.follow('中文')
    t.match(await w3m.see(), '卡片要由瀏覽器與讀卡元件溝通，需要JavaScript，現在沒有開啟')
    await signIn(teacher.loginName, 'wrong')
    t.match(await w3m.see(), '有1個問題需要處理•帳號或密碼錯誤，請再試一次')
    await signIn(teacher.loginName)
  })

  await t.test('the record is read, and a correction is written and put aside', async t => {
    const record = await w3m.see()
    t.match(record, '這是機關留存的您的人事資料')
    t.match(record, '國立示範大學國語文教育學系大學查看')
    t.match(record, 'A22345****')
    await w3m.follow('查看：')
    t.match(await w3m.see(), '修業起年月民國97年9月')
    await w3m.follow('申請更正')
    await w3m.tick('系所')
    await w3m.follow('下一步：填寫')
    t.match(await w3m.see(), '目前登錄：國語文教育學系')
    await w3m.fill('^系所', '數學教育學系')
    await w3m.fillLong('^理由', '登錄時寫成別的系。\n畢業證書上是數學教育學系。')
    await w3m.follow('儲存草稿，稍後再送')
    t.match(await w3m.see(), /草稿：學歷.*學歷改草稿/)
  })

  let number = ''
  await t.test('the draft is taken up again, completed with a file, checked, and sent unsigned', async t => {
    await w3m.follow('草稿：')
    t.match(await w3m.see(), '數學教育學系')
    await w3m.follow('下一步：證明文件')
    // w3m sends a form as soon as its file is named
    await w3m.fill('^選擇檔案', diploma)
    t.match(await w3m.see(), 'diploma.pdf1KB')
    await w3m.follow('下一步：核對')
    t.match(await w3m.see(), '系所原為：[DEL:國語文教育學系:DEL]改為：[INS:數學教育學系:INS]改')
    await w3m.follow('下一步：簽章送出')
    await w3m.follow('不簽章，直接送出')
    const receipt = await w3m.see()
    number = /校正申請([\w-]+\d)/.exec(receipt)?.[1] ?? ''
    t.match(receipt, '人事室已收到，等候審查')
    t.match(receipt, '未簽章，請核對正本')
    await w3m.follow('^登出')
  })

  await t.test('HR sees it in the queue, marked and due', async t => {
    await signIn(officer.loginName)
    await w3m.follow('審查')
    t.match(
      await w3m.see(),
      /收件編號申請人內容簽章送件日狀態承辦人答覆期限\S+林美華學歷改未簽章\S+已送出承辦\S+剩30天/,
    )
    await w3m.follow(number)
    t.match(await w3m.see(), '未簽章，請核對正本')
  })
})
