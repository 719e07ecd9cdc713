import { createRoot } from 'react-dom/client'
import '../shared/fonts.css'
import '../shared/tokens.css'
import '../shared/moods.css'
import { App } from './app.tsx'
import './base.css'
import './bridge.ts'
import { followEars } from './sound/follow-ears.ts'
import { followSound } from './sound/follow-sound.ts'
import { createActions } from './state/actions.ts'
import { createFollower } from './state/follow-changes.ts'
import { createConsoleStore, receiveView } from './state/store.ts'
import { applyTheme } from './theme.ts'

const root = document.getElementById('console')
if (root === null) throw new Error('the page has no #console')

applyTheme()
const store = createConsoleStore()
const actions = createActions(store, window.cueline)
followSound(store, actions.ask)
const follow = createFollower()
window.cueline.onChange((change) => {
  const view = follow(change)
  if (view !== null) receiveView(store, view)
})
followEars(store, (title) =>
  actions.toast(`“${title}” cannot be listened to: its file is gone or is no music.`),
)
createRoot(root).render(<App console={{ store, actions }} />)
