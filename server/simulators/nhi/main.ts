import { readFileSync } from 'node:fs'
import path from 'node:path'
import { keptKey } from '../cards/keys.ts'
import { guarded } from '../guarded.ts'
import { serve } from '../serve.ts'
import { run, type Running } from '../start.ts'
import { actionsOn, describe, shownCard } from './actions.ts'
import { openAdministration } from './administration.ts'
import type { Desk } from './component.ts'
import { openDoor, patiently } from './door.ts'
import { openMachine } from './machine.ts'
import { newer } from './newer.ts'
import { older } from './older.ts'
import { readOptions, type Options } from './options.ts'
import { healthPage, style } from './page.ts'
import { readPeople } from './people.ts'
import { keptTls } from './tls.ts'
import { verifier } from './verifier.ts'

async function start({ token, securePort, ...options }: Options): Promise<Running> {
  const people = readPeople(readFileSync(options.people, 'utf8'))
  const folder = path.join(path.resolve(options.data), 'nhi')
  const [key, { authority, spki, ...tls }] = await Promise.all([
    keptKey(path.join(folder, 'administration.key'), 1024),
    keptTls(folder),
  ])
  const administration = openAdministration(people, key)
  const machine = openMachine()
  const desk: Desk = { machine, administration, people }

  const [overHttp, overSocket] = [newer(desk), older(desk)]
  const http = await openDoor(options.port, port => serve(port, overHttp))
  const secure = securePort === null ? null : await openDoor(securePort, port => serve(port, overHttp, { tls }))
  const socket = await openDoor(options.socketPort, async port => {
    const service = await serve(port, overSocket.answering, { tls, upgrade: overSocket.upgrade })
    const close = () => [service, overSocket].forEach(one => one.close())
    return { port: service.port, close }
  })
  async function follow() {
    const runs = { newer: machine.component('newer').fault, older: machine.component('older').fault }
    const isNewer = runs.newer !== 'stopped'
    await Promise.all([http.set(isNewer), secure?.set(isNewer), socket.set(runs.older !== 'stopped')])
  }

  const verifying = await patiently(options.verifierPort, port => serve(port, verifier(desk, token)))
  const hands = guarded(token, 'health-desk', {
    actions: actionsOn({ ...desk, follow }),
    describe: () => describe(desk),
    page: why => healthPage(desk, token, why),
    style,
    look: path => shownCard(desk, path),
  })
  const control = await patiently(options.controlPort, port => serve(port, hands))

  return {
    ready: {
      component: `http://localhost:${http.port}`,
      ...(secure && { secure: `https://localhost:${secure.port}` }),
      socket: `wss://localhost:${socket.port}/echo`,
      control: `http://localhost:${control.port}`,
      verifier: `http://localhost:${verifying.port}`,
      spki,
      authority,
    },
    hint: 'Insert health cards at',
    stop() {
      for (const door of [http, secure, socket]) void door?.set(false)
      for (const service of [verifying, control]) service.close()
    },
  }
}

await run(readOptions, start)
