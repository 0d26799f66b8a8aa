import type { Test } from 'tap'
import { showCode } from '../../../server/domain/readable-code.ts'
import type { Ca } from '../../../server/simulators/cards/ca.ts'
import * as activations from '../../../server/store/account/activations.ts'
import type { Deps } from '../../../server/web/deps.ts'
import type { Browser } from '../app/app.ts'
import { startApp, visitor } from '../app/app.ts'
import { trustCa } from '../card/cards.ts'
import { addRow } from '../correction/corrections.ts'
import { addAgency, addPerson, signIn, type TestPerson } from './people.ts'
import { world, type Invented, type Who } from './world.ts'

/** One of the world with a browser of their own, in which nobody is signed in yet. */
export type Somebody = TestPerson & Browser

export type Asked = Partial<Invented>

/** Under the name of somebody: what is different about them. */
type Wishes = Partial<Record<Who, Asked>> & {
  /** The authority of the cards that it knows. */
  ca?: Ca
  settings?: Parameters<typeof startApp>[1]
  deps?: Partial<Deps>
  options?: Parameters<typeof startApp>[3]
}

/** The application with a school of these people and no others; `browser` is nobody's. */
export async function startSchool<Name extends Who>(t: Test, names: readonly Name[], wishes: Wishes = {}) {
  const started = await startApp(t, wishes.settings, wishes.deps, wishes.options)
  const { app, deps } = started
  if (wishes.ca) await trustCa(deps, wishes.ca)
  const agencyId = await addAgency(deps)
  const add = async (name: Who, asked: Asked = {}, agency = agencyId): Promise<Somebody> => ({
    ...(await addPerson(deps, agency, { ...world[name], ...asked })),
    ...visitor(app),
  })
  const people = {} as Record<Name, Somebody>
  for (const name of names) people[name] = await add(name, wishes[name])
  return { ...started, ...people, agencyId, add, browser: visitor(app) }
}

/** Signs somebody in by password in their own browser, and goes where that leads. */
export async function enter(one: Somebody): Promise<Somebody> {
  const { statusCode, headers } = await signIn(one, one)
  if (statusCode !== 303) throw new Error(`${one.loginName} cannot sign in: ${statusCode}`)
  await one.get(String(headers.location))
  return one
}

/** The same in an application that runs already: lin with a row of education, chen and huang; `lin` as above. */
export async function addSchool(deps: Deps, lin: Asked = {}) {
  const agencyId = await addAgency(deps)
  const teacher = await addPerson(deps, agencyId, lin)
  const officer = await addPerson(deps, agencyId, world.chen)
  const chief = await addPerson(deps, agencyId, world.huang)
  await addEducation(deps, teacher)
  return { agencyId, teacher, officer, chief }
}

/** Gives the id of the row. */
export const addEducation = (deps: Deps, { personId }: TestPerson): Promise<string> =>
  addRow(deps, personId, 'education', {
    school: '國立示範大學',
    country: 'TW',
    dept: '國語文教育學系',
    start_ym: '2008-09',
    end_ym: '2012-06',
    result: 'graduated',
    degree: '50',
    cert_no: '示大教字第1010000001號',
    is_highest: true,
  })

/** An activation code as HR prints it. */
export async function activationCode({ db, ring, clock }: Deps, { accountId }: TestPerson): Promise<string> {
  const { code } = await activations.issue(db, ring, { accountId, by: null }, clock())
  return showCode(code)
}
