import type { PlayerView } from '../../../src-main/contract/player-view.ts'
import type { Send } from '../state/actions.ts'
import { type ConsoleState, type ConsoleStore, nightOf } from '../state/store.ts'
import { readOutputs } from './outputs.ts'
import { createRoomSound } from './room-sound.ts'

/** Lets this page sound as main says, whatever is on the screen. Before that main learns that it is silent. */
export function followSound(store: ConsoleStore, ask: Send): void {
  const room = createRoomSound(ask)
  let begun = false
  let last: PlayerView | null = null
  /** The song as it was when this page was loaded. */
  let atLoad: PlayerView['head'] = null

  /** Main pauses what sounded from the page before; its answer may be here before the view that shows it. */
  function isOfBefore({ head }: PlayerView): boolean {
    return head?.playing === true && head.requestId === atLoad?.requestId && head.at === atLoad.at
  }

  function follow(state: ConsoleState): void {
    const wanted = playerOf(state)
    if (wanted === last || (wanted && isOfBefore(wanted))) return
    last = wanted
    room.follow(wanted)
  }

  // The keys of a keyboard or headset would else stop the sound behind main's back.
  const press = (name: 'player.play' | 'player.pause') => () => {
    if (last !== null) void ask(name, {})
  }
  const goOn = (): void => {
    const playing = nightOf(store.getState())?.nowPlaying?.id ?? null
    if (last !== null) void ask('playback.next', { playing })
  }
  navigator.mediaSession.setActionHandler('play', press('player.play'))
  navigator.mediaSession.setActionHandler('pause', press('player.pause'))
  navigator.mediaSession.setActionHandler('stop', press('player.pause'))
  navigator.mediaSession.setActionHandler('nexttrack', goOn)

  async function look(): Promise<void> {
    const outputs = await readOutputs()
    store.setState({ outputs })
    room.setOutputs(outputs)
  }

  // A computer that names no outputs plays wherever it plays.
  navigator.mediaDevices.addEventListener('devicechange', () => void look().catch(() => {}))
  void look().catch(() => {})

  store.subscribe((state) => {
    if (begun) return follow(state)
    const player = playerOf(state)
    if (player === null) return
    begun = true
    atLoad = player.head
    // A song that played when this page was loaded does not burst out again: main pauses it, and says so.
    void ask('player.silent', {}).then(() => follow(store.getState()))
  })
}

function playerOf(state: ConsoleState): PlayerView | null {
  const night = nightOf(state)
  return night?.spotify.player === 'local' ? night.player : null
}
