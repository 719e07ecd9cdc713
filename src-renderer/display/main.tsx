import { createRoot } from 'react-dom/client'
import '../shared/fonts.css'
import '../shared/tokens.css'
import '../shared/moods.css'
import './page.css'
import { bridge } from './bridge.ts'
import { Display } from './display.tsx'
import { createDisplayStore } from './store.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

const store = createDisplayStore(() => performance.now())
bridge().onView(store.receive)
createRoot(root).render(<Display store={store} />)
