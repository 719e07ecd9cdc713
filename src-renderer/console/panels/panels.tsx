import type { JSX } from 'react'
import { DisplayLinkPanel } from '../display/display-link-panel.tsx'
import { GuestsPanel } from '../guests/guests-panel.tsx'
import { HistoryPanel } from '../history/history-panel.tsx'
import { MustPlayPanel } from '../must-play/must-play-panel.tsx'
import { MailPanel } from '../people/mail-panel.tsx'
import { PeoplePanel } from '../people/people-panel.tsx'
import { RulesPanel } from '../rules/rules-panel.tsx'
import { SpotifyPanel } from '../spotify/spotify-panel.tsx'
import { useActions, useConsoleState } from '../state/context.tsx'
import type { PanelName } from '../state/store.ts'
import { SidePanel } from '../ui/side-panel.tsx'
import { panelWords } from '../words.ts'
import { AboutPanel } from './about-panel.tsx'
import { AccountPanel } from './account-panel.tsx'
import { CataloguePanel } from './catalogue-panel.tsx'
import { HealthPanel } from './health-panel.tsx'
import { JoinPanel } from './join-panel.tsx'
import { KeysPanel } from './keys-panel.tsx'
import { NetworkPanel } from './network-panel.tsx'
import { NightsPanel } from './nights-panel.tsx'
import { ReadinessPanel } from './readiness-panel.tsx'
import { ReportPanel } from './report-panel.tsx'
import { SettingsPanel } from './settings-panel.tsx'
import { SoundPanel } from './sound-panel.tsx'
import { useNamedPanels } from './use-named-panels.ts'

const panels: Readonly<Record<PanelName, () => JSX.Element>> = {
  join: JoinPanel,
  guests: GuestsPanel,
  network: NetworkPanel,
  'display-link': DisplayLinkPanel,
  health: HealthPanel,
  readiness: ReadinessPanel,
  catalogue: CataloguePanel,
  spotify: SpotifyPanel,
  sound: SoundPanel,
  settings: SettingsPanel,
  rules: RulesPanel,
  mustPlay: MustPlayPanel,
  account: AccountPanel,
  people: PeoplePanel,
  mail: MailPanel,
  nights: NightsPanel,
  report: ReportPanel,
  history: HistoryPanel,
  keys: KeysPanel,
  about: AboutPanel,
}

/** The one panel that is open, if any. */
export function Panels() {
  const { openPanel } = useActions()
  const name = useConsoleState((state) => state.panel)
  if (name === null) return null
  const Panel = panels[name]
  return (
    <SidePanel key={name} title={panelWords[name]} onClose={() => openPanel(null)}>
      <Panel />
    </SidePanel>
  )
}

/** Before a night is open, only what needs none. */
export function PanelsBeforeNight() {
  const name = useConsoleState((state) => state.panel)
  return name === 'spotify' ? <Panels /> : null
}

/** What the window's menu leads to at any time, be nobody signed in. */
export function PanelsAnytime() {
  useNamedPanels()
  const name = useConsoleState((state) => state.panel)
  const isNight = useConsoleState(({ view, goingLive }) => view?.phase === 'night' && !goingLive)
  return !isNight && (name === 'about' || name === 'keys') ? <Panels /> : null
}
