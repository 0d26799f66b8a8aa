import { style } from '../control/page.ts'
import { escaped, notFound, seeOther, type Ask, type Reply } from '../serve.ts'
import { isSealOf } from './checksum.ts'
import type { Request } from './requests.ts'
import type { ServiceOptions } from './service.ts'
import { contentOf, signing } from './signature.ts'

const root = '/fidoRedirect'

export const isOfPage = ({ path }: Ask): boolean => path.startsWith(`${root}/`)

/**
 * The ministry's own page, to which a browser comes with the form of a site: it asks who is there, waits for the phone,
 * and lets the browser take the answer back. Works without script; the phone itself is on the page of all phones.
 */
export function ministryPage({ serviceId, callback, ...options }: ServiceOptions & { callback: string }) {
  const { requests, people, key } = options
  const { sealed, signed, outcome } = signing(options)
  const site = callback && new URL(callback).origin
  // who came, before they said who they are
  const open = new Map<string, Omit<Parameters<typeof requests.add>[0], 'person' | 'mode'>>()

  function begin(form: URLSearchParams): Reply {
    const fields = Object.fromEntries(form)
    const { transaction_id = '', op_code = '', hint = '', sign_data = '', sp_checksum, time_limit } = fields
    const checked = [transaction_id, serviceId, op_code, hint, sign_data]
    if (!site || fields['sp_service_id'] !== serviceId) return refuse('SPSVCID_NF')
    if (!isSealOf(key, checked, sp_checksum)) return refuse('INV_SP_CHECKSUM')
    const seconds = Number(time_limit ?? 60)
    if (!transaction_id || op_code !== 'SIGN' || !(seconds >= 30 && seconds <= 600)) return refuse('PM_INV_NF')
    const task = contentOf(fields)
    if ('code' in task) return refuse(task.code)
    open.set(transaction_id, { transaction: transaction_id, hint, seconds, ...task })
    const choices = people.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`)
    return page(
      `<p><b>${escaped(hint)}</b></p>
<form method="post" action="${root}/person">${hidden('transaction_id', transaction_id)}
<label for="person">您是 <span lang="en">You are</span></label>
<select id="person" name="person">${choices.join('')}</select>
<button>下一步：用手機確認 Next: confirm on the phone</button></form>`,
    )
  }

  function ask(form: URLSearchParams): Reply {
    const asking = open.get(form.get('transaction_id') ?? '')
    const person = people.find(({ id }) => id === form.get('person'))
    const request = asking && person && requests.add({ ...asking, person, mode: 'WEB' })
    return request ? seeOther(`${root}/${request.ticketId}`) : refuse('TXNLOG_INS_ERR')
  }

  async function wait(ticketId: string): Promise<Reply> {
    const request = requests.find(ticketId)
    if (!request) return notFound
    const code = outcome(request)
    if (code !== 'SPTKTID_TXNLOG_NF') return page(await back(request, code))
    return page(
      `<p>請在手機上確認：<b>${escaped(request.hint)}</b> <span lang="en">Confirm on the phone.</span></p>`,
      2,
    )
  }

  /** The form that takes the answer to the site. */
  async function back(request: Request, error_code: string): Promise<string> {
    const { transaction: transaction_id } = request
    const nothing = { idNumber: '', signature: '', certificate: '' }
    const {
      idNumber: id_num,
      signature: signed_response,
      certificate: cert,
    } = error_code === '0' ? await signed(request) : nothing
    const idp_checksum = sealed([transaction_id, error_code, id_num, signed_response])
    const fields = { transaction_id, error_code, id_num, signed_response, cert, idp_checksum }
    return `<form method="post" action="${escaped(callback)}">
${Object.entries(fields)
  .map(([name, value]) => hidden(name, value))
  .join('\n')}
<button>回到原來的網站 Back to the site</button></form>`
  }

  const page = (body: string, refresh = 0): Reply => ({
    headers: {
      'content-security-policy': `default-src 'none'; style-src 'self'; form-action 'self' ${site}; frame-ancestors 'none'`,
      // as if it were far away: the site may not count on being told where the form came from
      'referrer-policy': 'no-referrer',
    },
    body: `<!doctype html>
<html lang="zh-TW">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh ? `<meta http-equiv="refresh" content="${refresh}">\n` : ''}<title>模擬的內政部頁面 Ministry</title>
<link rel="stylesheet" href="${root}/style.css">
</head>
<body>
<main>
<h1>模擬的內政部頁面 <span lang="en">Ministry’s page</span></h1>
<p>這裡代替內政部行動自然人憑證的網站。<span lang="en">Stands in for the ministry’s site.</span></p>
${body}
</main>
</body>
</html>
`,
  })

  const refuse = (code: string): Reply => ({ status: 400, type: 'text/plain; charset=utf-8', body: `${code}\n` })

  return ({ method, path, body }: Ask): Reply | Promise<Reply> => {
    const name = path.slice(root.length + 1)
    if (method === 'POST' && name === 'web') return begin(new URLSearchParams(body))
    if (method === 'POST' && name === 'person') return ask(new URLSearchParams(body))
    if (method === 'GET' && name === 'style.css') return { type: 'text/css; charset=utf-8', body: style }
    return method === 'GET' ? wait(name) : notFound
  }
}

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escaped(value)}">`
