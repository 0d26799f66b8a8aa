// Asks the card component on this computer for one signature. Comes after asking.js. Any form with data-card: the
// component's origin, the line and the nonce stand in data attributes, the answer in fields.
'use strict'

const readyMs = 10000
const answerMs = 60000
const pollMs = 500

for (const form of document.querySelectorAll('form[data-card]')) askFirst(form, signature)

async function signature(form) {
  const pin = form.querySelector('[data-card-pin]')
  const wrong = /^[0-9A-Za-z]+$/.test(pin.value) ? '' : pin.value ? 'pinShape' : 'pinBlank'
  if (!isTyped(form, pin, wrong)) return undefined
  say(form, 'opening')
  const question = {
    ask() {
      const wish = signatureRequest(form, pin.value)
      pin.value = ''
      say(form, 'signing')
      return wish
    },
    isAnswer: message => message.func === 'sign' || message.ret_code,
  }
  const { failure, message } = await talk(openWindow(form.dataset.component), form.dataset.component, question)
  pin.value = ''
  return failure ? { component_failure: failure } : answer(message)
}

// has to be called inside the click, or the browser would block it
const openWindow = component =>
  window.open(component + '/popupForm', 'personnel-desk-card', 'height=200,width=200,left=100,top=20')

// One question to the component through its window: { message }, or { failure } with a word.
async function talk(popup, origin, { ask, isAnswer }) {
  if (!popup) return { failure: 'popup-blocked' }
  let asked = false
  // what came instead of an answer; the answer may still follow
  let heard = ''
  let end
  const ended = new Promise(resolve => (end = resolve))
  const fail = why => end({ failure: heard || why })

  let timer = setTimeout(fail, readyMs, 'not-ready')
  const poll = setInterval(() => {
    if (!popup.closed) return
    clearInterval(poll)
    // its last message may still be on the way
    setTimeout(() => fail(asked ? 'closed-while-signing' : 'closed'), pollMs)
  }, pollMs)

  function onMessage(event) {
    if (event.source !== popup) return
    const message = read(event.data)
    if (event.origin !== origin) {
      heard = 'other-origin'
    } else if (message.func === 'getTbs') {
      if (asked) return
      asked = true
      clearTimeout(timer)
      timer = setTimeout(fail, answerMs, 'no-answer')
      popup.postMessage(JSON.stringify(ask()), origin)
    } else if (asked && isAnswer(message)) {
      end({ message })
    } else {
      heard = message.func ? 'wrong-func' : 'garbled'
    }
  }

  addEventListener('message', onMessage)
  const said = await ended
  clearTimeout(timer)
  clearInterval(poll)
  removeEventListener('message', onMessage)
  if (!popup.closed) popup.close()
  return said
}

function signatureRequest(form, pin) {
  return {
    func: 'MakeSignature',
    tbs: form.dataset.line,
    tbsEncoding: 'NONE',
    hashAlgorithm: 'SHA256',
    signatureType: 'PKCS7',
    pin,
    nonce: form.dataset.nonce,
    withCardSN: 'true',
    checkValidity: 'true',
  }
}

function answer(message) {
  return {
    cms: text(message.signature),
    card_number: text(message.cardSN),
    ret_code: text(message.ret_code),
    last_error: text(message.last_error),
    component_version: text(message.serverVersion || message.version),
  }
}

const text = value => (value === undefined || value === null ? '' : String(value))

function read(data) {
  try {
    return Object(JSON.parse(data))
  } catch {
    return {}
  }
}
