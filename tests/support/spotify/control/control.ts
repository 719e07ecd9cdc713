import { assertNever } from '../../../../src-main/core/result.ts'
import type { TokenPair } from '../accounts/grants.ts'
import type { Answer } from '../answer.ts'
import type { DoubleParts } from '../assembly.ts'
import { type ControlCommand, controlCommand } from './commands.ts'

/** Carries out one command of another process. */
export function control(double: DoubleParts, body: string): Answer {
  const command = controlCommand.safeParse(jsonOf(body))
  if (!command.success) return { status: 400, json: { error: command.error.message } }
  const tokens = run(double, command.data)
  return { status: 200, json: tokens ?? stateOf(double) }
}

/** Everything that a test may ask about. */
export function stateOf(double: DoubleParts) {
  const { device, current, playing, position, upcoming } = double.player.view()
  return {
    now: double.clock.now(),
    calls: double.calls.all(),
    problems: double.calls.problems(),
    per30s: double.calls.per30s(),
    heard: double.heard(),
    devices: double.player.devices(),
    playback: { device: device?.name ?? null, uri: current?.uri ?? null, playing, positionMs: position },
    upcoming,
    playlists: double.playlists.list(),
    secrets: double.accounts.secrets(),
  }
}

/** Answers tokens where the command is about them. */
function run(double: DoubleParts, command: ControlCommand): TokenPair | undefined {
  const { accounts, faults, phone, player } = double
  switch (command.do) {
    case 'look':
      return undefined
    case 'advance':
      return void double.clock.advance(command.ms)
    case 'fault':
      return void faults.add(ruleOf(command.fault))
    case 'clear-faults':
      return void faults.clear()
    case 'decide':
      return void accounts.decide(command.decision)
    case 'sign-in':
      return accounts.signIn(command.scopes)
    case 'revoke':
      return void accounts.revokeAll()
    case 'expire-access':
      return void accounts.expireAccess()
    case 'set': {
      const { do: _, ...change } = command
      return void double.set(change)
    }
    case 'add-device':
      return void player.addDevice(command.device)
    case 'restart-device':
      return void player.restartDevice(command.name)
    case 'remove-device':
      return void player.removeDevice(command.name)
    case 'use-device':
      return void phone.use(command.name)
    case 'phone-play':
      return void phone.play(...command.uris)
    case 'phone-skip':
      return void phone.skip()
    case 'phone-pause':
      return void phone.pause()
    case 'phone-resume':
      return void phone.resume()
    case 'phone-queue':
      return void phone.queue(command.uri)
    case 'phone-seek':
      return void phone.seek(command.positionMs)
    case 'phone-repeat':
      return void phone.repeat(command.mode)
    case 'advert':
      return void phone.advert(command.ms)
    default:
      return assertNever(command)
  }
}

function ruleOf({ match, ...fault }: Extract<ControlCommand, { do: 'fault' }>['fault']) {
  if (!match) return fault
  const { path, ...method } = match
  return { ...fault, match: { ...method, ...(path === undefined ? {} : { path: new RegExp(path) }) } }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
