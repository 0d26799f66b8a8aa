import { spawnSync } from 'node:child_process'

/** Whether an OpenSSL is on the path; tests that ask it for a second opinion are skipped without. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Runs OpenSSL and returns everything it said; text is UTF-8. */
export function openssl(args: readonly string[], input?: Buffer): { status: number; out: Buffer; text: string } {
  const { status, stdout, stderr } = spawnSync('openssl', args, { input: input ?? Buffer.alloc(0) })
  return { status: status ?? -1, out: stdout, text: `${stdout}${stderr}` }
}
