import type { Page } from '@playwright/test'

/** What reached the output: the pitch of each moment, in hertz, 0 where it was silent; with its beginning in milliseconds. */
export type Heard = readonly { readonly at: number; readonly hertz: number }[]

type Tap = {
  readonly chunks: { readonly output: string; readonly samples: Float32Array }[]
  rate: number
  plugged: readonly string[]
}
type Tapped = typeof globalThis & { tap: Tap }

/** Milliseconds of which each gets its pitch. */
const momentMs = 20
/** Which a pitch has sounded before it counts as one: a seam may sound like anything for two of them. */
const heldMoments = 3

/**
 * From the next load of the page on, writes down each sample that the page sends to an output. The page itself knows nothing of
 * it: whatever is plugged into an output is heard here, too. This computer has the outputs that are `plugged` in, since those
 * of a machine that tests differ; its own one is named ``.
 */
export async function listenTo(page: Page, plugged: readonly string[]): Promise<void> {
  await page.addInitScript((names) => {
    const tap: Tap = { chunks: [], rate: 0, plugged: names }
    const outputs = new WeakMap<object, string>()
    const device = (name: string) => ({ kind: 'audiooutput', deviceId: name, groupId: name, label: name })
    const usual = { ...device('default'), label: 'Default' }
    navigator.mediaDevices.enumerateDevices = async () =>
      [usual, ...tap.plugged.map(device)] as unknown as MediaDeviceInfo[]
    Object.assign(AudioContext.prototype, {
      async setSinkId(this: AudioContext, id: string | object) {
        outputs.set(this, typeof id === 'string' ? id : 'none')
      },
    })
    Object.assign(globalThis, { tap })
    const plug = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode
    AudioNode.prototype.connect = function connect(this: AudioNode, to: AudioNode) {
      if (to instanceof AudioDestinationNode && to.context instanceof AudioContext) {
        const recorder = to.context.createScriptProcessor(1024, 2, 1)
        tap.rate = to.context.sampleRate
        recorder.onaudioprocess = ({ inputBuffer }) =>
          tap.chunks.push({
            output: outputs.get(to.context) ?? '',
            samples: inputBuffer.getChannelData(0).slice(),
          })
        plug.call(this, recorder)
        plug.call(recorder, to)
      }
      return plug.call(this, to)
    } as typeof AudioNode.prototype.connect
  }, plugged)
  await page.reload()
}

/** Everything that one output got since `forget`, or since the page was loaded. */
export async function heard(page: Page, from = ''): Promise<Heard> {
  return page.evaluate(
    ([ms, output]) => {
      const { chunks, rate } = (globalThis as Tapped).tap
      const samples = chunks.flatMap((chunk) => (chunk.output === output ? [...chunk.samples] : []))
      const size = Math.round((rate * ms) / 1000)
      return Array.from({ length: Math.floor(samples.length / size) }, (_, moment) => {
        const part = samples.slice(moment * size, (moment + 1) * size)
        const loud = Math.max(...part.map(Math.abs)) > 0.002
        const crossings = part.filter((value, at) => at > 0 && value >= 0 && (part[at - 1] ?? 0) < 0).length
        return { at: moment * ms, hertz: loud ? (crossings * 1000) / ms : 0 }
      })
    },
    [momentMs, from] as const,
  )
}

/** Other outputs are plugged in from now on. */
export async function plug(page: Page, names: readonly string[]): Promise<void> {
  await page.evaluate((now) => {
    ;(globalThis as Tapped).tap.plugged = now
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  }, names)
}

export async function forget(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as Tapped).tap.chunks.splice(0))
}

/** The pitches in the order in which they were heard; the moment in which two meet is neither. */
export function melody(moments: Heard, pitches: readonly number[]): number[] {
  const found: number[] = []
  for (const [place, moment] of moments.entries()) {
    const pitch = pitches.find((one) => isPitch(one)(moment))
    const before = moments.slice(Math.max(0, place - heldMoments), place)
    const held = pitch !== undefined && before.length === heldMoments && before.every(isPitch(pitch))
    if (held && pitch !== found.at(-1)) found.push(pitch)
  }
  return found
}

/** Milliseconds between the last whole moment of one pitch and the first of the other: of one song's end and the next one's beginning. */
export function gapBetween(moments: Heard, before: number, after: number): number {
  const end = moments.findLast(isPitch(before))
  const first = moments.find((moment) => end !== undefined && moment.at > end.at && isPitch(after)(moment))
  return end && first ? first.at - end.at - momentMs : Number.NaN
}

function isPitch(pitch: number) {
  return ({ hertz }: Heard[number]): boolean => Math.abs(hertz - pitch) <= 60
}
