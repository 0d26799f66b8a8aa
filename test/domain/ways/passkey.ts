import t from 'tap'
import { hasGoneBack, rpIdOf } from '../../../server/domain/ways/passkey.ts'

const sites: [string, string | undefined][] = [
  ['https://hr.example.edu.tw', 'hr.example.edu.tw'],
  ['https://hr.example.edu.tw:8443', 'hr.example.edu.tw'],
  ['http://localhost:3000', 'localhost'],
  ['http://desk.localhost', 'desk.localhost'],
  ['http://hr.example.edu.tw', undefined],
  ['http://127.0.0.1:3000', undefined],
  ['https://192.0.2.7', undefined],
  ['https://[2001:db8::1]', undefined],
]
for (const [site, host] of sites) {
  t.test(`${site} has ${host ? `passkeys of ${host}` : 'no passkeys'}`, async t => t.equal(rpIdOf(site), host))
}

const counts: [number, number, boolean][] = [
  [0, 0, false],
  [0, 1, false],
  [7, 8, false],
  [7, 7, true],
  [7, 6, true],
  [7, 0, true],
]
for (const [kept, said, isBack] of counts) {
  t.test(`after ${kept} uses ${said} is ${isBack ? 'a step back' : 'fine'}`, async t =>
    t.equal(hasGoneBack(kept, said), isBack),
  )
}
