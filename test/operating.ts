import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, copyFile, cp, mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { readConfig, root } from '../server/config.ts'
import { statusOf as ending, type Mistake } from '../server/mistake.ts'
import { tryPort } from '../server/ports.ts'
import { takeSettings } from '../server/settings-file.ts'
import { imageSteps, settingsPlace, textOf, unitSettings, wordsOf } from './support/running/operating-files.ts'
import { programFolder } from './support/running/program.ts'

const run = promisify(execFile)
const finds = (command: string) =>
  (process.env.PATH ?? '').split(path.delimiter).some(folder => existsSync(path.join(folder, command)))

// mounts of its own, so that the files can be used with the paths that stand in them
const mayMount = await run('unshare', ['--mount', '--net', 'true']).then(
  () => true,
  () => false,
)

t.test('the file of settings is one that all three read alike, and every name in it is known', async t => {
  const example = path.join(root, 'personnel-desk.env.example')
  const taken = takeSettings(['--env-file', example])
  t.match(taken, { ok: true, isFile: true })
  if (!taken.ok) return
  t.match(readConfig(taken.env, 'real', true), { ok: true, config: { baseUrl: 'https://hr.example.edu.tw' } })
  // what stands there as a comment is a setting as well
  const commented = [...textOf('personnel-desk.env.example').matchAll(/^# ([A-Z_]+)=(.+)$/gm)]
  const all = { ...taken.env, ...Object.fromEntries(commented.map(([, name, value]) => [name, value])) }
  t.match(readConfig(all, 'real', true), { ok: true })
  t.ok(commented.length > 2)
})

t.test('the unit holds to systemd, and to the other files', async t => {
  const unit = unitSettings()
  await t.test('as systemd reads it', { skip: !finds('systemd-analyze') || !mayMount }, async t => {
    const folder = await programFolder(t)
    // Node need not lie where the documents put it
    await mkdir(path.join(folder, 'bin'))
    const name = 'personnel-desk.service'
    await copyFile(path.join(root, name), path.join(folder, name))
    const script = `set -e
      if [ ! -x /usr/bin/node ]; then mount -t overlay overlay -o lowerdir=/usr/bin:"$1/bin" /usr/bin; fi
      systemd-analyze verify "$1/${name}"`
    await symlink(process.execPath, path.join(folder, 'bin/node'))
    const { stdout, stderr } = await run('unshare', ['--mount', 'sh', '-c', script, 'sh', folder])
    t.equal(stdout, '')
    t.notMatch(stderr, name)
  })
  const [program = '', ...words] = (unit.get('ExecStart') ?? '').split(' ')
  t.equal(program, '/usr/bin/node', 'Node itself hears the signal')
  t.same(words.slice(2), ['--', '--env-file', settingsPlace], 'which reads the file as the commands do')
  t.same(['node', ...words.slice(0, 2)], wordsOf('CMD'), 'and the container starts the same')
  t.match(textOf('personnel-desk.env.example').split('\n')[0], settingsPlace)
  for (const [, place] of textOf('OPERATING.md').matchAll(/--env-file (\S+)/g)) t.equal(place, settingsPlace)
  t.notMatch(textOf('OPERATING.md'), /start\.js (cli|main) (?!-- )/, 'Node would take the file for one of its own')
  t.match(textOf('personnel-desk.env.example'), `DATA_DIR=/var/lib/${unit.get('StateDirectory')}/`)
  t.equal(unit.get('KillMode'), 'mixed')
})

t.test('the unit tries again what may come later, and not what only a human mends', async t => {
  t.equal(unitSettings().get('Restart'), 'on-failure')
  const givenUp = unitSettings().get('RestartPreventExitStatus')
  const folder = await programFolder(t)
  const tried = await tryPort('127.0.0.1', 0)
  const settings = {
    BASE_URL: 'http://localhost:3000',
    PORT: String(tried.ok && tried.port),
    KEYS_FILE: path.join(folder, 'keys'),
  }
  const own = { ...settings, DATA_DIR: path.join(folder, 'data') }
  const cases: [string, Record<string, string>, boolean][] = [
    ['a misspelt name', { ...own, DATA_DRI: folder }, true],
    ['a value that cannot be', { ...own, PROOF_MINUTES: 'ten' }, true],
    ['a database that does not answer yet', { ...settings, DATABASE_URL: 'postgresql://desk@127.0.0.1:1/desk' }, false],
    ['a folder that is not mounted yet', { ...own, CRL_FOLDER: path.join(folder, 'lists') }, false],
  ]
  const statusOf = (...words: string[]) =>
    run(process.execPath, [path.join(root, 'server/start.js'), 'main', '--', ...words], {
      env: { PATH: process.env.PATH },
    }).then(
      () => 0,
      (error: { code: number }) => error.code,
    )
  for (const [what, named, isGivenUp] of cases) {
    const file = path.join(folder, 'desk.env')
    await writeFile(
      file,
      Object.entries(named)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
    const status = await statusOf('--env-file', file)
    t.not(status, 0, what)
    t.equal(String(status) === givenUp, isGivenUp, what)
  }
  t.equal(String(await statusOf('--env-file', path.join(folder, 'none.env'))), givenUp, 'a file that is not there')
  t.equal(String(await statusOf('more')), givenUp, 'a word too many')

  const others: [string, Mistake, boolean][] = [
    ['a password that is refused', { why: 'database.refused.password' }, true],
    ['a database that nobody made', { why: 'database.refused.missing' }, true],
    ['a database of a newer program', { why: 'database.refused.newer' }, true],
    ['keys of another installation', { why: 'installation.keys-do-not-open' }, true],
    ['keys that others may read', { why: 'keys-file.open' }, true],
    ['a port for root alone', { why: 'port.refused.forbidden' }, true],
    ['a file of keys on a disk that is not there yet', { why: 'keys-file.missing' }, false],
    ['a standby that becomes the primary', { why: 'database.refused.read-only' }, false],
    ['an address that the machine has not got yet', { why: 'port.refused.address' }, false],
    ['a disk that is full', { why: 'database.refused.full' }, false],
  ]
  for (const [what, mistake, isGivenUp] of others) {
    t.equal(String(ending([mistake])) === givenUp, isGivenUp, what)
  }
  const late: Mistake = { why: 'config.folder-missing' }
  t.equal(String(ending([late, { why: 'config.folder-no-folder' }])), givenUp, 'one that stays is enough')
})

t.test('a program that cannot run as it lies there is not tried again, and a command could not be asked', async t => {
  const folder = await programFolder(t)
  await mkdir(path.join(folder, 'server'))
  await mkdir(path.join(folder, 'dist/server'), { recursive: true })
  for (const file of ['server/start.js', 'package.json']) await copyFile(path.join(root, file), path.join(folder, file))
  const start = (name: string, ...node: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [...node, path.join(folder, 'server/start.js'), name], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    })
    return { status: String(status), said: stderr }
  }
  const status = unitSettings().get('RestartPreventExitStatus')
  const notBuilt = /^程式還沒有建置：.+\nThe program is not built yet: .+\n$/
  t.match(start('main'), { status, said: notBuilt })
  t.match(start('cli'), { status: '2', said: notBuilt })
  await writeFile(path.join(folder, 'dist/server/main.js'), '')
  t.match(start('main'), { status, said: notBuilt }, 'without its packages')
  await mkdir(path.join(folder, 'node_modules'))
  t.match(start('main'), { status: '0', said: /^$/ })
  const older = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.4"})'
  t.match(start('main', '--import', older), {
    status,
    said: /^這裡的 Node 是 18\.20\.4 版.+\nNode 18\.20\.4 is too old: 20\.19 or newer .+\n$/,
  })
  await utimes(path.join(folder, 'dist/server/main.js'), 1, 1)
  await writeFile(path.join(folder, 'server/main.ts'), '')
  t.match(start('main'), { status, said: /is older than its sources/ })
})

t.test("the proxy's file", { skip: !(finds('nginx') && finds('openssl') && finds('ip') && mayMount) }, async t => {
  const folder = await programFolder(t)
  const name = 'hr.example.edu.tw'
  const made = path.join(folder, 'ssl/personnel-desk')
  await mkdir(made, { recursive: true })
  const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  const files = ['-keyout', `${made}/privkey.pem`, '-out', `${made}/fullchain.pem`]
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...files])
  await writeFile(
    path.join(folder, 'nginx.conf'),
    `pid ${folder}/nginx.pid; error_log ${folder}/error.log; events {}
     http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
       fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
       include ${root}/personnel-desk.nginx.conf; }`,
  )
  await writeFile(path.join(folder, 'visit.mjs'), visitor)
  const settings = {
    BASE_URL: `https://${name}`,
    TRUST_PROXY: '127.0.0.1',
    DATA_DIR: path.join(folder, 'data'),
    KEYS_FILE: path.join(folder, 'keys'),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  await writeFile(path.join(folder, 'desk.env'), lines.join(''))
  const script = `set -e
    mount --bind "$1/ssl" /etc/ssl
    ip link set lo up
    nginx -t -c "$1/nginx.conf" 2>"$1/said"
    nginx -c "$1/nginx.conf"
    "$2" "$3/dist/server/main.js" --env-file "$1/desk.env" >"$1/log" 2>&1 &
    desk=$!
    "$2" "$1/visit.mjs" || cat "$1/log" "$1/error.log" >&2
    kill $desk; wait $desk; kill $(cat "$1/nginx.pid")`
  const words = ['--mount', '--net', 'sh', '-c', script, 'sh', folder, process.execPath, root]
  const { stdout } = await run('unshare', words, { env: { PATH: process.env.PATH } })
  const said = (await readFile(path.join(folder, 'said'), 'utf8')).replaceAll(/^.*(deprecated|duplicate).*\n/gm, '')
  t.match(said, /syntax is ok\n.*test is successful\n$/)
  const { plain, page, large, tooLarge } = JSON.parse(stdout)
  t.match(plain, { status: 301, headers: { location: `https://${name}/sign-in?next=%2F` } })
  t.match(page, { status: 200, headers: { 'strict-transport-security': /max-age/ } })
  t.match(page.headers['content-type'], 'text/html')
  t.equal(page.headers['cross-origin-opener-policy'], 'same-origin-allow-popups', 'a window of the card may answer')
  t.equal(tooLarge.status, 413)
  t.ok(large.status < 500 && large.headers['content-type'].startsWith('text/html'), 'what is allowed is answered by us')
})

// in the same net: asks as a browser does, and prints what came
const visitor = `
import http from 'node:http'
import https from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
const name = 'hr.example.edu.tw'
const asked = (client, options, body) => new Promise((resolve, reject) => {
  const request = client.request({ host: '127.0.0.1', servername: name, rejectUnauthorized: false, ...options,
    headers: { host: name, ...options.headers } }, answer => {
    answer.resume().on('end', () => resolve({ status: answer.statusCode, headers: answer.headers }))
  })
  request.on('error', reject).end(body)
})
const post = bytes => asked(https, { path: '/sign-in/password', method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': bytes } }, Buffer.alloc(bytes, 97))
for (let tries = 0; tries < 600; tries += 1) {
  const { status } = await asked(https, { path: '/health/ready' })
  if (status === 200) break
  await pause(200)
}
const plain = await asked(http, { path: '/sign-in?next=%2F' })
const page = await asked(https, { path: '/sign-in' })
const large = await post(11 * 2 ** 20)
const tooLarge = await post(13 * 2 ** 20).catch(() => ({ status: 413 }))
console.log(JSON.stringify({ plain, page, large, tooLarge }))
`

t.test('the image', async t => {
  const steps = imageSteps()
  t.match(steps[0], { name: 'FROM', value: /^node:24-/ })

  await t.test('takes nothing secret and nothing made elsewhere with it', { skip: !finds('tar') }, async t => {
    const folder = await programFolder(t)
    const context = path.join(folder, 'context')
    await cp(path.join(root, '.dockerignore'), path.join(context, '.dockerignore'))
    const secret = [
      'data/pg18/PG_VERSION',
      'data.keys',
      'desk.env',
      'backup/old.env',
      'backup/old.keys',
      '.git/config',
      'node_modules/a/index.js',
      'dist/a.js',
    ]
    const wanted = ['package.json', '.npmrc', 'server/main.ts', 'personnel-desk.env.example', 'views/home.eta']
    for (const file of [...secret, ...wanted]) {
      await mkdir(path.dirname(path.join(context, file)), { recursive: true })
      await writeFile(path.join(context, file), '')
    }
    await copied(context, path.join(folder, 'image'))
    const here = (file: string) => existsSync(path.join(folder, 'image', file))
    t.same(secret.filter(here), [])
    t.same(wanted.filter(here), wanted)
  })

  // what is fetched from elsewhere is taken as given: apt, npm ci, npm prune
  const isFetched = (command: string) => /^(apt-get|npm ci|npm prune|rm -rf \/var\/lib\/apt)/.test(command)

  const mayBuild = process.getuid?.() === 0 && mayMount && finds('setpriv')
  await t.test('is built by its steps and runs as its user', { skip: !mayBuild }, async t => {
    const folder = await programFolder(t)
    await mkdir(path.join(folder, 'opt/personnel-desk'), { recursive: true })
    await mkdir(path.join(folder, 'lib'))
    const commands = steps.flatMap(({ name, value }) => {
      if (name === 'RUN') return value.split(' && ').filter(command => !isFetched(command))
      if (name === 'COPY' && value === '. .')
        return [`tar -C "$2" --exclude-from="$2/.dockerignore" -cf - . | tar xf -`]
      if (name === 'COPY') return [`(cd "$2" && cp -p ${value.replace(/ \.\/$/, '')} "$OLDPWD"/)`]
      if (name === 'WORKDIR') return [`cd ${value}`, `ln -s "$2/node_modules" node_modules`]
      return []
    })
    t.ok(commands.includes('npm run build'))
    const settings = steps.filter(({ name }) => name === 'ENV').map(({ value }) => value)
    const user = steps.find(({ name }) => name === 'USER')?.value
    // the image has a user of this name with the number 1000
    const script = `set -e
      mount --bind "$1/opt" /opt
      mount --bind "$1/lib" /var/lib
      mount --bind "$1/passwd" /etc/passwd
      mount --bind "$1/group" /etc/group
      ${commands.join('\n')}
      exec setpriv --reuid=${user} --regid=${user} --clear-groups env ${settings.join(' ')} ALLOW_HTTP=yes LOG_LEVEL=fatal \\
        BASE_URL=http://hr.example.edu.tw PORT=3000 ${wordsOf('CMD').join(' ')}`
    await writeFile(path.join(folder, 'passwd'), 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/tmp:/bin/sh\n')
    await writeFile(path.join(folder, 'group'), 'root:x:0:\nnode:x:1000:\n')
    await chmod(path.join(folder, 'opt'), 0o755)
    const child = spawn('unshare', ['--mount', '--net', 'sh', '-c', script, 'sh', folder, root], {
      env: { PATH: process.env.PATH, HOME: '/tmp' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = new Promise<number | null>(resolve => child.once('close', resolve))
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        said += text.toString()
        if (said.includes('works once')) child.kill('SIGTERM')
      })
    }
    t.equal(await ended, 0, said)
    t.match(said, /works once: http:\/\/hr\.example\.edu\.tw\/set-up/)
    const data = path.join(folder, 'lib/personnel-desk')
    const { stdout } = await run('find', [data, '!', '-user', '1000'])
    t.equal(stdout, '', 'all that it keeps is its own')
    t.match((await run('ls', [data])).stdout, /^data\nkeys\n$/)
  })
})

/** As `COPY . .`: names of .dockerignore are those of the whole context here, with * for anything. */
async function copied(context: string, image: string) {
  await mkdir(image)
  const script = 'tar -C "$1" --exclude-from="$1/.dockerignore" -cf - . | tar -C "$2" -xf -'
  await run('sh', ['-c', script, 'sh', context, image])
}
