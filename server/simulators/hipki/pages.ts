import { escaped } from '../serve.ts'
import { code } from './codes.ts'
import type { Fault } from './faults.ts'

const page = (title: string, body: string) => `<!doctype html>
<html lang="zh-TW">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body { font: 16px/1.6 system-ui, sans-serif; margin: 1em }</style>
</head>
<body>
${body}
</body>
</html>
`

/**
 * The window between a site and the component: says it is ready, takes one request, asks the component on the site's
 * behalf, hands over the raw answer and closes. Faults of the window itself are played here.
 */
export const popupPage = (fault: Fault | null) =>
  page(
    '憑證元件（模擬）',
    `<p id="caption" role="status">等待網站的要求</p>
<script>
const fault = ${JSON.stringify(fault)}
const jobs = {
  MakeSignature: ['/sign', '簽章中'],
  GetUserCert: ['/pkcs11info?withcert=true', '憑證讀取中'],
  CheckEnvir: ['/pkcs11info', '資料讀取中'],
  DecryptData: ['/decrypt', '解密中'],
}
let isAsked = false

addEventListener('message', async event => {
  if (isAsked || event.source !== opener || typeof event.data !== 'string') return
  isAsked = true
  if (fault === 'closes') return close()
  const text = await answerTo(event.data, event.origin)
  if (fault === 'other-origin') return answerFromElsewhere(text, event.origin)
  opener.postMessage(text, event.origin)
  if (fault === 'twice') opener.postMessage(text, event.origin)
  close()
})

async function answerTo(request, origin) {
  const job = jobs[funcOf(request)]
  if (!job) return JSON.stringify({ func: funcOf(request), ret_code: ${code.notSupported}, last_error: 0 })
  document.getElementById('caption').textContent = job[1]
  const body = 'tbsPackage=' + (fault === 'encoded' ? encodeURIComponent(request) : request.replace(/[+]/g, '%2B'))
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-opener-origin': origin }
  return (await fetch(job[0], { method: 'POST', headers, body })).text()
}

function funcOf(request) {
  try {
    return String(JSON.parse(request).func)
  } catch {
    return ''
  }
}

function answerFromElsewhere(text, origin) {
  const host = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  location.replace(location.protocol + '//' + host + ':' + location.port + '/elsewhere#' + encodeURIComponent(JSON.stringify({ text, origin })))
}

if (opener && fault !== 'never-ready') addEventListener('load', () => opener.postMessage('{"func":"getTbs"}', '*'))
</script>`,
  )

/** The window of popupPage once it has moved to another origin. */
export const elsewherePage = page(
  '憑證元件（模擬）',
  `<script>
const { text, origin } = JSON.parse(decodeURIComponent(location.hash.slice(1)))
if (opener) opener.postMessage(text, origin)
close()
</script>`,
)

/** Asks the person at the computer whether a site may use the component. */
export const addDomainPage = (host: string) =>
  page(
    '信任網站（模擬）',
    `<h1>要讓這個網站使用憑證元件嗎？</h1>
<p><b>${escaped(host)}</b></p>
<form method="post" action="/addDomain">
<input type="hidden" name="domain" value="${escaped(host)}">
<p><button name="answer" value="accept">信任 Trust</button> <button name="answer" value="refuse">不信任 Refuse</button></p>
</form>`,
  )

/** Tells the site what the person decided, and closes. */
export const decidedPage = (isAccepted: boolean) =>
  page(
    '信任網站（模擬）',
    `<p>${isAccepted ? '已信任，可以關閉這個視窗。' : '沒有信任，可以關閉這個視窗。'}</p>
<script>
if (opener) opener.postMessage('${JSON.stringify({ ret_code: isAccepted ? 0 : code.cancelled })}', '*')
close()
</script>`,
  )

/** The component's own check of itself, one line a step. */
export const selfTestPage = (steps: readonly (readonly [string, boolean])[]) =>
  page(
    '元件自我檢測（模擬）',
    `<h1>元件自我檢測</h1>
<ol>
${steps.map(([what, isGood]) => `<li>${escaped(what)}：${isGood ? '正常' : '<b>異常</b>'}</li>`).join('\n')}
</ol>`,
  )

/** What a broken component sends in place of JSON. */
export const brokenPage = page('Internal Server Error', '<h1>Internal Server Error</h1>')
