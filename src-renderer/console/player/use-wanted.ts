import { useEffect, useState } from 'react'

/** Keys come in bursts: what they end at is sent after this pause, in milliseconds. */
const settle = 250
/** What was asked for and is not seen after so many milliseconds did not happen. */
const patience = 5000

type Wanted = { readonly value: number; readonly state: 'moving' | 'chosen' | 'sent' }

export type WantedParts = {
  /** The value as it is. */
  readonly present: number
  /** This far from what was asked for, it counts as done. */
  readonly near: number
  readonly send: (value: number) => unknown
}

/** A slider that stays where it was put until that is so: a knob that jumps back makes one try again. */
export function useWanted({ present, near, send }: WantedParts) {
  const [wanted, setWanted] = useState<Wanted | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another function that sends is no other wish
  useEffect(() => {
    if (wanted === null || wanted.state === 'moving') return
    const { value } = wanted
    const timer =
      wanted.state === 'sent'
        ? setTimeout(() => setWanted(null), patience)
        : setTimeout(() => {
            setWanted({ value, state: 'sent' })
            send(value)
          }, settle)
    return () => clearTimeout(timer)
  }, [wanted])

  const isSo = wanted?.state === 'sent' && Math.abs(wanted.value - present) <= near
  useEffect(() => {
    if (isSo) setWanted(null)
  }, [isSo])

  return {
    shown: wanted?.value ?? present,
    /** A key chooses before it moves: what is chosen already stays so. */
    move: (value: number) =>
      setWanted((before) =>
        before?.value === value && before.state === 'chosen' ? before : { value, state: 'moving' },
      ),
    choose: (value: number) => setWanted({ value, state: 'chosen' }),
  }
}
