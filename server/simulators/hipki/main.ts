import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openCa } from '../cards/ca.ts'
import { control } from '../control/control.ts'
import { serve } from '../serve.ts'
import { run, type Running } from '../start.ts'
import { openCards } from './cards.ts'
import { component } from './component.ts'
import { openMachine } from './machine.ts'
import { readOptions, type Options } from './options.ts'
import { readPeople } from './people.ts'

const day = 86_400_000

async function start({ data, token, ...options }: Options): Promise<Running> {
  const people = readPeople(readFileSync(options.people, 'utf8'))
  const machine = openMachine(people, options.trusted)
  const ca = await openCa(path.resolve(data), options.caBits ? { caBits: options.caBits } : {})
  const cards = await openCards(ca, people)

  const main = await serve(options.port, component(machine, cards, options))
  const desk = await serve(options.controlPort, control({ machine, cards, people, token }))
  const republishing = setInterval(() => void ca.publish(), day)
  return {
    ready: { url: `http://localhost:${main.port}`, control: `http://localhost:${desk.port}`, trust: ca.trust },
    hint: 'Insert cards at',
    stop() {
      clearInterval(republishing)
      for (const service of [main, desk]) service.close()
    },
  }
}

await run(readOptions, start)
