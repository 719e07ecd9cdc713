import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMixer } from './mixer.ts'

/** An output as far as a mixer asks for it; what comes out of it is how loud its knob stands. */

let refused: ReadonlySet<string>
let asked: unknown[]
let loud: number

beforeEach(() => {
  refused = new Set()
  asked = []
  loud = 1
  vi.stubGlobal('AudioContext', OutputContext)
})

afterEach(() => vi.unstubAllGlobals())

function OutputContext() {
  const set = (to: number) => {
    loud = to
  }
  const gain = { cancelScheduledValues() {}, setValueAtTime: set, setTargetAtTime: set }
  return {
    currentTime: 0,
    destination: {},
    createGain: () => ({ gain, connect() {} }),
    async setSinkId(id: string) {
      asked.push(id)
      if (refused.has(id)) throw new Error('no such output')
    },
  }
}

test('an output that cannot be had is quiet, however the knob is turned, and is asked for again', async () => {
  const mixer = createMixer()
  refused = new Set(['usb'])
  await expect(mixer.sendTo('usb')).rejects.toThrow('no such output')
  mixer.setVolume(0.8)
  expect(loud).toBe(0)
  await expect(mixer.sendTo('usb')).rejects.toThrow('no such output')
  refused = new Set()
  await mixer.sendTo('usb')
  expect(asked).toEqual(['usb', 'usb', 'usb'])
  expect(loud).toBe(0.8)
})

test('what was refused after another output was chosen is nobody’s business', async () => {
  const mixer = createMixer()
  refused = new Set(['usb'])
  const first = mixer.sendTo('usb')
  await mixer.sendTo('')
  await first
  expect(loud).toBe(1)
})
