// Measures on a click whether the health card's component of this computer can be reached, reads the card and has it
// recognised. What the card says stays here: into the form go words from short lists, a version and a code. Comes after
// asking.js.
'use strict'

const reachMs = 4000
// while the browser asks the person
const askedMs = 30000
const answerMs = 10000
// the component talks to the administration
const signMs = 30000

askFirst(document.querySelector('form[data-health-check]'), measure)

async function measure(form) {
  say(form, 'reaching')
  const places = [...form.querySelectorAll('[data-address]')]
  const patience = (await permissionHere()) === 'prompt' ? askedMs : reachMs
  const lines = await Promise.all(places.map(({ dataset }) => reach(dataset.address, patience)))
  const reached = places.map(({ name }, i) => [name, lines[i] ? 'reached' : 'failed'])
  const line = lines.find((one, i) => one && 'used' in places[i].dataset)
  say(form, 'reading')
  const facts = { permission: await permissionHere(), ...(line ? await tryCard(line) : {}) }
  for (const one of lines) if (one) one.close()
  return { ...Object.fromEntries(reached), ...facts }
}

// without https a browser only ever says no
const permissionHere = async () => (isSecureContext ? permission() : 'unknown')

// what a sign-in asks, in the same order, until something fails
async function tryCard(line) {
  const begun = Date.now()
  let took = 0
  let heard = {}
  for (const step of ['version', 'basic', 'random', 'sign']) {
    heard = { ...heard, ...(await line.ask(step, heard)) }
    if (step === 'basic') took = Date.now() - begun
    if (heard.code || heard.failure) break
  }
  return {
    health_version: heard.version || '',
    health_code: heard.code || '',
    health_card: heard.failure || (heard.code ? 'refused' : 'read'),
    speed: speedOf(took),
  }
}

const reach = (address, patience) =>
  (address.startsWith('ws') ? socket : service)(address, patience).catch(() => undefined)

const calls = { version: 'GetVersion', basic: 'GetBasic', random: 'GetRandom', sign: 'SignHC' }

// the newer component: one request for each question
async function service(address, patience) {
  const ask = async (step, heard, ms) => {
    try {
      const signal = AbortSignal.timeout(ms)
      const body = step === 'sign' ? JSON.stringify({ random: heard.version + heard.random }) : undefined
      const answer = await fetch(`${address}/api/${calls[step]}`, { method: 'POST', body, signal })
      return resultOf(Object(await answer.json()))
    } catch (error) {
      if (error.name === 'TimeoutError') return { failure: 'mute', isLate: true }
      return { failure: error.name === 'TypeError' ? 'dropped' : 'mute' }
    }
  }
  const { failure, isLate } = await ask('version', {}, patience)
  // nobody can tell a program that says nothing from a browser that still asks
  if (failure === 'dropped' || (isLate && patience === askedMs)) return undefined
  return { ask: (step, heard) => ask(step, heard, step === 'sign' ? signMs : answerMs), close() {} }
}

function resultOf({ result, version, random }) {
  if (result !== '0000') return isCode(result) ? { code: result } : { failure: 'mute' }
  return { ...(version && { version: isVersion(version) ? version : '' }), ...(random && { random }) }
}

const commands = {
  version: () => 'GetVersion',
  basic: () => 'GetBasic',
  random: () => 'GetRandom',
  sign: heard => `H_Sign?Random=${heard.version}${heard.random}`,
}

// the older component: questions and answers in one socket, one after the other
function socket(address, patience) {
  return new Promise(resolve => {
    let hear = () => {}
    const channel = new WebSocket(address)
    const timer = setTimeout(() => channel.close(), patience)
    const ask = (step, heard) =>
      new Promise(done => {
        if (channel.readyState !== WebSocket.OPEN) return done({ failure: 'dropped' })
        const late = setTimeout(done, step === 'sign' ? signMs : answerMs, { failure: 'mute' })
        hear = data => {
          clearTimeout(late)
          done(data === undefined ? { failure: 'dropped' } : said(String(data)))
        }
        channel.send(commands[step](heard))
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
function said(data) {
  const [, name, text = data] = /^(GetVersion|GetBasic|GetRandom|H_Sign):(.*)$/s.exec(data) || []
  if (name === 'GetVersion' && isVersion(text)) return { version: text }
  if (isCode(text)) return { code: text }
  if (name === 'GetRandom' && /^\d{16}$/.test(text)) return { random: text }
  return (name === 'GetBasic' && text.includes(',')) || (name === 'H_Sign' && text.length === 256)
    ? {}
    : { failure: 'mute' }
}

const isVersion = text => /^\d{4}$/.test(text)
const isCode = text => /^[0-9A-F]\d{3}$/.test(text)
