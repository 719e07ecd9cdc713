/**
 * The page that a phone opens in the DJ's test: it calls the console a few times and reports the fastest way.
 * Written by hand for phones of long ago; it is far below one packet of the guest page.
 */

const style = `
html{background:#0b0d10;color:#f2f5f7;font:18px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;text-align:center}
main{padding:32px;max-width:26em}
h1{font-size:1.6em;line-height:1.2;margin:0 0 .5em}
p{margin:0;color:#9aa6b2}
[data-state=good] h1{color:#c6f24e}
[data-state=bad] h1{color:#ffb454}
@media (prefers-color-scheme:light){html{background:#f4f6f8;color:#0b0d10}p{color:#4d5965}
[data-state=good] h1{color:#3f6200}[data-state=bad] h1{color:#7d4a00}}`

const script = `
(function () {
  var rounds = 4, best = null
  function show(state, title, words) {
    var main = document.getElementById('main')
    main.setAttribute('data-state', state)
    main.querySelector('h1').textContent = title
    main.querySelector('p').textContent = words
  }
  function send(value, done) {
    var call = new XMLHttpRequest(), began = Date.now()
    call.open('POST', location.pathname)
    call.setRequestHeader('content-type', 'application/json')
    call.timeout = 10000
    call.onload = function () { done(call.status, Date.now() - began) }
    call.onerror = call.ontimeout = function () { done(0, 0) }
    call.send(JSON.stringify({ roundTripMs: value }))
  }
  function failed(status) {
    if (status === 404) show('bad', 'This test has ended', 'Ask the DJ to show a new code.')
    else show('bad', 'The way back is broken', 'This phone got the page, but cannot answer. Scan the code once more.')
  }
  function round(left) {
    send(null, function (status, took) {
      if (status !== 204) return failed(status)
      if (best === null || took < best) best = took
      if (left > 1) return round(left - 1)
      send(best, function (end) {
        if (end !== 204) return failed(end)
        show('good', 'It works', 'This phone reaches the console in ' + best + ' ms. You can close this page.')
      })
    })
  }
  round(rounds)
})()`

function page(state: string, title: string, words: string, code: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Cueline test</title><style>${style}</style></head><body><main id="main" data-state="${state}" role="status"><h1>${title}</h1><p>${words}</p></main>${code}</body></html>`
}

export const measuringPage = page('', 'Measuring…', 'One moment.', `<script>${script}</script>`)

export const endedPage = page('bad', 'This test has ended', 'Ask the DJ to show a new code.', '')
