import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { root } from '../server/config.ts'
import { startPostgres } from '../server/outside/postgres/embedded.ts'
import { migrate, openDatabase } from '../server/store/database/database.ts'
import * as installation from '../server/store/installation/installation.ts'
import { makeKeys } from '../server/store/installation/keys-file.ts'
import { formIn } from './support/app/pages.ts'
import { silent } from './support/database/cluster.ts'
import { addAgency, addPerson, goodPassword, type TestPerson } from './support/person/people.ts'
import { world } from './support/person/world.ts'
import { freePort, programFolder, startProgram } from './support/running/program.ts'
import { patience } from './support/running/waiting.ts'

/** An installation with an agency, an HR officer and some teachers, before its first start. */
async function home(t: Test, numbers: readonly string[]) {
  const folder = await programFolder(t)
  const port = await freePort()
  const env = {
    PORT: String(port),
    DATA_DIR: path.join(folder, 'data'),
    KEYS_FILE: path.join(folder, 'keys'),
    EVIDENCE_HOME: 'folder',
    EVIDENCE_FOLDER: path.join(folder, 'evidence'),
  }
  await mkdir(env.EVIDENCE_FOLDER)
  const made = await makeKeys(env.KEYS_FILE)
  if (!made.ok) throw new Error(made.mistake.why)
  const { ring } = made.keys
  const postgres = await startPostgres({ dataDir: env.DATA_DIR, log: silent })
  await migrate(postgres.url, path.join(root, 'migrations'))
  const { db, close } = openDatabase(postgres.url)
  const deps = { db, ring, clock: () => new Date() }
  await installation.enter(db, ring, 'real')
  await db.execute('update installation set set_up_at = now()')
  const agencyId = await addAgency(deps)
  await addPerson(deps, agencyId, { ...world.chen, password: null })
  const teachers: TestPerson[] = []
  for (const [i, idNumber] of numbers.entries()) {
    teachers.push(await addPerson(deps, agencyId, { name: `林老師${i}`, idNumber, loginName: `lin.${i}` }))
  }
  await close()
  await postgres.stop()
  return { env, teachers, base: `http://localhost:${port}`, note: path.join(env.DATA_DIR, 'pg18/postmaster.pid') }
}

/** A browser on a real port; a request that got no answer, or an answer that it failed, gives undefined. */
function browserAt(base: string) {
  const cookies = new Map<string, string>()
  async function send(url: string, init: RequestInit = {}) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const signal = AbortSignal.timeout(patience)
    const answer = await fetch(base + url, { ...init, signal, headers: { cookie }, redirect: 'manual' }).catch(
      () => null,
    )
    if (!answer || answer.status >= 500) return undefined
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      cookies.set(name, value)
    }
    const body = await answer.text().catch(() => null)
    return body === null ? undefined : { status: answer.status, to: answer.headers.get('location') ?? '', body }
  }
  return {
    get: (url: string) => send(url),
    /** Fills and sends the form of a page, as it stands there. */
    async fill(page: string, action: string, fields: Record<string, string | File>) {
      const shown = await send(page)
      const form = shown && formIn(shown, action)
      if (!form) return undefined
      const isUpload = Object.values(fields).some(value => value instanceof File)
      const body = isUpload ? new FormData() : new URLSearchParams()
      for (const [name, value] of Object.entries({ ...form, ...fields })) {
        if (body instanceof FormData) body.set(name, value)
        else if (typeof value === 'string') body.set(name, value)
      }
      return send(action, { method: 'POST', body })
    },
  }
}

type Step = 'started' | 'saved' | 'with evidence' | 'sent'

/** A teacher who writes one request after the other, and remembers what the server said was done. */
function writerAt(base: string, { loginName }: TestPerson) {
  const browser = browserAt(base)
  const requests = new Map<string, { text: string; step: Step }>()
  let password = goodPassword
  let maybe: string | undefined
  let count = 0

  const enter = async (tried: string) =>
    (await browserAt(base).fill('/sign-in', '/sign-in/password', { login_name: loginName, password: tried }))?.status
  const signIn = async () =>
    (await browser.fill('/sign-in', '/sign-in/password', { login_name: loginName, password }))?.status === 303

  async function write() {
    count += 1
    const text = `第 ${count} 張證書`
    const begun = await browser.fill('/record', '/corrections', { start: 'add:skill' })
    const id = /^\/corrections\/([0-9a-f-]{36})\/edit/.exec(begun?.to ?? '')?.[1]
    if (!id) return
    const done = (step: Step) => requests.set(id, { text, step })
    done('started')
    const at = `/corrections/${id}`
    const fields = { row_skill: '急救', row_licence: text, reason: '新取得證照' }
    if ((await browser.fill(`${at}/edit`, `${at}/edit`, fields))?.status !== 303) return
    done('saved')
    if (count % 4 === 0) return changePassword()
    const file = new File([`%PDF-1.4\n% ${text}\n%%EOF\n`], '證書.pdf', { type: 'application/pdf' })
    if ((await browser.fill(`${at}/evidence`, `${at}/evidence`, { file }))?.status !== 303) return
    done('with evidence')
    if ((await browser.fill(`${at}/signing`, `${at}/unsigned`, {}))?.status === 303) done('sent')
  }

  async function changePassword() {
    const next = `${count} blue herons over the marsh`
    maybe = next
    const changed = await browser.fill('/password', '/password', { current: password, new_password: next, again: next })
    if (changed?.status === 200) [password, maybe] = [next, undefined]
  }

  return {
    signIn,
    write,
    count: () => [...requests.values()].filter(({ step }) => step !== 'started').length,
    sent: () => [...requests.values()].filter(({ step }) => step === 'sent').length,

    /** Everything that was acknowledged and is not there. */
    async lost(): Promise<string[]> {
      const lost: string[] = []
      for (const [id, { text, step }] of requests) {
        const status = await browser.get(`/corrections/${id}`)
        const page = status?.status === 303 ? await browser.get(status.to) : status
        const files = step === 'with evidence' ? await browser.get(`/corrections/${id}/evidence`) : undefined
        const link = /\/corrections\/[0-9a-f-]{36}\/evidence\/[0-9a-f-]{36}/.exec((files ?? page)?.body ?? '')?.[0]
        const file = link === undefined ? undefined : await browser.get(link)
        const isThere =
          page?.status === 200 &&
          (step === 'started' || page.body.includes(text)) &&
          (step !== 'sent' || page.body.includes('已送出')) &&
          (step !== 'with evidence' || status?.status === 200 || Boolean(files?.body.includes('證書.pdf'))) &&
          (link === undefined ? step !== 'sent' : file?.status === 200 && file.body.includes(text))
        if (!isThere) lost.push(`${loginName}: ${text}, ${step}: ${status?.status} ${status?.to} ${page?.status}`)
      }
      if ((await enter(password)) === 303) return lost
      // a change that got no answer may have been kept or not
      if (maybe && (await enter(maybe)) === 303) [password, maybe] = [maybe, undefined]
      else lost.push(`${loginName}: the password`)
      return lost
    },
  }
}

t.test('whatever was acknowledged is there after the application, the database, or both were killed', async t => {
  const { env, teachers, base, note } = await home(t, ['A223456781', 'B123456780', 'A123456770'])
  const begin = async () => {
    const program = startProgram(t, 'main.js', [], env)
    await program.says(/Server listening/)
    return program
  }
  const writers = teachers.map(teacher => writerAt(base, teacher))
  const count = () => writers.reduce((sum, writer) => sum + writer.count(), 0)
  const killDatabase = async () => process.kill(Number((await readFile(note, 'utf8')).split('\n')[0]), 'SIGKILL')

  /** Lets everybody write while something happens, and then until each has written more; gives what was lost. */
  async function lostIn(happens: () => Promise<unknown>): Promise<string[]> {
    const writing = { over: false }
    const driven = writers.map(async writer => {
      while (!writing.over) {
        await writer.write()
        await pause(20)
      }
    })
    await wait(4)
    await happens()
    await wait(6)
    writing.over = true
    await Promise.all(driven)
    return (await Promise.all(writers.map(writer => writer.lost()))).flat()
  }
  async function wait(more: number) {
    const before = count()
    for (let waited = 0; waited < patience && count() < before + more; waited += 20) await pause(20)
  }

  let program = await begin()
  for (const writer of writers) t.equal(await writer.signIn(), true)

  const killApplication = async () => {
    await program.end('SIGKILL')
    program = await begin()
  }
  const killBoth = async () => {
    await killDatabase()
    await killApplication()
  }
  t.same(await lostIn(killApplication), [], 'the application was killed')
  t.same(await lostIn(killDatabase), [], 'the database was killed under the application, which went on')
  t.same(await lostIn(killBoth), [], 'both were killed')
  const sent = writers.map(writer => writer.sent())
  t.ok(Math.min(...sent) > 0, `${sent.join(', ')} were sent`)
  t.equal(await program.end('SIGTERM'), 0)
})
