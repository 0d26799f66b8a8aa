// After htmx has changed a part: the focus goes to the error summary or to what the part marks.
document.addEventListener('htmx:after:swap', () => {
  const target = document.querySelector('#error-summary, [data-focus]')
  if (target instanceof HTMLElement) target.focus()
})
