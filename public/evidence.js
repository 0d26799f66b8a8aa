// Asks whether a file counts as opened once its frame has it: only what the server gave was seen.
'use strict'

{
  let mark = null
  const ask = () => mark?.dispatchEvent(new Event('opened'))

  document.addEventListener('click', event => {
    const link = event.target.closest('.files a')
    if (!link) return
    mark = link.closest('li').querySelector('.opened')
    // a download fills no frame
    setTimeout(ask, 2000)
  })
  document.querySelector('iframe.evidence')?.addEventListener('load', ask)
}
