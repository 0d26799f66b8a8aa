// Measures the computer of the visitor on a click and fills the form with words from short lists. Comes after card.js.
// The number of the card stays in this browser: it only tells whether the same card answers the next time.
'use strict'

const slowMs = 3000
// as long as the window gets, so that a slow computer or an open question of the browser is not taken for a failure
const probeMs = 10000
const dayMs = 86400000
const remembered = 'personnel-desk-card-number'

const measured = document.querySelector('form[data-diagnosis]')
if (measured) measured.addEventListener('submit', event => onMeasure(event))

// the page of the test signature: whether the card that signed is the one that was read
const signed = document.querySelector('form[data-card]')
if (signed && signed.elements.same_card) signed.addEventListener('submit', () => compare(signed))

function onMeasure(event) {
  if (measured.dataset.busy === 'done') return
  event.preventDefault()
  if (measured.dataset.busy) return
  measured.dataset.busy = 'yes'
  measured.querySelector('button').setAttribute('aria-disabled', 'true')
  tell('opening')
  // opened inside the click, or the browser would block it
  const popup = openWindow(measured.dataset.component)
  const others = Promise.all([probe(), permission()])
  const begun = { at: 0 }
  const question = {
    ask() {
      begun.at = performance.now()
      tell('reading')
      return { func: 'GetUserCert' }
    },
    isAnswer: message => 'ret_code' in message,
  }
  talk(popup, measured.dataset.component, question, async (failure, message) => {
    const [reached, state] = await others
    const facts = {
      popup: popup ? 'opened' : 'blocked',
      probe: reached ? 'reached' : 'failed',
      permission: state,
      clock: Math.abs(skew()) > 300000 ? 'wrong' : 'right',
      ...(failure ? { window: windowWords[failure] || '' } : told(message, performance.now() - begun.at)),
    }
    for (const name of Object.keys(facts)) measured.elements[name].value = facts[name]
    tell('sending')
    measured.dataset.busy = 'done'
    measured.requestSubmit()
  })
}

const windowWords = {
  'not-ready': 'never-ready',
  'no-answer': 'no-answer',
  closed: 'closed',
  'closed-while-signing': 'closed',
  garbled: 'garbled',
  'other-origin': 'other-origin',
  'wrong-func': 'wrong-func',
}

function told(message, took) {
  const code = Number(message.ret_code) || 0
  const reason = Number(message.last_error) || 0
  return {
    window: code ? 'refused' : message.func === 'pkcs11info' ? 'answered' : 'wrong-func',
    speed: took > slowMs ? 'slow' : 'usual',
    component: text(message.serverVersion || message.version),
    code: code ? hex(code) + (reason ? '/' + hex(reason) : '') : '',
    ...(code ? {} : readers(Array.isArray(message.slots) ? message.slots : [])),
  }
}

const hex = number => '0x' + (number >>> 0).toString(16).toUpperCase()

function readers(slots) {
  const tokens = slots.map(slot => slot && slot.token).filter(Boolean)
  const cards = tokens.filter(token => typeof token === 'object')
  if (slots.length === 0) return { reader: 'none' }
  if (tokens.length === 0) return { reader: 'empty' }
  if (cards.length === 0) return { reader: 'unreadable' }
  return { reader: cards.length > 1 ? 'several' : 'card', ...firstCard(cards[0]) }
}

function firstCard(token) {
  keep(token.serialNumber)
  const certificates = Array.isArray(token.certs) ? token.certs : []
  const own = certificates.find(one => /\bdigitalSignature\b/.test(one.usage) && !/CA Cert/.test(one.label))
  return own ? { kind: kindOf(own), certificate: datesOf(own) } : { certificate: 'none' }
}

function kindOf({ issuerDN }) {
  if (/內政部憑證管理中心/.test(issuerDN)) return 'citizen'
  return /(政府|組織及團體)憑證管理中心/.test(issuerDN) ? 'agency' : 'other'
}

function datesOf({ notBefore, notAfter }) {
  const now = Date.now() - skew()
  const [from, until] = [instant(notBefore), instant(notAfter)]
  if (!(from && until)) return ''
  if (now < from) return 'early'
  if (now > until) return 'expired'
  return until - now < 60 * dayMs ? 'soon' : 'valid'
}

// YYMMDDHHMMSSZ
const instant = said => {
  const parts = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(said)
  return parts ? Date.UTC(2000 + Number(parts[1]), parts[2] - 1, ...parts.slice(3)) : 0
}

// how far this clock is ahead of the server's, from the moment the page began to arrive
function skew() {
  const [arrival] = performance.getEntriesByType('navigation')
  const here = arrival ? performance.timeOrigin + arrival.responseStart : Date.now()
  return here - Number(measured.dataset.now)
}

function probe() {
  return new Promise(resolve => {
    const picture = new Image()
    picture.addEventListener('load', () => resolve(true))
    picture.addEventListener('error', () => resolve(false))
    setTimeout(resolve, probeMs, false)
    picture.src = measured.dataset.component + '/p11Image.bmp?' + Date.now()
  })
}

// the newer name first; a browser that knows neither does not ask
async function permission() {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      return (await navigator.permissions.query({ name })).state
    } catch {
      continue
    }
  }
  return 'unknown'
}

function keep(number) {
  try {
    sessionStorage.setItem(remembered, text(number))
  } catch {
    // a browser without storage only cannot compare
  }
}

function compare(form) {
  const now = form.elements.card_number.value
  if (!now) return
  let before = ''
  try {
    before = sessionStorage.getItem(remembered) || ''
    sessionStorage.removeItem(remembered)
  } catch {
    // as above
  }
  if (before) form.elements.same_card.value = before === now ? 'yes' : 'no'
  form.elements.card_number.value = ''
}

// the sentences come with the page, in its language
function tell(key) {
  measured.querySelector('[data-diagnosis-status]').textContent =
    measured.dataset['say' + key[0].toUpperCase() + key.slice(1)]
}
