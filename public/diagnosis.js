// Measures the computer of the visitor on a click and fills the form with words from short lists. Comes after card.js.
// The number of the card stays in this browser: it only tells whether the same card answers the next time.
'use strict'

// as long as the window gets, so that a slow computer or an open question of the browser is not taken for a failure
const probeMs = 10000
const dayMs = 86400000
const remembered = 'personnel-desk-card-number'

const measured = document.querySelector('form[data-diagnosis]')
if (measured) askFirst(measured, measure)

// the page of the test signature: whether the card that signed is the one that was read
const signed = document.querySelector('form[data-card]')
if (signed && signed.elements.same_card) signed.addEventListener('submit', () => compare(signed))

async function measure(form) {
  const { component } = form.dataset
  say(form, 'opening')
  const popup = openWindow(component)
  const others = Promise.all([probe(component), permission()])
  const begun = { at: 0 }
  const question = {
    ask() {
      begun.at = performance.now()
      say(form, 'reading')
      return { func: 'GetUserCert' }
    },
    isAnswer: message => 'ret_code' in message,
  }
  const { failure, message } = await talk(popup, component, question)
  const took = performance.now() - begun.at
  const [reached, state] = await others
  return {
    popup: popup ? 'opened' : 'blocked',
    probe: reached ? 'reached' : 'failed',
    permission: state,
    clock: Math.abs(skew()) > 300000 ? 'wrong' : 'right',
    ...(failure ? { window: windowWords[failure] || '' } : told(message, took)),
  }
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
    speed: speedOf(took),
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

function probe(component) {
  return new Promise(resolve => {
    const picture = new Image()
    picture.addEventListener('load', () => resolve(true))
    picture.addEventListener('error', () => resolve(false))
    setTimeout(resolve, probeMs, false)
    picture.src = component + '/p11Image.bmp?' + Date.now()
  })
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
