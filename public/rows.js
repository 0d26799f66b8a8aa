// Arrow keys go from row to row of a list, in the column where one is, and down from the search into the first row.
'use strict'

// in a block, because others are in the same file
{
  const steps = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }

  document.addEventListener('keydown', event => {
    const way = steps[event.key]
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const { target } = event
    const next = target.matches('input[name=q]')
      ? event.key === 'ArrowDown' && firstOf('tbody th a')
      : beside(target, way)
    if (!next) return
    event.preventDefault()
    next.focus()
  })

  const firstOf = what => document.querySelector(`table.stack ${what}`)

  function beside(target, way) {
    const cell = target.matches('table.stack tbody :is(a, [type=checkbox])') && target.closest('th, td')
    if (!cell) return null
    for (let row = cell.parentElement[way]; row; row = row[way]) {
      const found = row.cells[cell.cellIndex].querySelector('a, [type=checkbox]')
      if (found) return found
    }
    return null
  }
}
