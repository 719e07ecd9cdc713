import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readNetstatRoutes, readProcRoutes, readWindowsRoutes } from '../core/default-routes.ts'

/** Reserved for documentation: nothing answers there, and connecting a UDP socket sends nothing anyway. */
const somewhereFar = '192.0.2.1'
const patienceMs = 2_000

const run = promisify(execFile)

/** The address the system would send from, found without sending anything; `null` without a default route. */
export function askOwnAddress(): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const answer = (address: string | null) => {
      socket.close()
      resolve(address)
    }
    socket.once('error', () => answer(null))
    socket.once('connect', () => answer(socket.address().address))
    socket.connect(53, somewhereFar)
  })
}

/**
 * Adapters or own addresses that a default route leads through, by the system's own table. It knows the venue's
 * route also under a VPN that takes all traffic. Empty where it can't be read in time.
 */
export async function readDefaultRoutes(
  platform: NodeJS.Platform = process.platform,
): Promise<readonly string[]> {
  try {
    switch (platform) {
      case 'linux':
        return readProcRoutes(await readFile('/proc/net/route', 'utf8'))
      case 'darwin':
        return readNetstatRoutes(await output('/usr/sbin/netstat', ['-rn', '-f', 'inet']))
      case 'win32':
        return readWindowsRoutes(await output(routeProgram(), ['print', '-4', '0.0.0.0']))
      default:
        return []
    }
  } catch {
    return []
  }
}

async function output(program: string, options: readonly string[]): Promise<string> {
  const { stdout } = await run(program, options, { timeout: patienceMs, windowsHide: true })
  return stdout
}

/** By its full path: a `route.exe` that lies in the present folder must not be started. */
function routeProgram(): string {
  return join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'route.exe')
}
