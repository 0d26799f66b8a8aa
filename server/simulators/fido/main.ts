import { readFileSync } from 'node:fs'
import path from 'node:path'
import { serve } from '../serve.ts'
import { readOptions, type Options } from './options.ts'
import { isOfPage, ministryPage } from './page.ts'
import { openPhones, readPeople } from './people.ts'
import { phones } from './phone.ts'
import { openRequests } from './requests.ts'
import { service } from './service.ts'

async function start({ data, token, serviceId, key, callback, ...options }: Options) {
  const people = readPeople(readFileSync(options.people, 'utf8'))
  const phone = await openPhones(path.resolve(data))
  const requests = openRequests()

  const main = await serve(options.port, service({ requests, people, phone, serviceId, key }))
  // a browser comes to both, so they share the port that is told to people
  const [page, onPhones] = [
    ministryPage({ requests, people, phone, serviceId, key, callback }),
    phones({ requests, people, phone, token }),
  ]
  const desk = await serve(options.controlPort, ask => (isOfPage(ask) ? page(ask) : onPhones(ask)))

  function stop() {
    main.close()
    desk.close()
    process.stdin.destroy()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (options.withParent) process.stdin.once('end', stop).once('error', stop).resume()

  const [url, control] = [`http://localhost:${main.port}`, `http://localhost:${desk.port}`]
  console.log(JSON.stringify({ url, control, token, serviceId, key: key.toString('base64') }))
  if (!options.json) console.error(`The phones are at ${control}/?token=${token}`)
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
