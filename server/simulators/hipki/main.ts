import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openCa } from '../cards/ca.ts'
import { control } from '../control/control.ts'
import { serve, type Service } from '../serve.ts'
import { openCards } from './cards.ts'
import { component } from './component.ts'
import { openMachine } from './machine.ts'
import { readOptions, type Options } from './options.ts'
import { readPeople } from './people.ts'

const day = 86_400_000

async function start({ data, token, ...options }: Options) {
  const people = readPeople(readFileSync(options.people, 'utf8'))
  const services: Service[] = []
  const machine = openMachine(people, options.trusted)
  const ca = await openCa(path.resolve(data), options.caBits ? { caBits: options.caBits } : {})
  const cards = await openCards(ca, people)

  const main = await serve(options.port, component(machine, cards, options))
  const desk = await serve(options.controlPort, control({ machine, cards, people, token }))
  services.push(main, desk)
  const republishing = setInterval(() => void ca.publish(), day)

  function stop() {
    clearInterval(republishing)
    for (const service of services) service.close()
    process.stdin.destroy()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (options.withParent) process.stdin.once('end', stop).once('error', stop).resume()

  const [url, page] = [`http://localhost:${main.port}`, `http://localhost:${desk.port}`]
  console.log(JSON.stringify({ url, control: page, token, trust: ca.trust }))
  if (!options.json) console.error(`Insert cards at ${page}/?token=${token}`)
}

try {
  await start(readOptions(process.argv.slice(2)))
} catch (error) {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number }
  const isTaken = code === 'EADDRINUSE'
  console.error(isTaken ? `Port ${port} is taken by another program.` : message)
  process.exitCode = isTaken ? 3 : 1
  process.exit()
}
