import { faults, type Fault } from '../hipki/faults.ts'
import type { Person } from '../hipki/people.ts'
import { escaped } from '../serve.ts'
import { describe, type Desk } from './actions.ts'

const kinds = { citizen: '自然人憑證 citizen', agency: '機關憑證 agency', school: '學校憑證 school' }
const conditions = { expired: '已過期 expired', revoked: '已廢止 revoked' }

/** The desk with the card reader: who is in, whose cards there are, what is broken. Works without script. */
export function controlPage(desk: Desk, token: string, why?: string): string {
  const { readers, fault, ms, refusal, stale, trusted, cards } = describe(desk)
  const nameOf = (id: string | null) => escaped(desk.people.find(person => person.id === id)?.name ?? '')
  const form = (action: string, inside: string) =>
    `<form method="post" action="/${action}"><input type="hidden" name="token" value="${escaped(token)}">${inside}</form>`
  const button = (action: string, words: string) => form(action, `<button>${words}</button>`)
  // the same words stand on every card, so their names tell whose
  const cardButton = (action: string, words: string, { id, name }: Person, more: Record<string, string> = {}) =>
    form(
      action,
      `${Object.entries({ card: id, ...more })
        .map(hidden)
        .join('')}<button aria-label="${words}：${escaped(name)}">${words}</button>`,
    )

  const isEmpty = readers.every(({ card }) => card === null)
  const swapOf = (person: Person) =>
    isEmpty ? '' : cardButton('swap', '換卡，元件不知情 Swap unnoticed', person, { stale: 'true' })
  const isIn = (id: string) => readers.some(({ card }) => card === id)
  const triesOf = (id: string) => cards.find(card => card.id === id)?.tries ?? 0
  const card = (person: Person) => {
    const { id, name, kind, cardNumber, pin, condition } = person
    return `<li>
<h3>${escaped(name)}</h3>
<p>${kinds[kind]}${condition ? `，<b>${conditions[condition]}</b>` : ''}</p>
<dl><dt>卡號 number</dt><dd>${escaped(cardNumber)}</dd><dt>PIN</dt><dd>${escaped(pin)}</dd><dt>剩餘次數 tries left</dt><dd>${triesOf(id) || '<b>0，已鎖卡 locked</b>'}</dd></dl>
<div class="row">${isIn(id) ? '<b>在讀卡機裡 inserted</b>' : cardButton('insert', '插入 Insert', person) + swapOf(person)}
${triesOf(id) < 3 ? cardButton('unlock', '解鎖 Unlock', person) : ''}${cardButton('revoke', '廢止 Revoke', person)}</div>
</li>`
  }

  return `<!doctype html>
<html lang="zh-TW">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${why ? '錯誤：' : ''}模擬讀卡機 Card desk</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>模擬讀卡機 <span lang="en">Card desk</span></h1>
<p>這裡只有測試卡片，沒有真的憑證。<span lang="en">Test cards only; no real certificate is here.</span></p>
${why ? `<p class="error" role="alert">做不到：<span lang="en">${escaped(why)}</span></p>` : ''}
<section aria-labelledby="now"><h2 id="now">目前 <span lang="en">Now</span></h2>
<ul>${readers.map(({ name, card: id }) => `<li>${escaped(name)}：<b>${nameOf(id) || '沒有卡片 empty'}</b></li>`).join('')}</ul>
<p>狀況 fault：<b>${fault ? `${faults[fault].zh} ${faults[fault].en}` : '無 none'}</b>${stale ? '，元件還留著前一張卡的憑證 stale' : ''}</p>
<p>信任的網站 trusted：${trusted.map(escaped).join('、') || '無 none'}</p>
<div class="row">${button('remove', '取出卡片 Remove')}${button('restart', '重新啟動元件 Restart')}</div>
</section>
<section aria-labelledby="cards"><h2 id="cards">卡片 <span lang="en">Cards</span></h2>
<ul class="cards">${desk.people.map(card).join('')}</ul>
</section>
<section aria-labelledby="faults"><h2 id="faults">弄壞 <span lang="en">Break</span></h2>
${form(
  'fault',
  `<label for="fault">狀況 <span lang="en">Fault</span></label>
<select id="fault" name="fault"><option value="">無 none</option>${faultOptions(fault)}</select>
<label for="ms">延遲毫秒（很慢時） <span lang="en">Delay in ms, for the slow one</span></label>
<input id="ms" name="ms" inputmode="numeric" value="${ms}">
<label for="code">錯誤碼（指定時） <span lang="en">Code, when it answers with one</span></label>
<input id="code" name="code" value="${hexOf(refusal.ret)}">
<label for="reason">第二個碼，可空白 <span lang="en">Second code, or blank</span></label>
<input id="reason" name="reason" value="${refusal.last ? hexOf(refusal.last) : ''}">
<button>套用 Apply</button>`,
)}
${form(
  'trust',
  `<label for="host">網站主機 <span lang="en">Site's host</span></label>
<input id="host" name="host" value="localhost">
<div class="row"><button name="trusted" value="true">信任 Trust</button><button name="trusted" value="false">不信任 Distrust</button></div>`,
)}
</section>
</main>
</body>
</html>
`
}

const hidden = ([name, value]: [string, string]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`

const hexOf = (code: number) => `0x${(code < 0 ? code >>> 0 : code).toString(16)}`

const faultOptions = (now: Fault | null) =>
  Object.entries(faults)
    .map(([name, { zh, en }]) => `<option value="${name}"${name === now ? ' selected' : ''}>${zh} ${en}</option>`)
    .join('')

export const style = `:root { color-scheme: light dark; --line: #d9d2c5; --ink: #1c1a17; --paper: #fbf9f4 }
@media (prefers-color-scheme: dark) { :root { --line: #3d3831; --ink: #f1ece2; --paper: #171512 } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, "Noto Sans TC", sans-serif }
main { max-width: 60rem; margin: auto; padding: 1rem }
section { border-top: 1px solid var(--line); margin-top: 1.5rem }
ul { padding: 0; list-style: none }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)) }
.cards li { border: 1px solid var(--line); border-radius: 2px; padding: .75rem }
h1 { font-size: 1.6rem }
h3 { margin: 0 }
.cards p { margin: 0 }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; margin: .5rem 0 }
dd { margin: 0; overflow-wrap: anywhere }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
label { display: block; margin-top: .75rem }
select, input, button { font: inherit; max-width: 100%; padding: .3rem .6rem }
select, input { display: block; margin-bottom: .75rem; box-sizing: border-box }
.error { border-left: .5rem solid; padding: .5rem 1rem; font-weight: bold }
`
