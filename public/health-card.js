// Asks the component for health cards on this computer for one signature. Comes after asking.js. Any form with
// data-health-card: the addresses of the components and the sixteen digits stand in data attributes.
'use strict'
{
  const openMs = 3000
  const answerMs = 10000
  const signMs = 30000

  for (const form of document.querySelectorAll('form[data-health-card]')) askFirst(form, signature)

  async function signature(form) {
    const password = form.querySelector('[data-health-card-password]')
    if (!isTyped(form, password, password.value === '' ? 'passwordBlank' : '')) return undefined
    const fields = await ask(form)
    if (fields.sign) fields.registered_password = password.value
    password.value = ''
    return fields
  }

  // What the first component that answers says, in the fields of the form; a failure is a word, a code is its own.
  async function ask(form) {
    say(form, 'looking')
    const components = form.dataset.components.split(' ')
    let failed
    for (const address of components) {
      const component = await (address.startsWith('ws') ? openSocket : openHttp)(address).catch(() => undefined)
      if (!component) continue
      const fields = { component: address.split(':')[0], ...(await converse(form, component)) }
      component.close()
      if (!fields.component_failure) return fields
      failed = failed || fields
    }
    return failed || { component_failure: await whyNone(components) }
  }

  async function converse(form, component) {
    try {
      say(form, 'reading')
      const version = await component.version()
      const basic = await component.basic()
      say(form, 'signing')
      const sign = await component.sign(version + form.dataset.random)
      return /^\d{4}$/.test(version) && sign.length === 256
        ? { version, basic, sign }
        : { component_failure: 'garbled' }
    } catch (error) {
      return error.code ? { component_code: error.code } : { component_failure: error.message }
    }
  }

  // ---- the newer component: one POST for each question

  async function openHttp(address) {
    const post = async (name, ms, body) => {
      // JSON under the type of a form, as pages send it: a browser asks for no permission first
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const json = body && { body: JSON.stringify(body), headers }
      const answer = await inTime(fetch(apiOf(address) + name, { method: 'POST', ...json }), ms, 'closed')
      if (!answer.ok) throw new Error('http')
      const said = read(await inTime(answer.text(), ms, 'closed'))
      const result = text(said.result).padStart(4, '0')
      if (looksLikeCode(result)) throw coded(result)
      if (text(said.result) === '' || Number(result) !== 0) throw new Error('garbled')
      return said
    }
    const version = post('GetVersion', answerMs)
    const isThere = await version.then(
      () => true,
      error => error.message !== 'closed',
    )
    if (!isThere) return undefined
    return {
      version: async () => text((await version).version),
      async basic() {
        const said = await post('GetBasic', answerMs)
        return ['card_no', 'as_id', 'name', 'birthday', 'sex', 'card_termination'].map(name => text(said[name])).join()
      },
      sign: async random => text((await post('SignHC', signMs, { random })).sign),
      close() {},
    }
  }

  const apiOf = address => address.replace(/\/?$/, '/api/')

  // ---- the older component: one command at a time over a socket, an answer belongs to the last command

  async function openSocket(address) {
    const socket = await connected(address)
    if (!socket) return undefined
    const command = async (name, ms, argument = '') => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('closed')
      const answer = nextMessage(socket)
      socket.send(name + argument)
      const said = (await inTime(answer, ms, 'closed')).trim()
      const isNamed = said.startsWith(name + ':')
      const value = said.replace(name + ':', '').trim()
      // a version has four digits as well
      if (looksLikeCode(value) && !(isNamed && name === 'GetVersion')) throw coded(value.toUpperCase())
      if (!isNamed) throw new Error('garbled')
      return value
    }
    return {
      version: () => command('GetVersion', answerMs),
      basic: () => command('GetBasic', answerMs),
      sign: random => command('H_Sign', signMs, '?Random=' + random),
      close: () => socket.close(),
    }
  }

  // An open socket, or undefined when there is none within three seconds.
  async function connected(address) {
    const socket = new WebSocket(address)
    const events = ['open', 'error', 'close'].map(name => happens(socket, name))
    const first = await inTime(Promise.race(events), openMs, 'closed').catch(() => undefined)
    if (first && first.type === 'open') return socket
    socket.close()
    return undefined
  }

  async function nextMessage(socket) {
    const first = await Promise.race(['message', 'error', 'close'].map(name => happens(socket, name)))
    if (first.type !== 'message') throw new Error('closed')
    // left over from the sample that the component was made from
    return /^(log|connected):/i.test(first.data) ? nextMessage(socket) : String(first.data)
  }

  const happens = (target, name) => new Promise(resolve => target.addEventListener(name, resolve, { once: true }))

  // ---- why nothing answers, as far as a page can tell

  async function whyNone(components) {
    if (isSecureContext && (await permission()) === 'denied') return 'permission'
    for (const address of components.filter(one => one.startsWith('http'))) {
      // something listens that does not let this page read what it says
      const unread = fetch(apiOf(address), { mode: 'no-cors' })
      if (await inTime(unread, openMs, 'closed').then(Boolean, () => false)) return 'http'
    }
    for (const address of components.filter(one => one.startsWith('wss:'))) {
      for (const name of ['localhost', '127.0.0.1']) {
        const url = new URL(address)
        if (url.hostname === name) continue
        url.hostname = name
        const socket = await connected(url.href)
        if (socket) socket.close()
        if (socket) return 'name'
      }
    }
    return 'none'
  }

  // ---- small things

  // What was promised, or an error that says `time-out`, or `otherwise` where it fails for a reason of the browser.
  async function inTime(promise, ms, otherwise) {
    let timer = 0
    const late = new Promise((_, reject) => {
      timer = setTimeout(reject, ms, new Error('time-out'))
    })
    const own = promise.catch(error => {
      throw error.message === 'closed' ? error : new Error(otherwise)
    })
    return Promise.race([own, late]).finally(() => clearTimeout(timer))
  }

  function read(body) {
    try {
      return Object(JSON.parse(body))
    } catch {
      throw new Error('garbled')
    }
  }

  // the version begins with a zero, and so does the word for success
  const looksLikeCode = said => /^[1-9a-z]\d{3}$/i.test(said)
  const coded = code => Object.assign(new Error('code'), { code })
  const text = value => (value === undefined || value === null ? '' : String(value).trim())
}
