// Two minutes before a session ends the page says so, and the session goes on without leaving the page. The server is
// asked before anything is said: another tab may have gone on with it. Asking is no use of the session.
'use strict'

{
  const box = document.getElementById('session-end')
  const askAgainIn = 15
  let due = Infinity
  let timer
  let latest = 0
  let cameFrom = document.getElementById('main')

  function lookIn(seconds) {
    clearTimeout(timer)
    due = seconds ? Date.now() + seconds * 1000 : Infinity
    if (seconds) timer = setTimeout(look, seconds * 1000)
  }

  const look = () => ask('/session')

  async function ask(url, form) {
    const turn = ++latest
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    let next = null
    try {
      const sent = form ? { method: 'POST', headers, body: new URLSearchParams(new FormData(form)) } : { headers }
      const answer = await fetch(url, sent)
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      next = page.getElementById('session-end')
      // what is over is told by the page that says how it stands
      if (form && answer.status === 204) return look()
    } catch {
      // no network: asked again
    }
    if (turn !== latest) return
    if (next) return show(next)
    if (form) say(box.dataset.sayFailed)
    lookIn(askAgainIn)
  }

  function show(next) {
    const hadFocus = box.contains(document.activeElement)
    // what is put in again would be spoken again
    if (next.textContent !== box.textContent) {
      box.textContent = ''
      box.append(...next.childNodes)
      if (hadFocus) (cameFrom.isConnected ? cameFrom : document.getElementById('main')).focus({ preventScroll: true })
    }
    const { ends, said, askIn } = next.dataset
    const shown = document.getElementById('session-ends')
    if (ends && shown) shown.textContent = ends
    if (said) say(said)
    lookIn(Number(askIn))
  }

  const say = text => (document.getElementById('status').textContent = text)

  if (box) {
    lookIn(Number(box.dataset.askIn))
    box.addEventListener('focusin', event => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) cameFrom = event.relatedTarget
    })
    // a computer that slept, or a tab that was behind others, may be late
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && (Date.now() >= due || box.textContent)) look()
    })
    document.addEventListener('submit', event => {
      if (event.target.id !== 'session-extension') return
      event.preventDefault()
      ask(event.target.action, event.target)
    })
  }
}
