// node server/start.js main|cli …: runs dist/, or says what has to be done before
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [name = 'main'] = process.argv.slice(2)
const built = statSync(path.join(root, 'dist/server', `${name}.js`), { throwIfNoEntry: false })
const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const floor = engines.node.replace('>=', '')

if (isOlder(process.versions.node, floor)) {
  refuse(
    `這裡的 Node 是 ${process.versions.node} 版，至少要 ${floor} 版，見 OPERATING.md`,
    `Node ${process.versions.node} is too old: ${floor} or newer is needed, see OPERATING.md`,
  )
} else if (!built || !existsSync(path.join(root, 'node_modules'))) {
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
  // after 78 the unit does not try again; of a command 1 would say that the verifier refuses
  process.exitCode = name === 'main' ? 78 : 2
}

/** @param {string} version @param {string} other */
function isOlder(version, other) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = other.split('.').map(Number)
  return major < leastMajor || (major === leastMajor && minor < leastMinor)
}

/** @param {string} folder */
function newest(folder) {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => statSync(path.join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(0, ...times)
}
