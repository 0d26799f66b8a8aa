// Beside an input of codes: what its table has like the text typed so far, as an editable combobox (WAI-ARIA). Nothing
// is chosen by itself: what was typed and not chosen is read by the server.
'use strict'

// in a block, because others are in the same file
{
  const pickers = 'input[hx-get^="/code-values"]'
  const words = document.getElementById('status').dataset
  const listOf = input => document.getElementById(input.getAttribute('aria-controls'))
  const noteOf = input => listOf(input).nextElementSibling
  const isPicker = element => element instanceof Element && element.matches(pickers)
  const chosenIn = input => listOf(input).querySelector('[aria-selected=true]')

  for (const input of document.querySelectorAll(pickers)) {
    const list = document.createElement('ul')
    list.id = `${input.id}-picks`
    list.className = 'picks'
    list.hidden = true
    list.setAttribute('role', 'listbox')
    list.setAttribute('aria-label', input.labels[0].textContent.trim())
    const note = document.createElement('p')
    note.className = 'visually-hidden'
    note.setAttribute('role', 'status')
    input.after(list, note)
    input.autocomplete = 'off'
    const states = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }
    for (const name of Object.keys(states)) input.setAttribute(name, states[name])
    // the focus stays in the input
    list.addEventListener('mousedown', event => event.preventDefault())
    list.addEventListener('click', event => {
      const option = event.target.closest('[role=option]')
      if (option) pick(input, option)
    })
  }

  // what is typed may tell of a person, and addresses are kept in logs
  document.addEventListener('htmx:config:request', event => {
    const { sourceElement: input, sourceEvent, request } = event.detail.ctx
    if (!isPicker(input)) return
    if (input.dataset.composing) event.preventDefault()
    // whoever opens the list of what stands there wants the others
    const isAsNow = sourceEvent.type === 'ask' && input.value === (input.dataset.picked || input.defaultValue)
    request.body = new FormData()
    // by whole characters: half of one cannot be encoded
    const typed = Array.from(input.value).slice(0, 60).join('')
    request.headers['Desk-Typed'] = encodeURIComponent(isAsNow ? '' : typed)
  })

  // no list is worth the form: what would lead elsewhere, as after the end of the session, is told when it is sent
  document.addEventListener('htmx:before:response', event => {
    const { ctx } = event.detail
    if (!isPicker(ctx.sourceElement) || ctx.response.status === 200) return
    event.preventDefault()
    ctx.request.abort()
    close(ctx.sourceElement)
    const note = noteOf(ctx.sourceElement)
    note.className = 'hint'
    note.textContent = words.sayNoPicks
  })

  document.addEventListener('htmx:after:swap', event => {
    const input = event.detail.ctx.sourceElement
    if (!isPicker(input)) return
    const list = listOf(input)
    const options = list.querySelectorAll('[role=option]')
    options.forEach((option, i) => (option.id = `${list.id}-${i}`))
    input.removeAttribute('aria-activedescendant')
    // an answer may come to whoever chose or left the list meanwhile
    if (input !== document.activeElement || input.dataset.left) return
    open(input, options.length > 0)
    const isMore = list.querySelector('[data-more]')
    const said = options.length === 0 ? words.sayNoPick : isMore ? words.sayMorePicks : words.sayPicks
    const note = noteOf(input)
    // what the list shows is only heard
    note.className = options.length > 0 ? 'visually-hidden' : 'hint'
    note.textContent = said.replace('#', options.length)
  })

  document.addEventListener('keydown', event => {
    const input = event.target
    if (!isPicker(input) || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const isOpen = !listOf(input).hidden
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && isOpen) mark(input, step)
    else if (step) ask(input)
    else if (event.key === 'Enter' && isOpen && chosenIn(input)) pick(input, chosenIn(input))
    else if (event.key === 'Escape' && isOpen) close(input)
    else return
    event.preventDefault()
  })

  document.addEventListener('click', event => {
    if (isPicker(event.target) && listOf(event.target).hidden) ask(event.target)
  })

  document.addEventListener('focusout', event => {
    if (isPicker(event.target)) close(event.target)
  })

  document.addEventListener('input', event => delete event.target.dataset.left)
  document.addEventListener('compositionstart', event => (event.target.dataset.composing = 'yes'))
  document.addEventListener('compositionend', event => {
    delete event.target.dataset.composing
    if (isPicker(event.target)) ask(event.target)
  })

  function ask(input) {
    delete input.dataset.left
    input.dispatchEvent(new CustomEvent('ask'))
  }

  function open(input, isOpen) {
    listOf(input).hidden = !isOpen
    input.setAttribute('aria-expanded', String(isOpen))
  }

  function close(input) {
    open(input, false)
    input.dataset.left = 'yes'
    input.removeAttribute('aria-activedescendant')
    noteOf(input).textContent = ''
  }

  function mark(input, step) {
    const options = Array.from(listOf(input).querySelectorAll('[role=option]'))
    const now = options.indexOf(chosenIn(input))
    if (now >= 0) options[now].setAttribute('aria-selected', 'false')
    const next = options[now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length]
    next.setAttribute('aria-selected', 'true')
    next.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', next.id)
  }

  function pick(input, option) {
    input.value = input.dataset.picked = option.dataset.value
    close(input)
  }
}
