// Asks the card component on this computer for one signature, fills the hidden fields of the form and submits it.
// Any form with data-card: the component's origin, the line and the nonce stand in data attributes, the rest in fields.
'use strict'

const readyMs = 10000
const answerMs = 60000
const pollMs = 500

for (const form of document.querySelectorAll('form[data-card]'))
  form.addEventListener('submit', event => onSubmit(event))

// a page that comes back out of the browser's memory holds a challenge that was used
addEventListener('pageshow', event => {
  if (event.persisted) location.reload()
})

function onSubmit(event) {
  const form = event.target
  if (form.dataset.busy === 'done') {
    // a second click must not send the same answer again
    form.dataset.busy = 'sent'
    return
  }
  event.preventDefault()
  if (form.dataset.busy) return
  const pin = form.querySelector('[data-card-pin]')
  if (!/^[0-9A-Za-z]+$/.test(pin.value)) {
    say(form, pin.value ? 'pinShape' : 'pinBlank')
    pin.setAttribute('aria-invalid', 'true')
    pin.focus()
    return
  }
  pin.removeAttribute('aria-invalid')
  form.dataset.busy = 'yes'
  const button = form.querySelector('button[type=submit]')
  button.setAttribute('aria-disabled', 'true')
  say(form, 'opening')
  // opened inside the click, or the browser would block it
  ask(form, openWindow(form.dataset.component), pin)
}

const openWindow = component =>
  window.open(component + '/popupForm', 'personnel-desk-card', 'height=200,width=200,left=100,top=20')

function ask(form, popup, pin) {
  const question = {
    ask() {
      const wish = signatureRequest(form, pin.value)
      pin.value = ''
      say(form, 'signing')
      return wish
    },
    isAnswer: message => message.func === 'sign' || message.ret_code,
  }
  talk(popup, form.dataset.component, question, (failure, message) => {
    pin.value = ''
    const fields = failure ? { component_failure: failure } : answer(message)
    for (const name of Object.keys(fields)) form.elements[name].value = fields[name]
    say(form, 'sending')
    form.dataset.busy = 'done'
    form.requestSubmit()
  })
}

// One question to the component through its window. Ends once, with done(failure) or done('', message).
function talk(popup, origin, { ask, isAnswer }, done) {
  let asked = false
  let isOver = false
  // what came instead of an answer; the answer may still follow
  let heard = ''
  let timer = 0
  let poll = 0

  function finish(failure, message) {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    clearInterval(poll)
    removeEventListener('message', onMessage)
    if (popup && !popup.closed) popup.close()
    done(failure, message)
  }

  function onMessage(event) {
    if (event.source !== popup) return
    const message = read(event.data)
    if (event.origin !== origin) {
      heard = 'other-origin'
    } else if (message.func === 'getTbs') {
      if (asked) return
      asked = true
      clearTimeout(timer)
      timer = setTimeout(() => finish(heard || 'no-answer'), answerMs)
      popup.postMessage(JSON.stringify(ask()), origin)
    } else if (asked && isAnswer(message)) {
      finish('', message)
    } else {
      heard = message.func ? 'wrong-func' : 'garbled'
    }
  }

  if (!popup) {
    // a form cannot be submitted inside its own submit event
    setTimeout(finish, 0, 'popup-blocked')
    return
  }
  addEventListener('message', onMessage)
  timer = setTimeout(() => finish(heard || 'not-ready'), readyMs)
  poll = setInterval(() => {
    if (!popup.closed) return
    clearInterval(poll)
    // its last message may still be on the way
    setTimeout(() => finish(heard || (asked ? 'closed-while-signing' : 'closed')), pollMs)
  }, pollMs)
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

// the sentences come with the page, in its language
function say(form, key) {
  form.querySelector('[data-card-status]').textContent = form.dataset['say' + key[0].toUpperCase() + key.slice(1)]
}
