import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import '../shared/fonts.css'
import '../shared/tokens.css'
import './page.css'
import { sheetKinds } from '../../src-main/core/sheet.ts'
import { bridge } from './bridge.ts'
import { Report } from './report.tsx'
import { Sheet } from './sheet.tsx'

const found = document.getElementById('root')
if (!found) throw new Error('the page has no #root')
const root = createRoot(found)

const asked = new URLSearchParams(location.search).get('kind')
const kind = sheetKinds.find((one) => one === asked) ?? 'poster'

bridge().onView((view) => {
  if (view === null) return
  flushSync(() =>
    root.render('played' in view ? <Report report={view} /> : <Sheet kind={kind} sheet={view} />),
  )
  // Whoever prints waits for this title: the letters are there.
  void document.fonts.load('1em "Inter Variable"').then(() => {
    document.title = 'painted'
  })
})
