// Asks this device to use or to make a passkey, fills the hidden fields of the form and submits it. Any form with
// data-passkey ("get" or "create"): what is asked stands in data-options, as JSON with bytes in base64url.
'use strict'

// in a block, because card.js may be on the same page
{
  // the challenge is taken for five minutes, and was made a moment after the page was asked for
  const pageGoodMs = 5 * 60000 + 1000

  // for each name of an error, what is said; the browser tells no more
  const causes = {
    AbortError: 'stopped',
    ConstraintError: 'unsupported',
    InvalidStateError: 'already',
    NotAllowedError: 'notAllowed',
    NotSupportedError: 'unsupported',
    SecurityError: 'wrongSite',
  }

  if (isSecureContext && window.PublicKeyCredential && navigator.credentials) begin()

  function begin() {
    for (const form of document.querySelectorAll('form[data-passkey]')) {
      form.hidden = false
      form.addEventListener('submit', event => onSubmit(event))
    }
    for (const one of document.querySelectorAll('[data-passkey-only]')) one.hidden = false
    for (const one of document.querySelectorAll('[data-passkey-none]')) one.hidden = true
    // a page that comes back out of the browser's memory holds a challenge that was used
    addEventListener('pageshow', event => {
      if (event.persisted) location.reload()
    })
  }

  function onSubmit(event) {
    const form = event.target
    if (form.dataset.busy === 'done') {
      // a second click must not send the same answer again
      form.dataset.busy = 'sent'
      return
    }
    // too old to be taken: the server says so and sends a fresh page, and nobody gives a finger in vain
    if (!form.dataset.busy && performance.now() > pageGoodMs) return
    event.preventDefault()
    if (form.dataset.busy) return
    form.dataset.busy = 'yes'
    const button = form.querySelector('button[type=submit]')
    button.setAttribute('aria-disabled', 'true')
    ask(form, button)
  }

  async function ask(form, button) {
    const { kind, options } = question(form)
    const asked = performance.now()
    say(form, 'asking')
    try {
      const credential = await navigator.credentials[kind]({ publicKey: options })
      form.elements.answer.value = JSON.stringify(answer(credential))
      say(form, 'sending')
      form.dataset.busy = 'done'
      form.requestSubmit()
    } catch (error) {
      form.dataset.busy = ''
      button.removeAttribute('aria-disabled')
      const isLate = error.name === 'NotAllowedError' && performance.now() - asked >= options.timeout
      say(form, isLate ? 'timeOut' : causes[error.name])
    }
  }

  function question(form) {
    const options = JSON.parse(form.dataset.options)
    const named = list => (list || []).map(one => ({ ...one, id: bytes(one.id) }))
    options.challenge = bytes(options.challenge)
    if (options.user) options.user.id = bytes(options.user.id)
    if (options.allowCredentials) options.allowCredentials = named(options.allowCredentials)
    if (options.excludeCredentials) options.excludeCredentials = named(options.excludeCredentials)
    return { kind: form.dataset.passkey, options }
  }

  function answer({ id, rawId, type, response }) {
    const said = { clientDataJSON: text(response.clientDataJSON) }
    if (response.attestationObject) {
      said.attestationObject = text(response.attestationObject)
      said.transports = response.getTransports ? response.getTransports() : []
    } else {
      said.authenticatorData = text(response.authenticatorData)
      said.signature = text(response.signature)
      if (response.userHandle) said.userHandle = text(response.userHandle)
    }
    return { id, rawId: text(rawId), type, response: said, clientExtensionResults: {} }
  }

  function bytes(base64url) {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, letter => letter.charCodeAt(0))
  }

  function text(buffer) {
    const binary = String.fromCharCode(...new Uint8Array(buffer))
    return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  }

  // the sentences come with the page, in its language
  function say(form, key) {
    const said = key && form.dataset['say' + key[0].toUpperCase() + key.slice(1)]
    form.querySelector('[data-passkey-status]').textContent = said || form.dataset.sayBroken
  }
}
