import type { Locator, Page } from 'playwright-core'
import type { Test } from 'tap'
import { importTrust } from '../../../server/store/trust/trust.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { startApp } from '../app/app.ts'
import { bindCard } from '../card/cards.ts'
import { startDesk } from '../card/desk.ts'
import type { TestPerson } from '../person/people.ts'
import { world } from '../person/world.ts'
import { freePort } from '../running/program.ts'

/** Entries of the simulator's file of people. The PINs stand nowhere else by chance. */
export const cards = {
  lin: cardOf(1, 'lin', world.lin, '73914628'),
  chen: cardOf(2, 'chen', world.chen, '58203917'),
}

export type CardEntry = ReturnType<typeof cardOf>

export function cardOf(
  number: number,
  id: string,
  { name, idNumber }: { name: string; idNumber: string },
  pin: string,
) {
  const digits = String(number).padStart(5, '0')
  const [subjectSerial, cardNumber] = [`00000000999${digits}`, `TP999000000${digits}`]
  return { id, kind: 'citizen' as const, name, lastFour: idNumber.slice(-4), subjectSerial, cardNumber, pin }
}

/**
 * The application on a real port with a clock that goes, and beside it the card component as a process of its own, on
 * a free port, whose authorities the application knows.
 */
export async function startSite(t: Test, people: readonly object[], settings: Partial<Deps['config']> = {}) {
  const desk = await startDesk(t, people)
  const site = await startBareSite(t, { componentOrigin: desk.url, ...settings })
  const { db, clock } = site.deps
  const { refused } = await importTrust(db, desk.trust, { test: true, at: clock() })
  if (refused.length > 0) throw new Error(JSON.stringify(refused))

  return {
    ...site,
    desk,

    /** Registers a card without the pages that do it. */
    async bind({ accountId }: TestPerson, card: CardEntry) {
      const { certificate }: { certificate: string } = await desk.look(`cards/${card.id}`)
      const holder = { ...card, serialNumber: card.subjectSerial }
      await bindCard(site.deps, accountId, { holder, signing: { certificate: Buffer.from(certificate, 'base64') } })
    },
  }
}

/** The application alone on a real port, with a clock that goes. */
export async function startBareSite(t: Test, settings: Partial<Deps['config']> = {}, more: Partial<Deps> = {}) {
  const baseUrl = settings.baseUrl ?? (await freeOrigin())
  const { app, deps, setClock } = await startApp(t, { ...settings, baseUrl }, more)
  setClock(() => new Date())
  await app.listen({ port: Number(new URL(baseUrl).port), host: '127.0.0.1' })
  return { app, deps, baseUrl, setClock }
}

export type Site = Awaited<ReturnType<typeof startBareSite>>

/** Where nothing listens yet. */
export async function freeOrigin(): Promise<string> {
  return `http://localhost:${await freePort()}`
}

/** The form of a page that talks to the card component. */
export const cardForm = (page: Page) => page.locator('form[data-card]')

/** Types the PIN and presses the button; the component's window opens and closes, and another page comes. */
export async function useCard(page: Page, pin: string): Promise<void> {
  await cardForm(page).getByLabel('PIN 碼').waitFor()
  await page.waitForLoadState()
  const loaded = page.waitForEvent('load')
  await pressForCard(page, pin)
  await loaded
}

/** Types the PIN and presses the button, by `force` also one that says it is off, and waits for nothing. */
export async function pressForCard(page: Page, pin: string, options: { force?: boolean } = {}): Promise<void> {
  await cardForm(page).getByLabel('PIN 碼').fill(pin)
  await cardForm(page).getByRole('button').click(options)
}

export async function signInByPassword(page: Page, baseUrl: string, { loginName }: TestPerson, password: string) {
  await page.goto(`${baseUrl}/sign-in`)
  await page.getByLabel('帳號', { exact: true }).fill(loginName)
  await page.getByLabel('密碼', { exact: true }).fill(password)
  await page.getByRole('region', { name: '帳號密碼' }).getByRole('button', { name: '登入' }).click()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: '登出' }).click()
  await page.getByRole('heading', { level: 1, name: '登入' }).waitFor()
  // or its load would be taken for that of the page after it
  await page.waitForLoadState()
}

/** The text of what is found, in one line, once it is there. */
export async function textOf(found: Locator): Promise<string> {
  return (await found.innerText()).replace(/\s+/g, ' ').trim()
}

export const heading = (page: Page, level = 1): Promise<string> => textOf(page.getByRole('heading', { level }).first())

export const toRecord = (page: Page) => page.getByRole('navigation').getByRole('link', { name: '我的資料' }).click()

/** A section of a record. */
export const sectionOf = (page: Page, name: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name }) })

/** From any page of a person: the form that corrects these fields of the one row of a section. */
export async function startCorrection(page: Page, section: string, fields: readonly string[]): Promise<void> {
  await toRecord(page)
  await sectionOf(page, section).getByRole('link', { name: '查看' }).click()
  await page.getByRole('button', { name: '申請更正' }).click()
  for (const field of fields) await page.getByRole('checkbox', { name: field }).check()
  await page.getByRole('button', { name: '下一步：填寫正確內容' }).click()
}

/** A file that proves something. */
export const diploma = {
  name: '畢業證書.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n% an invented diploma\n%%EOF\n'),
}

/** Adds a file to the draft that is open. */
export async function addDiploma(page: Page): Promise<void> {
  await page.getByLabel('選擇檔案').setInputFiles(diploma)
  await page.getByRole('button', { name: '加入這份文件' }).click()
  await page.getByRole('link', { name: diploma.name }).waitFor()
}

/** Opens the file of `addDiploma` in the page of a reviewer. */
export async function openEvidence(page: Page): Promise<void> {
  const opened = page.waitForResponse(/\/evidence\/[^/]+\/view$/)
  await page.getByRole('main').getByRole('link', { name: diploma.name }).first().click()
  const status = (await opened).status()
  if (status !== 200) throw new Error(`the file came with ${status}`)
}

/** The line of a field among the changes of a correction. */
export const changeOf = (page: Page, field: string): Promise<string> =>
  textOf(
    page
      .locator('dl.summary > div')
      .filter({ has: page.getByText(field, { exact: true }) })
      .first(),
  )
