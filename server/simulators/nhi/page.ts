import { style as cardDeskStyle } from '../control/page.ts'
import { escaped } from '../serve.ts'
import { describe } from './actions.ts'
import type { Desk } from './component.ts'
import { faults, verifierFaults } from './faults.ts'
import { componentNames, type ComponentName } from './machine.ts'
import { marks, type Mark, type Person } from './people.ts'

const componentWords: Record<ComponentName, string> = {
  newer: '新元件 <span lang="en">newer</span>（HTTP）',
  older: '舊元件 <span lang="en">older</span>（WebSocket）',
}

/** The desk with the health cards: who is in, what the administration knows, what is broken. Works without script. */
export function healthPage(desk: Desk, token: string, why?: string): string {
  const { machine, administration, people } = desk
  const { card: inside, next, cards } = describe(desk)
  const form = (action: string, inner: string) =>
    `<form method="post" action="/${action}"><input type="hidden" name="token" value="${escaped(token)}">${inner}</form>`
  const button = (action: string, words: string) => form(action, `<button>${words}</button>`)
  // the same words stand on every card, so their names tell whose
  const cardButton = (action: string, words: string, { id, name }: Person, more: Record<string, string> = {}) =>
    form(
      action,
      `${Object.entries({ card: id, ...more })
        .map(hidden)
        .join('')}<button aria-label="${words}：${escaped(name)}">${words}</button>`,
    )
  const nameOf = (id: string | null) => escaped(people.find(person => person.id === id)?.name ?? '')

  const swaps = (person: Person) =>
    inside === null ? '' : cardButton('swap', '讀取後換成這張 Swap after reading', person, { afterReading: 'true' })
  const inReader = (person: Person) =>
    person.id === inside ? '<b>在讀卡機裡 inserted</b>' : cardButton('insert', '插入 Insert', person) + swaps(person)

  function card(person: Person) {
    const { mark, password, isLocked } = administration.file(person)
    const { id, name, cardNumber, idNumber } = person
    const registration = password === null ? '<b>沒有註冊 not registered</b>' : escaped(password)
    const others = (Object.keys(marks) as Mark[]).filter(one => one !== mark)
    const [field, words] = [`password-${id}`, `${marks[mark].zh} ${marks[mark].en}`]
    return `<li>
<h3>${escaped(name)}</h3>
<dl><dt>卡號 number</dt><dd>${escaped(cardNumber)}</dd><dt>證號 ID number</dt><dd>${escaped(idNumber)}</dd>
<dt>健保署 status</dt><dd>${mark === 'normal' ? words : `<b>${words}</b>`}</dd>
<dt>註冊密碼 password</dt><dd>${registration}${isLocked ? '，<b>已鎖定 locked</b>' : ''}</dd></dl>
<div class="row">${inReader(person)}</div>
<details><summary>健保署的紀錄 <span lang="en">At the administration</span></summary>
<div class="row">${others.map(one => cardButton('mark', `改為${marks[one].zh} ${marks[one].en}`, person, { mark: one })).join('')}
${cardButton('lock', isLocked ? '解除鎖定 Unlock' : '鎖定註冊 Lock', person, { locked: String(!isLocked) })}</div>
${form(
  'password',
  `${hidden(['card', id])}<label for="${field}">註冊密碼，空白表示沒有註冊 <span lang="en">Registered password, empty for none</span></label>
<input id="${field}" name="password" value="${escaped(password ?? '')}"><button aria-label="登記 Register：${escaped(name)}">登記 Register</button>`,
)}
</details>
</li>`
  }

  const running = componentNames.map(name => {
    const { fault, version } = machine.component(name)
    const words = fault ? `<b>${faults[fault].zh} ${faults[fault].en}</b>` : '正常 works'
    return `<li>${componentWords[name]}：版本 version ${escaped(version)}，${words}</li>`
  })
  const broken = administration.fault()
  const service = broken ? `<b>${verifierFaults[broken].zh} ${verifierFaults[broken].en}</b>` : '正常 works'

  return `<!doctype html>
<html lang="zh-TW">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${why ? '錯誤：' : ''}模擬健保卡 Health cards</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>模擬健保卡 <span lang="en">Health cards</span></h1>
<p>這裡只有測試卡片，也代替健保署的查驗服務；沒有真的健保卡。<span lang="en">Test cards only, and a stand-in for the administration's service; no real card is here.</span></p>
${why ? `<p class="error" role="alert">做不到：<span lang="en">${escaped(why)}</span></p>` : ''}
<section aria-labelledby="now"><h2 id="now">目前 <span lang="en">Now</span></h2>
<ul><li>讀卡機 reader：<b>${nameOf(inside) || '沒有卡片 empty'}</b>${next ? `，讀取後換成 then <b>${nameOf(next)}</b>` : ''}</li>
${running.join('')}
<li>健保署查驗服務 <span lang="en">verifying service</span>：${service}</li></ul>
<div class="row">${button('remove', '取出卡片 Remove')}${button('restart', '重新啟動，一切正常 Restart, nothing broken')}</div>
</section>
<section aria-labelledby="cards"><h2 id="cards">健保卡 <span lang="en">Health cards</span></h2>
${cards.length > 0 ? `<ul class="cards">${people.map(card).join('')}</ul>` : '<p>沒有。<span lang="en">None.</span></p>'}
</section>
<section aria-labelledby="faults"><h2 id="faults">弄壞 <span lang="en">Break</span></h2>
<h3>元件 <span lang="en">Component</span></h3>
${form(
  'fault',
  `${componentField('fault-component')}
<label for="fault">狀況 <span lang="en">Fault</span></label>
<select id="fault" name="fault"><option value="">無 none</option>${options(faults)}</select>
<label for="ms">延遲毫秒（很慢時） <span lang="en">Delay in ms, for the slow one</span></label>
<input id="ms" name="ms" inputmode="numeric">
<label for="code">錯誤碼（指定時） <span lang="en">Code, when it answers with one</span></label>
<input id="code" name="code" maxlength="4">
<button>套用 Apply</button>`,
)}
${form(
  'version',
  `${componentField('version-component')}
<label for="version">版本（正常的是 0011、1001） <span lang="en">Version; 0011 and 1001 are good</span></label>
<input id="version" name="version" value="1001" maxlength="4"><button>安裝 Install</button>`,
)}
<h3>健保署查驗服務 <span lang="en">Verifying service</span></h3>
${form(
  'verifier',
  `<label for="verifier">狀況 <span lang="en">Fault</span></label>
<select id="verifier" name="fault"><option value="">無 none</option>${options(verifierFaults)}</select>
<label for="verifier-ms">延遲毫秒（很慢時） <span lang="en">Delay in ms, for the slow one</span></label>
<input id="verifier-ms" name="ms" inputmode="numeric">
<button>套用 Apply</button>`,
)}
</section>
</main>
</body>
</html>
`
}

/** What the page wants on top of the style of the card desk. */
export const style = `${cardDeskStyle}.cards .row, details { margin-top: .5rem }
summary { cursor: pointer }
section > h3 { margin-top: 1.5rem }
`

const hidden = ([name, value]: [string, string]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`

const options = (all: Record<string, { zh: string; en: string }>) =>
  Object.entries(all)
    .map(([name, { zh, en }]) => `<option value="${name}">${zh} ${en}</option>`)
    .join('')

const componentField = (id: string) => `<label for="${id}">哪一個元件 <span lang="en">Which component</span></label>
<select id="${id}" name="component"><option value="both">兩個 both</option><option value="newer">新的 newer</option><option value="older">舊的 older</option></select>`
