import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import '../shared/fonts.css'
import '../shared/tokens.css'
import '../shared/moods.css'
import './page.css'
import { createLinkLine, type LinkState } from './link-line.ts'
import { LinkPage, linkOptions } from './link-page.tsx'
import { createToldTime, RoomTimeContext } from './room-time.ts'
import { createDisplayStore } from './store.ts'

/** The display in a browser: the secret stands in the fragment, which browsers keep to themselves. */

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

const secret = window.location.hash.replace(/[^\w-]/g, '')
const options = linkOptions(window.location.search)
if (options.overlay || options.nowOnly) document.documentElement.dataset.background = 'none'

const store = createDisplayStore(() => performance.now())
const time = createToldTime(() => performance.now())
const link = createStore<LinkState>(() => 'looking')
const line = createLinkLine({
  open: () =>
    new WebSocket(`ws://${window.location.host}/api/display/live`, ['cueline-display', secret || 'none']),
  later(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  onView: store.receive,
  onTime: time.hear,
  onState: (state) => link.setState(state, true),
  onNewPage: () => window.location.reload(),
})
line.start()
// A link that was pasted into the open page.
window.addEventListener('hashchange', () => window.location.reload())
createRoot(root).render(
  <RoomTimeContext value={time}>
    <LinkPage store={store} link={link} options={options} />
  </RoomTimeContext>,
)
