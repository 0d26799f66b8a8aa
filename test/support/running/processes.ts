import path from 'node:path'

// each by itself, and begun first, so that no core waits for it in the end
const longest = [
  'journeys/axe',
  'pages',
  'demo',
  'journeys/faults',
  'store/account/attack',
  'operating',
  'main',
  'crash',
  'ending',
]

// more would leave a core without work in the end
const atOnce = 9

/** Which test files run in one process, one after another: those of a folder, the longest aside; in order of beginning. */
export function processesFor(names: readonly string[]): string[][] {
  const others = names.filter(name => !longest.includes(name))
  const folders = [...new Set(others.map(name => path.dirname(name)))]
  const shared = folders.flatMap(folder => parts(others.filter(name => path.dirname(name) === folder).toSorted()))
  const alone = longest.filter(name => names.includes(name)).map(name => [name])
  return [...alone, ...shared.toSorted((a, b) => b.length - a.length)]
}

function parts(files: string[]): string[][] {
  const size = Math.ceil(files.length / Math.ceil(files.length / atOnce))
  return Array.from({ length: Math.ceil(files.length / size) }, (_, i) => files.slice(i * size, (i + 1) * size))
}
