import { style } from '../control/page.ts'
import { guarded, type Action, type Wishes } from '../guarded.ts'
import { escaped } from '../serve.ts'
import { faults, isFault } from './faults.ts'
import type { Person, PhoneKey } from './people.ts'
import type { Requests } from './requests.ts'

export type PhoneOptions = {
  requests: Requests
  people: readonly Person[]
  phone: (person: Person) => Promise<PhoneKey>
  token: string
}

const longestDelay = 600_000

/** Everybody's phones on one page: what they are asked, and the buttons to agree or to refuse. */
export const phones = ({ requests, people, phone, token }: PhoneOptions) =>
  guarded(token, 'phone', {
    actions: actionsOn(requests),
    describe: () => ({
      fault: requests.fault(),
      ms: requests.delay(),
      code: requests.code(),
      requests: requests.open().map(({ ticketId, person, mode, hint, until }) => ({
        ticket: ticketId,
        person: person.id,
        mode,
        hint,
        until: new Date(until).toISOString(),
      })),
    }),
    page: why => page(requests, token, why),
    style,
    look: async path => {
      const person = people.find(({ id }) => path === `phones/${id}`)
      return person && { ...person, certificate: (await phone(person)).certificate.toString('base64') }
    },
  })

function actionsOn(requests: Requests): Record<string, Action> {
  const answer =
    (state: 'accepted' | 'refused'): Action =>
    async wishes => {
      const [ticket, person] = [textOf(wishes, 'ticket'), textOf(wishes, 'person')]
      const isDone = requests.answer(state, { ...(ticket && { ticket }), ...(person && { person }) })
      return isDone ? null : 'Nothing waits there (any more).'
    }
  return {
    accept: answer('accepted'),
    refuse: answer('refused'),
    expire: async () => {
      requests.expire()
      return null
    },
    fault: async wishes => {
      const { fault, ms } = wishes
      const name = fault || null
      if (name !== null && !isFault(name)) return 'No such fault.'
      const delay = ms === undefined || ms === '' ? undefined : Number(ms)
      if (delay !== undefined && !(delay >= 0 && delay <= longestDelay)) {
        return `ms is not between 0 and ${longestDelay}.`
      }
      const code = textOf(wishes, 'code')
      if (code !== undefined && !/^\w{1,60}$/.test(code)) return 'That is no error code.'
      requests.break(name, { ...(delay !== undefined && { ms: delay }), ...(code !== undefined && { code }) })
      return null
    },
  }
}

const textOf = (wishes: Wishes, name: string) => {
  const value = wishes[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const modes: Record<string, string> = {
  PUSH: '通知 push',
  WEB: '內政部的頁面 ministry’s page',
  'I-SCAN': 'QR 碼 QR code',
  APP2APP: 'App 連結 app link',
  MWEB2APP: 'App 連結 app link',
}

/** Works without script; it is loaded anew every few seconds, like a phone that rings. */
function page(requests: Requests, token: string, why?: string): string {
  const form = (action: string, inside: string) =>
    `<form method="post" action="/${action}"><input type="hidden" name="token" value="${escaped(token)}">${inside}</form>`
  const open = requests.open().map(({ ticketId, person, mode, hint }) => {
    const ticket = `<input type="hidden" name="ticket" value="${escaped(ticketId)}">`
    const button = (action: string, words: string) =>
      form(action, `${ticket}<button aria-label="${words}：${escaped(person.name)}">${words}</button>`)
    return `<li>
<h3>${escaped(person.name)} 的手機</h3>
<p>${modes[mode] ?? ''}</p>
<p><b>${escaped(hint)}</b></p>
<div class="row">${button('accept', '同意 Accept')}${button('refuse', '拒絕 Refuse')}</div>
</li>`
  })
  const options = Object.entries(faults).map(
    ([name, { zh, en }]) =>
      `<option value="${name}"${name === requests.fault() ? ' selected' : ''}>${zh} ${en}</option>`,
  )
  return `<!doctype html>
<html lang="zh-TW">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>${why ? '錯誤：' : ''}模擬手機 Phones</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>模擬手機 <span lang="en">Phones</span></h1>
<p>這裡代替「行動自然人憑證」App，沒有真的憑證。<span lang="en">Stands in for the app of the mobile certificate; no real certificate is here.</span></p>
${why ? `<p class="error" role="alert">做不到：<span lang="en">${escaped(why)}</span></p>` : ''}
<section aria-labelledby="now"><h2 id="now">等您確認 <span lang="en">Waiting for you</span></h2>
${open.length > 0 ? `<ul class="cards">${open.join('')}</ul>` : '<p>目前沒有。<span lang="en">Nothing now.</span></p>'}
</section>
<section aria-labelledby="faults"><h2 id="faults">弄壞 <span lang="en">Break</span></h2>
${form(
  'fault',
  `<label for="fault">狀況 <span lang="en">Fault</span></label>
<select id="fault" name="fault"><option value="">無 none</option>${options.join('')}</select>
<label for="ms">延遲毫秒（很慢時） <span lang="en">Delay in ms, for the slow one</span></label>
<input id="ms" name="ms" inputmode="numeric" value="${requests.delay()}">
<label for="code">錯誤碼（回錯誤碼時） <span lang="en">Code, for those that answer with one</span></label>
<input id="code" name="code" value="${escaped(requests.code())}">
<button>套用 Apply</button>`,
)}
</section>
</main>
</body>
</html>
`
}
