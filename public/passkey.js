// Asks this device to use or to make a passkey. Comes after asking.js. Any form with data-passkey ("get" or "create"):
// what is asked stands in data-options, as JSON with bytes in base64url.
'use strict'

// in a block, because card.js is in the same file
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
      askFirst(form, passkey)
    }
    for (const one of document.querySelectorAll('[data-passkey-only]')) one.hidden = false
    for (const one of document.querySelectorAll('[data-passkey-none]')) one.hidden = true
  }

  async function passkey(form) {
    const asked = performance.now()
    // too old to be taken: the server says so and sends a fresh page, and nobody gives a finger in vain
    if (asked > pageGoodMs) return {}
    const { kind, options } = question(form)
    say(form, 'asking')
    try {
      const credential = await navigator.credentials[kind]({ publicKey: options })
      return { answer: JSON.stringify(answer(credential)) }
    } catch (error) {
      const isLate = error.name === 'NotAllowedError' && performance.now() - asked >= options.timeout
      say(form, isLate ? 'timeOut' : causes[error.name] || 'broken')
      return undefined
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
}
