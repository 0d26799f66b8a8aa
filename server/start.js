// node server/start.js main|cli …: runs dist/, or says which command makes it
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const [name = 'main'] = process.argv.slice(2)
const built = statSync(path.join(root, 'dist/server', `${name}.js`), { throwIfNoEntry: false })

if (!built) {
  refuse(`The program is not built yet: run npm ci and then npm run build in ${root}`)
} else if (built.mtimeMs < newest(path.join(root, 'server'))) {
  refuse(`The program is older than its sources: run npm run build in ${root}`)
} else {
  process.argv.splice(2, 1)
  await import(`../dist/server/${name}.js`)
}

/** @param {string} sentence */
function refuse(sentence) {
  console.error(sentence)
  // 1 is what the verifier says when it refuses
  process.exitCode = 2
}

/** @param {string} folder */
function newest(folder) {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => statSync(path.join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(0, ...times)
}
