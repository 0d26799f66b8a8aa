// A form that asks something of this computer first and is then sent with the answer: pressed once, asked once, sent
// once. Comes before the scripts that ask; what all of them need stands here.
'use strict'

{
  // A page that comes back out of the browser's memory holds a question that was answered.
  addEventListener('pageshow', event => {
    if (event.persisted) location.reload()
  })

  // `ask` gets the form, inside the click, and gives its fields by name; or nothing, when the form may be pressed again.
  function askFirst(form, ask) {
    form.addEventListener('submit', async event => {
      if (form.dataset.busy === 'answered') {
        // a second click must not send the same answer again
        form.dataset.busy = 'sent'
        return
      }
      event.preventDefault()
      if (form.dataset.busy) return
      const button = form.querySelector('button[type=submit]')
      form.dataset.busy = 'asking'
      button.setAttribute('aria-disabled', 'true')
      const fields = await ask(form)
      if (!fields) {
        form.dataset.busy = ''
        button.removeAttribute('aria-disabled')
        return
      }
      for (const name of Object.keys(fields)) form.elements[name].value = fields[name]
      say(form, 'sending')
      form.dataset.busy = 'answered'
      // a form cannot be submitted inside its own submit event
      setTimeout(() => form.requestSubmit())
    })
  }

  // The sentences come with the page, in its language; one that a form lacks is told as `broken`.
  function say(form, key) {
    const words = form.dataset['say' + key[0].toUpperCase() + key.slice(1)]
    form.querySelector('[role=status]').textContent = words || form.dataset.sayBroken
  }

  // Whether a secret that stays on this computer is typed in; otherwise says what is `wrong` with it and goes there.
  function isTyped(form, field, wrong) {
    if (wrong) {
      say(form, wrong)
      field.setAttribute('aria-invalid', 'true')
      field.focus()
    } else {
      field.removeAttribute('aria-invalid')
    }
    return !wrong
  }

  // What the browser says about access to programs on this computer: the newer name first; one that knows neither does
  // not ask.
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

  // How long a component took, as a word.
  const speedOf = ms => (ms > 3000 ? 'slow' : 'usual')

  Object.assign(window, { askFirst, say, isTyped, permission, speedOf })
}
