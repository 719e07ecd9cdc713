import type { NightView } from '../../../src-main/contract/console-view.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { AnswerTo, InputFor } from '../bridge.ts'
import { statusWords } from '../words.ts'
import type { Send } from './actions.ts'
import type { CarryOut } from './carry-out.ts'
import { type ConsoleStore, nightOf } from './store.ts'
import { eventKey, type Versioned } from './versioned.ts'

export type SettingsChange = InputFor<'event.update'>['change']

/**
 * What became of a setting that was typed. `stale`: the same setting was saved elsewhere meanwhile. `unsaved`: nothing
 * was wrong with it, and it can be saved later. `refused`: it can't be.
 */
export type Saved = 'saved' | 'refused' | 'stale' | 'unsaved'

type Parts = {
  readonly store: ConsoleStore
  readonly versioned: Versioned
  readonly carryOut: CarryOut
  readonly ask: Send
  readonly showRefusal: (refusal: Refusal) => void
  readonly offerUndo: (words: string, run: () => unknown) => void
}

/** When a change came too late. */
export const changedWords = 'Someone else changed this night in the meantime. Here is its present state.'

/** Changes of the open night. */
export function createEventActions({ store, versioned, carryOut, ask, showRefusal, offerUndo }: Parts) {
  function present(): NightView['event'] | null {
    return nightOf(store.getState())?.event ?? null
  }

  function has(change: SettingsChange): boolean {
    const event = present()
    return (
      event !== null && Object.entries(change).every(([key, value]) => isSame(settingOf(event, key), value))
    )
  }

  /** Once more on the present night, when others than these settings were changed elsewhere meanwhile. */
  async function update(version: number, change: SettingsChange): Promise<AnswerTo<'event.update'>> {
    const before = present()
    const answer = await ask('event.update', { version, change })
    if (answer.ok || answer.error.code !== 'stale') return answer
    await versioned.changed(eventKey, version)
    const now = present()
    if (now === null || !isUntouched(before, now, change)) return answer
    return ask('event.update', { version: now.version, change })
  }

  /** `change` is made of the night as it is when its turn comes. */
  function changeEvent(change: (event: NightView['event']) => SettingsChange): Promise<boolean> {
    const wanted = (): SettingsChange => {
      const event = present()
      return event === null ? {} : change(event)
    }
    return carryOut(eventKey, {
      run: (version) => update(version, wanted()),
      isSo: () => has(wanted()),
      canRedo: () => present() !== null,
      words: () => changedWords,
    })
  }

  /**
   * For what is typed: the words stay in the field, which asks whose to keep. When other settings than this one were
   * changed elsewhere there is nothing to ask.
   */
  async function saveSetting(change: SettingsChange): Promise<Saved> {
    const before = present()
    let named = -1
    const send = () =>
      versioned.change(eventKey, (version) => {
        named = version
        return ask('event.update', { version, change })
      })
    let answer = await send()
    if (!answer.ok && answer.error.code === 'stale') {
      await versioned.changed(eventKey, named)
      const now = present()
      if (now === null || !isUntouched(before, now, change)) return has(change) ? 'saved' : 'stale'
      answer = await send()
    }
    if (answer.ok) {
      await versioned.fresh(eventKey)
      return 'saved'
    }
    if (answer.error.code === 'stale') return 'stale'
    showRefusal(answer.error)
    return answer.error.code === 'bad-input' ? 'refused' : 'unsaved'
  }

  function setStatus(status: InputFor<'event.setStatus'>['status']): Promise<boolean> {
    return carryOut(eventKey, {
      run: (version) => ask('event.setStatus', { version, status }),
      isSo: () => present()?.status === status,
      canRedo: () => present() !== null,
      words: () =>
        `${changedWords} It is ${statusWords[present()?.status ?? 'offline'].label.toLowerCase()}.`,
    })
  }

  function setCatalogue(source: InputFor<'catalogue.set'>['source']): Promise<boolean> {
    return carryOut(eventKey, {
      run: (version) => ask('catalogue.set', { version, source }),
      isSo: () => isSame(present()?.catalogue, source),
      canRedo: () => present() !== null,
      words: () => changedWords,
    })
  }

  /** A PIN that nobody knows yet; who joined stays. */
  function rotatePin(): Promise<boolean> {
    const before = present()?.pin
    return carryOut(eventKey, {
      run: (version) => ask('event.rotatePin', { version }),
      isSo: () => present()?.pin !== before,
      canRedo: () => present() !== null,
      words: () => changedWords,
    })
  }

  /** A link that nobody has yet; the one before comes back for ten seconds. */
  async function rotateLink(): Promise<void> {
    const isDone = await carryOut(eventKey, {
      run: (version) => ask('event.rotateLink', { version }),
      isSo: () => false,
      canRedo: () => present() !== null,
      words: () => changedWords,
    })
    if (isDone) offerUndo('There is a new link. The old one, and codes with it, let nobody in.', takeBackLink)
  }

  function takeBackLink(): Promise<boolean> {
    return carryOut(eventKey, {
      run: (version) => ask('event.takeBackLink', { version }),
      isSo: () => false,
      canRedo: () => present() !== null,
      words: () => changedWords,
    })
  }

  return {
    ...{ changeEvent, saveSetting, setStatus, setCatalogue },
    ...{ rotatePin, rotateLink },
  }
}

/** None of the settings in `change` was changed from one to the other. */
function isUntouched(
  before: NightView['event'] | null,
  now: NightView['event'],
  change: SettingsChange,
): boolean {
  return Object.keys(change).every((key) => isSame(settingOf(before, key), settingOf(now, key)))
}

function settingOf(event: NightView['event'] | null, key: string): unknown {
  return event === null ? undefined : event[key as keyof NightView['event']]
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
