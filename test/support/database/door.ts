import type { Test } from 'tap'
import { connect, createServer, type Socket } from 'node:net'

/**
 * A way to a database that can be shut, as if the database were gone, or silent, as if the line to it were cut: nothing
 * comes through then, and nobody is told. `url` leads through it.
 */
export async function doorTo(t: Test, database: string) {
  const url = new URL(database)
  const folder = url.searchParams.get('host') ?? '/tmp'
  const socket = `${folder}/.s.PGSQL.${url.searchParams.get('port') ?? '5432'}`
  const open = new Set<Socket>()
  let isSilent = false
  const server = createServer(visitor => {
    const inside = connect(socket)
    for (const [one, other] of [
      [visitor, inside],
      [inside, visitor],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        if (!isSilent) other.destroy()
      })
      one.on('data', bytes => isSilent || other.write(bytes))
    }
  })
  const listen = (port: number) => new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  async function shut() {
    const closed = new Promise(resolve => server.close(resolve))
    for (const one of open) one.destroy()
    await closed
  }
  await listen(0)
  t.teardown(() => (server.listening ? shut() : undefined))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `postgresql://desk@127.0.0.1:${port}${url.pathname}`,
    shut,
    open: () => listen(port),
    silence: (so: boolean) => void (isSilent = so),
  }
}
