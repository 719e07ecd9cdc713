import { useEffect, useState } from 'react'
import type { SongRules } from '../../../src-main/core/event-rules.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import type { AnswerTo, InputFor } from '../bridge.ts'
import { useActions } from '../state/context.tsx'

/** Waits for a pause in typing this long, in milliseconds. */
const pause = 100

export type TriedSong = InputFor<'rules.try'>['song']

export type Trial =
  | { readonly kind: 'taken' | 'refused'; readonly song: string; readonly words: string }
  | { readonly kind: 'failed'; readonly words: string }

/** What a guest would be told about this song under these rules; `null` before there is an answer. */
export function useTrial(rules: SongRules, song: TriedSong | null): Trial | null {
  const { ask } = useActions()
  const [trial, setTrial] = useState<Trial | null>(null)
  // Each view brings rules of its own, mostly the same ones.
  const asked = song && JSON.stringify({ rules, song })

  useEffect(() => {
    if (asked === null) {
      setTrial(null)
      return
    }
    let current = true
    const timer = setTimeout(async () => {
      const answer = await ask('rules.try', JSON.parse(asked) as InputFor<'rules.try'>)
      if (current) setTrial(trialOf(answer))
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asked, ask])

  return trial
}

function trialOf(answer: AnswerTo<'rules.try'>): Trial {
  if (!answer.ok) return { kind: 'failed', words: wordsFor(answer.error) }
  const { title, artist, refusal } = answer.value
  const song = artist === '' ? title : `${title} · ${artist}`
  if (refusal === null) return { kind: 'taken', song, words: 'Guests may ask for it.' }
  return { kind: 'refused', song, words: `A guest is told: “${refusal}”` }
}
