import type { JSX } from 'react'
import { WayOutButton } from '../../spotify/problem-notice.tsx'
import { useActions, useNight, useSpotify } from '../../state/context.tsx'
import { Button } from '../../ui/button.tsx'
import type { HealthPart } from '../health-panel.tsx'

const remedies: Readonly<Record<HealthPart, () => JSX.Element | null>> = {
  database: DatabaseRemedy,
  network: NetworkRemedy,
  pages: PagesRemedy,
  pin: PinRemedy,
  music: MusicRemedy,
  display: DisplayRemedy,
  spotify: SpotifyRemedy,
  disk: DiskRemedy,
  // The words say what to do, outside of this app.
  clock: () => null,
  keychain: () => null,
}

/** The button that mends a part, and a second one where there are two ways. */
export function Remedy({ part }: { readonly part: HealthPart }) {
  const Buttons = remedies[part]
  return <Buttons />
}

function DatabaseRemedy() {
  const { send } = useActions()
  return (
    <Button look="primary" onClick={() => send('shell.retry', {})}>
      Try again
    </Button>
  )
}

/** Closed: open it again. On a stand-in address: the best one for good. Else the new code is what guests need. */
function NetworkRemedy() {
  const { openPanel, send } = useActions()
  const { closed, chosenMissing, url } = useNight((night) => night.lan)
  return (
    <>
      {closed && (
        <Button look="primary" onClick={() => send('lan.retry', {})}>
          Try again
        </Button>
      )}
      {!closed && chosenMissing && (
        <Button look="primary" onClick={() => send('lan.choose', { adapter: null })}>
          Find it by itself
        </Button>
      )}
      {!closed && url !== null && <Button onClick={() => openPanel('join')}>Show the code</Button>}
      <Button onClick={() => openPanel('network')}>Choose the network</Button>
    </>
  )
}

function PagesRemedy() {
  const { openPanel, send } = useActions()
  return (
    <Button
      look="primary"
      onClick={() => {
        openPanel('network')
        void send('lan.startSelfTest', {})
      }}
    >
      Test with a phone
    </Button>
  )
}

function PinRemedy() {
  const { rotatePin } = useActions()
  return (
    <Button look="primary" onClick={() => rotatePin()}>
      New PIN
    </Button>
  )
}

function MusicRemedy() {
  const { openPanel, send } = useActions()
  const failed = useNight((night) => night.catalogue.phase === 'failed')
  return (
    <>
      {failed && (
        <Button look="primary" onClick={() => send('catalogue.rescan', {})}>
          Read again
        </Button>
      )}
      <Button onClick={() => openPanel('catalogue')}>
        {failed ? 'Choose other music' : 'See what was left out'}
      </Button>
    </>
  )
}

function DisplayRemedy() {
  const { send } = useActions()
  const open = useNight((night) => night.displayOpen)
  const blank = useNight((night) => night.displayBlank)
  if (blank) {
    return (
      <Button look="primary" onClick={() => send('shell.blankDisplay', { blank: false })}>
        Show it again
      </Button>
    )
  }
  return (
    <>
      {!open && (
        <Button look="primary" onClick={() => send('shell.openDisplay', {})}>
          Open the display
        </Button>
      )}
      <Button onClick={() => send('shell.placeDisplay', { choice: { kind: 'best' } })}>
        Use the best monitor
      </Button>
    </>
  )
}

function SpotifyRemedy() {
  const { openPanel } = useActions()
  const problem = useSpotify((spotify) => spotify.problem)
  return (
    <>
      {problem !== null && (
        <WayOutButton wayOut={problem.wayOut} onChooseDevice={() => openPanel('spotify')} />
      )}
      <Button onClick={() => openPanel('spotify')}>Show Spotify</Button>
    </>
  )
}

function DiskRemedy() {
  const { send } = useActions()
  return <Button onClick={() => send('shell.showFolder', { which: 'home' })}>Open Cueline’s folder</Button>
}
