import { readFileSync } from 'node:fs'
import path from 'node:path'
import { serve } from '../serve.ts'
import { run, type Running } from '../start.ts'
import { readOptions, type Options } from './options.ts'
import { isOfPage, ministryPage } from './page.ts'
import { openPhones, readPeople } from './people.ts'
import { phones } from './phone.ts'
import { openRequests } from './requests.ts'
import { service } from './service.ts'

async function start({ data, token, serviceId, key, callback, ...options }: Options): Promise<Running> {
  const people = readPeople(readFileSync(options.people, 'utf8'))
  const phone = await openPhones(path.resolve(data), options.since)
  const requests = openRequests()

  const main = await serve(options.port, service({ requests, people, phone, serviceId, key }))
  // a browser comes to both, so they share the port that is told to people
  const [page, onPhones] = [
    ministryPage({ requests, people, phone, serviceId, key, callback }),
    phones({ requests, people, phone, token }),
  ]
  const desk = await serve(options.controlPort, ask => (isOfPage(ask) ? page(ask) : onPhones(ask)))
  const [url, control] = [`http://localhost:${main.port}`, `http://localhost:${desk.port}`]
  return {
    ready: { url, control, serviceId, key: key.toString('base64') },
    hint: 'The phones are at',
    stop() {
      for (const service of [main, desk]) service.close()
    },
  }
}

await run(readOptions, start)
