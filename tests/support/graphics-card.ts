import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A graphics card that is not there, with two outputs: programs learn of its monitors as of any, from the system. */
export type GraphicsCard = {
  /** For the environment of what is to be shown on it. */
  readonly display: string
  /** The second monitor, right of the first one. */
  plugIn(): void
  unplug(): void
  end(): void
}

const server = '/usr/lib/xorg/Xorg'
export const laptop = { x: 0, y: 0, width: 1280, height: 800 } as const
export const beamer = { x: 1280, y: 0, width: 1920, height: 1080 } as const

const configuration = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "first"
  HorizSync 5.0 - 1000.0
  VertRefresh 5.0 - 200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "first"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 3200 1080
  EndSubSection
EndSection
`

/** Whether this computer has what that takes: only Linux, and only with Xorg's driver for it. */
export function hasGraphicsCard(): boolean {
  return existsSync(server) && existsSync('/usr/lib/xorg/modules/drivers/dummy_drv.so')
}

export async function startGraphicsCard(): Promise<GraphicsCard> {
  const folder = mkdtempSync(join(tmpdir(), 'cueline-card-'))
  const config = join(folder, 'xorg.conf')
  writeFileSync(config, configuration)
  const log = join(folder, 'log')
  const options = ['-noreset', '-nolisten', 'tcp', '-ac', '-novtswitch', '-sharevts']
  const card = spawn(server, ['-displayfd', '3', '-config', config, '-logfile', log, ...options], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = `:${await firstLine(card)}`
  function arrange(...args: readonly string[]): void {
    const environment = { env: { ...process.env, DISPLAY: display } }
    execFileSync('xrandr', args, environment)
    // Only when it is asked does the server look which monitors are there, and tell the others.
    execFileSync('xrandr', ['--query'], environment)
  }

  const mode = ({ width, height }: typeof laptop | typeof beamer) => `${width}x${height}`
  arrange('--addmode', 'DUMMY1', mode(beamer))
  arrange('--output', 'DUMMY0', '--mode', mode(laptop))
  return {
    display,
    plugIn: () => arrange('--output', 'DUMMY1', '--mode', mode(beamer), '--right-of', 'DUMMY0'),
    unplug: () => arrange('--output', 'DUMMY1', '--off'),
    end() {
      card.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function firstLine(card: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    card.stdio[3]?.on('data', (data: Buffer) => {
      text += data.toString()
      if (text.includes('\n')) resolve(text.trim())
    })
    card.once('error', reject)
    card.once('close', () => reject(new Error('Xorg ended before it was ready')))
  })
}
