import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { ToastAction } from './store.ts'
import type { Versioned } from './versioned.ts'

/** What a person wants of one versioned thing, told so that it can be asked for again on a later state of it. */
export type Intent = {
  readonly run: (version: number) => Promise<Result<unknown>>
  /** The present state is what was wanted: somebody else was faster, and nothing is left to do. */
  readonly isSo: () => boolean
  /** Whether the present state still lets it be done. */
  readonly canRedo: () => boolean
  /** What happened meanwhile, in words. */
  readonly words: () => string
  /** Does all of it again; only `run` unless told. */
  readonly again?: () => unknown
  /** As soon as it is refused, before the present state is on the screen. */
  readonly onRefused?: () => void
}

type Parts = {
  readonly versioned: Versioned
  readonly toast: (words: string, action?: ToastAction) => void
  readonly showRefusal: (refusal: Refusal) => void
}

export type CarryOut = ReturnType<typeof createCarryOut>

/**
 * Carries an intent out on the present version. When the thing was changed elsewhere meanwhile, shows the present
 * state, says so, and offers to do it again on that. Resolves to whether what was wanted is so.
 */
export function createCarryOut({ versioned, toast, showRefusal }: Parts) {
  return async function carryOut(key: string, intent: Intent): Promise<boolean> {
    let named = -1
    const answer = await versioned.change(key, (version) => {
      named = version
      return intent.run(version)
    })
    if (answer.ok) return true
    intent.onRefused?.()
    if (answer.error.code !== 'stale') {
      showRefusal(answer.error)
      return false
    }
    await versioned.changed(key, named)
    if (intent.isSo()) return true
    const again = intent.again ?? (() => carryOut(key, intent))
    if (intent.canRedo()) toast(intent.words(), { label: 'Do it again', run: again })
    else toast(intent.words())
    return false
  }
}
