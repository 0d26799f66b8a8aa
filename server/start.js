// node server/start.js main|cli …: runs dist/, or says which command makes it
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const [name = 'main'] = process.argv.slice(2)
const built = statSync(path.join(root, 'dist/server', `${name}.js`), { throwIfNoEntry: false })

if (!built) {
  refuse(
    `程式還沒有建置：請在 ${root} 執行 npm ci，再執行 npm run build`,
    `The program is not built yet: run npm ci and then npm run build in ${root}`,
  )
} else if (built.mtimeMs < newest(path.join(root, 'server'))) {
  refuse(
    `程式比原始碼舊：請在 ${root} 執行 npm run build`,
    `The program is older than its sources: run npm run build in ${root}`,
  )
} else {
  // Node itself looks for --env-file among all arguments up to --
  process.argv.splice(2, process.argv[3] === '--' ? 2 : 1)
  await import(`../dist/server/${name}.js`)
}

/** @param {string[]} sentences */
function refuse(...sentences) {
  for (const sentence of sentences) console.error(sentence)
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
