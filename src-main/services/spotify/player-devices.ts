import type { SpotifyDevice } from '../../core/spotify/player-state.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { Live } from '../../live.ts'
import type { Nights } from '../nights.ts'
import type { SpotifyCalls } from './calls.ts'

type Deps = { readonly live: Live; readonly nights: Pick<Nights, 'change'>; readonly calls: SpotifyCalls }

/** What Spotify can play on, and what the DJ chose of it. Ids change between sessions, so the name is remembered beside. */
export function createPlayerDevices({ live, nights, calls }: Deps) {
  let known: readonly SpotifyDevice[] = []
  /** Of the chosen device, since it was last seen. */
  let name: string | null = null

  const chosen = () => live.night()?.event.deviceId ?? null

  async function remember(deviceId: string): Promise<void> {
    if (deviceId !== chosen()) await nights.change(null, { deviceId })
  }

  async function refresh(): Promise<SpotifyAnswer<null>> {
    const answer = await calls.read((api) => api.devices())
    if (!answer.ok) return answer
    known = answer.value
    name = known.find(({ id }) => id !== null && id === chosen())?.name ?? name
    return { ok: true, value: null }
  }

  /** The chosen one by id or by name; while none is chosen, the active one or the only one. */
  function find(): SpotifyDevice | null {
    const usable = known.filter(({ id, isRestricted }) => id !== null && !isRestricted)
    const wanted = chosen()
    if (wanted === null)
      return usable.find(({ isActive }) => isActive) ?? (usable.length === 1 ? (usable[0] ?? null) : null)
    return usable.find(({ id }) => id === wanted) ?? usable.find((device) => device.name === name) ?? null
  }

  return {
    known: () => known,
    chosen,
    refresh,

    /** The id of the device to play on, looked up anew; that of the chosen one where it is not there: Spotify says so then. */
    async target(): Promise<string | null> {
      await refresh()
      const id = find()?.id ?? null
      if (id !== null && chosen() !== null) await remember(id)
      return id ?? chosen()
    },

    /** The DJ's choice; it goes on being played there as it plays now. */
    async choose(deviceId: string, isPlaying: boolean): Promise<SpotifyAnswer<null>> {
      const answer = await calls.command((api) => api.transfer(deviceId, isPlaying))
      if (!answer.ok) return answer
      name = known.find(({ id }) => id === deviceId)?.name ?? name
      await remember(deviceId)
      return answer
    },
  }
}
