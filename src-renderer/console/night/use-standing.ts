import { useEffect, useState } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { AnswerTo, InputFor } from '../bridge.ts'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { findRequest, nightOf } from '../state/store.ts'

/** Waits for a pause in typing this long, in milliseconds. */
const pause = 100

type Answered = Extract<AnswerTo<'request.standing'>, { ok: true }>['value']

export type Standing = {
  /** The song is asked for already, or was earlier tonight. */
  readonly request: ConsoleRequest | null
  readonly rule: Answered['rule']
}

const nothingKnown: Standing = { request: null, rule: null }

/** Where a song stands that is about to be entered; asked for anew when somebody asks for something meanwhile. */
export function useStanding(song: InputFor<'request.standing'>['song'] | null): Standing {
  const { ask } = useActions()
  const [answered, setAnswered] = useState<(Answered & { readonly asked: string }) | null>(null)
  const requests = useNight((night) => night.requests.length + night.queue.length)
  const playing = useNight((night) => night.nowPlaying?.id ?? null)
  const asked = song && JSON.stringify(song)
  const known = answered !== null && answered.asked === asked ? answered : null
  const request = useConsoleState((state) => {
    const night = nightOf(state)
    return night && known?.requestId ? findRequest(night, known.requestId) : null
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: what others ask for and what plays changes the answer
  useEffect(() => {
    if (asked === null) return
    let current = true
    const timer = setTimeout(async () => {
      const answer = await ask('request.standing', { song: JSON.parse(asked) })
      if (current && answer.ok && answer.value) setAnswered({ asked, ...answer.value })
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asked, requests, playing, ask])

  return known === null ? nothingKnown : { request, rule: known.rule }
}
