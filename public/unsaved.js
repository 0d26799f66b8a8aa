// Who leaves a form half filled is asked before, also one that came back with mistakes. Searches and filters are none:
// they are validated by the browser, or not at all.
'use strict'

{
  const forms = 'form[method=post][novalidate]'
  let isUnsaved = document.querySelector(`${forms} [aria-invalid=true]`) !== null
  document.addEventListener('input', event => {
    if (event.target.closest(forms)) isUnsaved = true
  })
  document.addEventListener('submit', event => {
    if (event.target.matches(forms)) isUnsaved = false
  })
  addEventListener('beforeunload', event => {
    if (!isUnsaved) return
    event.preventDefault()
    // Chromium before 119 asks by this alone
    event.returnValue = true
  })
}
