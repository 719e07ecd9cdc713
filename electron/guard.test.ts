import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { guardContents, isAllowed, mayNameOutputs, mayOpenOutside } from './guard.ts'
import { createPages } from './pages.ts'

const pages = createPages(null)

function guarded(at: string) {
  const events = new EventEmitter()
  const opened: string[] = []
  let popup: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  guardContents(
    {
      on: events.on.bind(events),
      getURL: () => at,
      setWindowOpenHandler(handler: typeof popup) {
        popup = handler
      },
    } as never,
    { pages, openOutside: (url) => opened.push(url) },
  )
  return {
    opened,
    popup: (url: string) => popup({ url }).action,
    isStopped(name: string, url: string) {
      let stopped = false
      events.emit(name, {
        url,
        preventDefault() {
          stopped = true
        },
      })
      return stopped
    },
  }
}

test.each([
  ['https://cueline.example/help', true],
  ['http://cueline.example/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['smb://host/share', false],
  ['cueline://console/index.html', false],
  ['not an address', false],
])('%s may be opened outside: %s', (url, may) => {
  expect(mayOpenOutside(url)).toBe(may)
  const { popup, opened } = guarded('cueline://console/index.html')
  expect(popup(url)).toBe('deny')
  expect(opened).toEqual(may ? [url] : [])
})

test('a window goes nowhere but to its own page', () => {
  const { isStopped } = guarded('cueline://console/index.html')
  for (const name of ['will-navigate', 'will-frame-navigate']) {
    expect(isStopped(name, 'cueline://console/index.html')).toBe(false)
    for (const url of [
      'cueline://display/index.html',
      'https://evil.example/',
      'file:///etc/passwd',
      'data:text/html,x',
    ]) {
      expect(isStopped(name, url)).toBe(true)
    }
  }
  expect(isStopped('will-redirect', 'cueline://console/index.html')).toBe(true)
  expect(isStopped('will-attach-webview', '')).toBe(true)
})

test('the console may know what the outputs for sound are called; nobody may hear or see', () => {
  const at = (page: string) => `cueline://${page}/index.html`
  expect(mayNameOutputs('media', 'audio', at('console'), pages)).toBe(true)
  expect(mayNameOutputs('media', 'video', at('console'), pages)).toBe(false)
  expect(mayNameOutputs('media', 'audio', at('display'), pages)).toBe(false)
  expect(mayNameOutputs('geolocation', undefined, at('console'), pages)).toBe(false)
  expect(isAllowed('media', at('console'), pages)).toBe(false)
  expect(isAllowed('speaker-selection', at('display'), pages)).toBe(false)
})

test('copying and choosing an output are allowed to the console, nothing else to anybody', () => {
  expect(isAllowed('speaker-selection', 'cueline://console/index.html', pages)).toBe(true)
  expect(isAllowed('clipboard-sanitized-write', 'cueline://console/index.html', pages)).toBe(true)
  expect(isAllowed('clipboard-sanitized-write', 'cueline://display/index.html', pages)).toBe(false)
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'midi',
    'fullscreen',
    'usb',
  ]) {
    expect(isAllowed(permission, 'cueline://console/index.html', pages)).toBe(false)
  }
})
