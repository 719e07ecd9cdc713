import { createRoot } from 'react-dom/client'
import '../shared/fonts.css'
import '../shared/tokens.css'
import '../shared/moods.css'
import { App } from './app.tsx'
import './base.css'
import './bridge.ts'
import { followSound } from './sound/follow-sound.ts'
import { createActions } from './state/actions.ts'
import { createConsoleStore, receiveView } from './state/store.ts'
import { applyTheme } from './theme.ts'

const root = document.getElementById('console')
if (root === null) throw new Error('the page has no #console')

applyTheme()
const store = createConsoleStore()
const actions = createActions(store, window.cueline)
followSound(store, actions.ask)
window.cueline.onView((view) => receiveView(store, view))
createRoot(root).render(<App console={{ store, actions }} />)
