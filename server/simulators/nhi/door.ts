import { setTimeout as pause } from 'node:timers/promises'
import type { Service } from '../serve.ts'

export type Door = { port: number; set(isOpen: boolean): Promise<void> }

const maxTries = 10

/** A port that can be shut and opened again under the same number; 0 is any free port. */
export async function openDoor(port: number, open: (port: number) => Promise<Service>): Promise<Door> {
  let service: Service | null = await patiently(port, open)
  const number = service.port
  let before: Promise<void> = Promise.resolve()

  async function turn(isOpen: boolean) {
    if (isOpen) service ??= await patiently(number, open)
    else service?.close()
    if (!isOpen) service = null
  }

  return {
    port: number,
    set: isOpen => {
      before = before.catch(() => undefined).then(() => turn(isOpen))
      return before
    },
  }
}

/** High numbers are lent to outgoing connections too, which soon give them back. */
export async function patiently(port: number, open: (port: number) => Promise<Service>): Promise<Service> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await open(port)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries === maxTries) throw error
      await pause(200)
    }
  }
}
