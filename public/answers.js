// Takes only answers of this site into a part of a page: a proxy, a captive portal or a broken line may answer instead.
// Where a part asks by itself, it goes on asking, and the status line says that no answer came; where somebody asked, how
// many were found.
'use strict'

// in a block, because others are in the same file
{
  const ownAnswer = 'Desk-Answer'
  const mostTurnsLeftOut = 11
  const line = document.getElementById('status')
  let failures = 0
  let turnsToLeaveOut = 0

  document.addEventListener('htmx:config:request', event => {
    if (!asksByItself(event.detail.ctx)) {
      // what is said again is heard only when it was gone
      say('')
    } else if (turnsToLeaveOut > 0) {
      turnsToLeaveOut -= 1
      event.preventDefault()
    }
  })

  // before anything of the answer counts, also where it would send the browser elsewhere
  document.addEventListener('htmx:before:response', event => {
    const { ctx } = event.detail
    const { status, headers } = ctx.response
    const isBusy = asksByItself(ctx) && (status === 429 || status >= 500)
    if (headers.has(ownAnswer) && !isBusy) return
    event.preventDefault()
    ctx.request.abort()
    unanswered(ctx)
  })

  document.addEventListener('htmx:after:request', () => {
    if (failures > 0) say(line.dataset.sayAnswered)
    failures = 0
    turnsToLeaveOut = 0
  })

  document.addEventListener('htmx:after:swap', event => {
    const found = document.getElementById('found')
    if (found && !asksByItself(event.detail.ctx)) say(`${line.textContent} ${found.textContent}`.trim())
  })

  document.addEventListener('htmx:error', event => {
    const { ctx } = event.detail
    // an answer that was read came; what failed then is ours
    if (ctx && ctx.text === undefined) unanswered(ctx)
  })

  addEventListener('online', () => (turnsToLeaveOut = 0))

  const asksByItself = ctx => ctx.sourceEvent.type === 'every'

  // the next turn as usual, then later and later
  function unanswered(ctx) {
    failures += 1
    turnsToLeaveOut = Math.min(2 ** (failures - 1) - 1, mostTurnsLeftOut)
    say(asksByItself(ctx) ? line.dataset.sayGoesOn : line.dataset.sayUnanswered)
  }

  // once, not at every turn
  function say(text) {
    if (line.textContent !== text) line.textContent = text
  }
}
