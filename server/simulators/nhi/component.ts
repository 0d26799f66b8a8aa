import { createCipheriv, randomInt } from 'node:crypto'
import type { Administration } from './administration.ts'
import { codeOf } from './faults.ts'
import type { ComponentName, Machine } from './machine.ts'
import { basicOf, type Person } from './people.ts'

/** What either component can do, whatever it is called on the wire. */
export type Call = 'status' | 'card-status' | 'version' | 'random' | 'basic' | 'sign' | 'password' | 'sealed-basic'

/** `result` is 0000 or the code of a failure, which has no value. */
export type Answer = { result: string; value: string }

export type Desk = { machine: Machine; administration: Administration; people: readonly Person[] }

const done = (value = ''): Answer => ({ result: '0000', value })
const failed = (result: string): Answer => ({ result, value: '' })

export function component(name: ComponentName, { machine, administration }: Desk) {
  const withCard = (does: (card: Person, argument: string) => Answer) => (argument: string) => {
    const card = machine.card()
    return card ? does(card, argument) : failed('7004')
  }
  const calls: Record<Call, (argument: string) => Answer> = {
    status: () => done(),
    'card-status': withCard(() => done()),
    version: () => done(machine.component(name).version),
    random: () => done(Array.from({ length: 4 }, () => String(randomInt(10_000)).padStart(4, '0')).join('')),
    basic: withCard(card => {
      machine.hasRead()
      return done(basicOf(card).join(','))
    }),
    sign: withCard((card, text) =>
      /^\w{4}\d{16}$/.test(text) ? done(administration.sign(card, text)) : failed('9999'),
    ),
    password: password => (isPassword(password) ? done(hidden(password)) : failed('8009')),
    'sealed-basic': withCard(card => done(hidden(basicOf(card).join(',')))),
  }

  return (call: Call, argument = ''): Answer => {
    const stage = call === 'sign' ? 'signature' : needsCard.includes(call) ? 'card' : 'call'
    const { fault, code } = machine.component(name)
    const failure = codeOf(fault, stage, code)
    return failure ? failed(failure) : calls[call](argument)
  }
}

const needsCard: Call[] = ['card-status', 'basic', 'sealed-basic']

const isPassword = ({ length }: string) => length >= 6 && length <= 12

/** DES under the date, as weak as what it stands for. */
function hidden(text: string) {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '')
  const des = createCipheriv('des-ede3-ecb', day.repeat(3), null)
  return Buffer.concat([des.update(text, 'utf8'), des.final()])
    .toString('hex')
    .toUpperCase()
}
