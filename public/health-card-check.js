// Measures on a click whether the health card's component of this computer can be reached and reads the card. What the
// card says stays here: into the form go words from short lists, a version and a code.
'use strict'

const reachMs = 4000
// while the browser asks the person
const askedMs = 30000
const answerMs = 10000
const slowMs = 3000

const form = document.querySelector('form[data-health-check]')
form.addEventListener('submit', event => onMeasure(event))

async function onMeasure(event) {
  if (form.dataset.busy === 'done') return
  event.preventDefault()
  if (form.dataset.busy) return
  form.dataset.busy = 'yes'
  form.querySelector('button').setAttribute('aria-disabled', 'true')
  tell('reaching')
  const places = [...form.querySelectorAll('[data-address]')]
  const patience = (await permission()) === 'prompt' ? askedMs : reachMs
  const lines = await Promise.all(places.map(({ dataset }) => reach(dataset.address, patience)))
  places.forEach((place, i) => (place.value = lines[i] ? 'reached' : 'failed'))
  const line = lines.find((one, i) => one && 'used' in places[i].dataset)
  tell('reading')
  const facts = { permission: await permission(), ...(line ? await readCard(line) : {}) }
  for (const one of lines) if (one) one.close()
  for (const name of Object.keys(facts)) form.elements[name].value = facts[name]
  tell('sending')
  form.dataset.busy = 'done'
  form.requestSubmit()
}

async function readCard(line) {
  const begun = Date.now()
  const version = await line.ask('GetVersion')
  const card = version.code ? version : await line.ask('GetBasic')
  return {
    health_version: version.version || '',
    health_code: card.code || '',
    health_card: card.failure || (card.code ? 'refused' : 'read'),
    speed: Date.now() - begun > slowMs ? 'slow' : 'usual',
  }
}

const reach = (address, patience) => (/^ws/.test(address) ? socket : service)(address, patience).catch(() => undefined)

// the newer component: one request for each question
async function service(address, patience) {
  const ask = async (what, ms) => {
    try {
      const answer = await fetch(`${address}/api/${what}`, { method: 'POST', signal: AbortSignal.timeout(ms) })
      return resultOf(Object(await answer.json()))
    } catch (error) {
      return { failure: error.name === 'TypeError' ? 'dropped' : 'mute' }
    }
  }
  const { failure } = await ask('GetVersion', patience)
  // nobody can tell a program that says nothing from a browser that still asks
  const isReached = failure !== 'dropped' && !(failure && patience === askedMs)
  return isReached ? { ask: what => ask(what, answerMs), close() {} } : undefined
}

function resultOf({ result, version }) {
  if (result === '0000') return { version: isVersion(version) ? version : '' }
  return isCode(result) ? { code: result } : { failure: 'mute' }
}

// the older component: questions and answers in one socket, one after the other
function socket(address, patience) {
  return new Promise(resolve => {
    let hear = () => {}
    const channel = new WebSocket(address)
    const timer = setTimeout(() => channel.close(), patience)
    const ask = what =>
      new Promise(done => {
        if (channel.readyState !== WebSocket.OPEN) return done({ failure: 'dropped' })
        const late = setTimeout(done, answerMs, { failure: 'mute' })
        hear = data => {
          clearTimeout(late)
          done(data === undefined ? { failure: 'dropped' } : said(what, String(data)))
        }
        channel.send(what)
      })
    channel.addEventListener('open', () => {
      clearTimeout(timer)
      resolve({ ask, close: () => channel.close() })
    })
    channel.addEventListener('close', () => {
      clearTimeout(timer)
      hear()
      resolve(undefined)
    })
    channel.addEventListener('message', ({ data }) => /^(log|connected):/.test(data) || hear(data))
  })
}

// an answer begins with the question, a failure is a bare code
function said(what, data) {
  const isNamed = data.startsWith(what + ':')
  const text = isNamed ? data.slice(what.length + 1) : data
  if (isNamed && what === 'GetVersion' && isVersion(text)) return { version: text }
  if (isCode(text)) return { code: text }
  return isNamed && text.includes(',') ? {} : { failure: 'mute' }
}

const isVersion = text => /^\d{4}$/.test(text)
const isCode = text => /^[0-9A-F]\d{3}$/.test(text)

// the newer name first; without https a browser only ever says no
async function permission() {
  if (!isSecureContext) return 'unknown'
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      return (await navigator.permissions.query({ name })).state
    } catch {
      continue
    }
  }
  return 'unknown'
}

// the sentences come with the page, in its language
function tell(key) {
  form.querySelector('[data-health-status]').textContent = form.dataset['say' + key[0].toUpperCase() + key.slice(1)]
}
