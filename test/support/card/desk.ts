import type { Test } from 'tap'
import { runSimulator, startSimulator } from '../running/simulator.ts'
import { cardFolder } from './folder.ts'

export type Answer = { func: string; ret_code: number; last_error: number } & Record<string, string & number>

export type Site = { origin?: string }

/** Runs the simulator of the card component until it ends; what it said, and its exit code. */
export const runDesk = (args: readonly string[]) => runSimulator('hipki', args)

type Ready = { url: string; control: string; token: string; trust: string }

/**
 * The simulator of the card component on free ports, as a process of its own that ends with the test.
 * `people` are entries of its file of people.
 */
export async function startDesk(t: Test, people: readonly object[], args: readonly string[] = []) {
  const folder = await cardFolder(t)
  const short = ['--ca-bits', '2048', ...args]
  const desk = await startSimulator<Ready>(t, 'hipki', { folder, people, args: short })

  return {
    ...desk,

    /** What the pop-up does: posts a request as it stands, and takes the answer's text. */
    post(address: string, request: object, { origin }: Site = {}) {
      const body = `tbsPackage=${JSON.stringify(request).replaceAll('+', '%2B')}`
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        ...(origin ? { 'x-opener-origin': origin } : {}),
      }
      return fetch(desk.url + address, { method: 'POST', headers, body })
    },

    async sign(changes: object = {}, site?: Site): Promise<Answer> {
      const response = await this.post('/sign', { ...request, ...changes }, site)
      return (await response.json()) as Answer
    },

    async info(address = '/pkcs11info', site?: Site) {
      return (await this.post(address, {}, site)).json()
    },
  }
}

/** What a site asks for when it wants a signature. */
export const request = {
  func: 'MakeSignature',
  tbs: 'personnel-desk-1 purpose:sign-in',
  tbsEncoding: 'NONE',
  hashAlgorithm: 'SHA256',
  signatureType: 'PKCS7',
  pin: '123456',
  nonce: '',
  withCardSN: 'false',
  checkValidity: 'true',
}
