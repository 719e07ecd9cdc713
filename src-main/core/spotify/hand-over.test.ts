import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBooth } from '../../testing/hand-over-booth.ts'
import type { ModelSong } from '../../testing/spotify-model.ts'

const second = 1_000

function aSong(name: string, change: Partial<ModelSong> = {}): ModelSong {
  return { uri: `spotify:track:${name}`, title: `spotify:track:${name}`, durationMs: 180_000, ...change }
}

const uri = (name: string) => `spotify:track:${name}`

/** A booth in which the DJ's own album plays, and who asked for what. */
function atNight(songs: readonly ModelSong[] = [], album: readonly string[] = ['own 2', 'own 3']) {
  const booth = createBooth([
    ...['a', 'b', 'c', 'own 1', 'own 2', 'own 3'].map((name) => aSong(name)),
    ...songs,
  ])
  booth.model.byHand.play(uri('own 1'), album.map(uri))
  return {
    ...booth,
    /** What sounded, in order, by short names; where it was cut off, how. */
    heard: () =>
      booth.model
        .heard()
        .map(({ uri, end }) => uri.replace('spotify:track:', '') + (end === 'skipped' ? '/' : '')),
    count: (what: string) => booth.steps.filter((step) => step.do === what).length,
    status: (requestId: string) => booth.entries().find((entry) => entry.requestId === requestId)?.status,
    /** On the phone, where what has ended is not begun again. */
    resume(): void {
      if (booth.model.heard().at(-1)?.end === null) booth.model.resume('booth-1')
    },
    next: () => booth.model.queue().next.map((item) => item.uri?.replace('spotify:track:', '')),
  }
}

describe('a song', () => {
  test('is handed over when less than 15 s remain of what plays, once, and begins by itself', () => {
    const night = atNight()
    const a = night.approve(uri('a'))
    night.pass(160 * second)
    expect(night.next()).toEqual(['own 2', 'own 3'])
    night.pass(8 * second)
    expect(night.next()).toEqual(['a', 'own 2', 'own 3'])
    expect(night.status(a)).toBe('waiting')
    night.pass(20 * second)
    expect(night.status(a)).toBe('playing')
    expect(night.count('hand-over')).toBe(1)
    night.pass(180 * second)
    expect(night.status(a)).toBe('played')
    expect(night.heard()).toEqual(['own 1', 'a', 'own 2'])
  })

  test('begins at once when nothing plays, and the next follows it', () => {
    const night = atNight([], [])
    const a = night.approve(uri('a'))
    const b = night.approve(uri('b'))
    night.pass(400 * second)
    expect(night.heard()).toEqual(['own 1', 'a', 'b'])
    const quiet = createBooth([aSong('a')])
    quiet.approve(uri('a'))
    quiet.pass(5 * second)
    expect(quiet.model.heard()).toMatchObject([{ uri: uri('a') }])
    expect([night.status(a), night.status(b)]).toEqual(['played', 'playing'])
  })

  test('that ends with nothing after it is played', () => {
    const night = atNight([], [])
    const a = night.approve(uri('a'))
    night.pass(370 * second)
    expect(night.status(a)).toBe('played')
    expect(night.model.playback()?.playing).toBe(false)
  })

  test('waits while the DJ has paused, however long, and goes on with the music', () => {
    const night = atNight()
    night.approve(uri('a'))
    night.pass(175 * second)
    expect(night.next()[0]).toBe('a')
    night.model.pause()
    const b = night.approve(uri('b'))
    night.pass(1_800 * second)
    night.model.byHand.sleep()
    night.pass(1_800 * second)
    expect(night.heard()).toEqual(['own 1'])
    night.model.resume('booth-1')
    night.pass(200 * second)
    expect(night.heard()).toEqual(['own 1', 'a', 'b'])
    expect(night.status(b)).toBe('playing')
  })

  test('is not handed over during a pause in the last seconds', () => {
    const night = atNight()
    night.approve(uri('a'))
    night.pass(100 * second)
    night.model.seek(170 * second)
    night.model.pause()
    night.pass(60 * second)
    expect(night.next()).toEqual(['own 2', 'own 3'])
  })

  test('of the own decks is not jumped over, and nothing plays into it', () => {
    const night = atNight([], [])
    const deck = night.approve('deck:1')
    night.approve(uri('a'))
    night.pass(300 * second)
    expect(night.heard()).toEqual(['own 1'])
    night.playByHand(deck)
    night.pass(300 * second)
    expect(night.heard()).toEqual(['own 1'])
    night.wish('begin')
    night.pass(5 * second)
    expect(night.heard()).toEqual(['own 1', 'a'])
    expect(night.status(deck)).toBe('played')
  })

  test('that the DJ starts on the phone plays by our book too, and is not handed over', () => {
    const night = atNight()
    night.approve(uri('a'))
    const b = night.approve(uri('b'))
    night.pass(20 * second)
    night.model.byHand.play(uri('b'), [uri('own 2')])
    night.pass(20 * second)
    expect(night.status(b)).toBe('playing')
    night.pass(300 * second)
    expect(night.heard()).toEqual(['own 1', 'b', 'a'])
  })

  test('of the DJ, a recording, an advert or a file of their own is waited for', () => {
    for (const kind of ['episode', 'local', 'track'] as const) {
      const night = atNight([aSong('talk', { kind, durationMs: 60_000 })])
      night.approve(uri('a'))
      night.model.byHand.play(uri('talk'), [uri('own 2')])
      night.pass(40 * second)
      expect(night.next()).toEqual(['own 2'])
      night.pass(40 * second)
      expect(night.heard()).toEqual(['own 1', 'talk', 'a'])
    }
    const night = atNight([aSong('advert', { kind: 'advert', durationMs: 30_000 })], ['advert', 'own 2'])
    night.approve(uri('a'))
    night.pass(600 * second)
    // It was handed over behind the song before the advert.
    expect(night.heard().filter((name) => name !== 'advert')).toEqual(
      ['own 1', 'a', 'own 2', 'own 3'].slice(0, 3),
    )
  })

  test('that Spotify has another release of is known by its names', () => {
    const night = atNight([aSong('d', { releasedAs: uri('d, remastered') })])
    const d = night.approve(uri('d'))
    night.pass(190 * second)
    expect(night.status(d)).toBe('playing')
    night.pass(200 * second)
    expect(night.heard()).toEqual(['own 1', 'd', 'own 2'])
    expect(night.count('hand-over')).toBe(1)
  })

  test('asked for again is handed over again, even right behind itself', () => {
    const night = atNight()
    night.approve(uri('a'))
    night.pass(200 * second)
    night.playByHand(null)
    const again = night.approve(uri('a'))
    night.pass(155 * second)
    expect(night.status(again)).toBe('waiting')
    night.pass(200 * second)
    expect(night.heard()).toEqual(['own 1', 'a', 'a', 'own 2'])
    expect(night.status(again)).toBe('played')
  })

  test('that cannot be played is passed over, and the next one comes', () => {
    const night = atNight([aSong('silent', { playable: false })])
    const silent = night.approve(uri('silent'))
    const gone = night.approve(uri('gone'))
    night.approve(uri('a'))
    night.pass(200 * second)
    expect([...night.passedOver]).toEqual([
      [silent, 'unplayable'],
      [gone, 'unplayable'],
    ])
    expect(night.heard()).toEqual(['own 1', 'a'])
  })
})

describe('a song that is handed over', () => {
  /** `a` waits at Spotify, `b` behind it with us, ten seconds before the end. */
  function handed() {
    const night = atNight()
    const a = night.approve(uri('a'))
    const b = night.approve(uri('b'))
    night.pass(170 * second)
    expect(night.next()[0]).toBe('a')
    return { night, a, b }
  }

  test('stays next when the order changes', () => {
    const { night, b } = handed()
    night.toFront(b)
    night.pass(200 * second)
    expect(night.heard()).toEqual(['own 1', 'a', 'b'])
    expect(night.count('hand-over')).toBe(2)
  })

  test('and is skipped at once on the phone was heard, and does not come again', () => {
    const { night, a } = handed()
    night.model.next()
    night.pass(1 * second)
    night.model.next()
    night.pass(10 * second)
    expect(night.status(a)).toBe('played')
    night.pass(200 * second)
    expect(night.heard()).toEqual(['own 1/', 'a/', 'own 2', 'b'])
  })

  test('and taken back is gone on from as it begins, to the next one', () => {
    const { night, a, b } = handed()
    night.takeBack(a)
    night.pass(20 * second)
    expect(night.heard()).toEqual(['own 1', 'a/', 'b'])
    expect([night.status(a), night.status(b)]).toEqual(['pending', 'playing'])
    expect(night.model.heard()[1]?.ms).toBeLessThan(2 * second)
  })

  test('and taken back and given back plays, once', () => {
    const { night, a } = handed()
    night.takeBack(a)
    night.pass(3 * second)
    night.giveBack(a)
    night.pass(200 * second)
    expect(night.heard()).toEqual(['own 1', 'a', 'b'])
    expect(night.status(a)).toBe('played')
  })

  test('waits behind what the DJ had queued there', () => {
    const night = atNight()
    night.model.byHand.queue(uri('own 3'))
    const a = night.approve(uri('a'))
    night.pass(190 * second)
    expect(night.status(a)).toBe('waiting')
    night.pass(180 * second)
    expect(night.heard()).toEqual(['own 1', 'own 3', 'a'])
    expect(night.count('hand-over')).toBe(1)
  })

  test('and taken out there is left to the DJ', () => {
    const { night, a } = handed()
    night.model.byHand.unqueue(uri('a'))
    night.pass(200 * second)
    expect(night.passedOver.get(a)).toBe('left-out')
    expect(night.status(a)).toBe('waiting')
    night.pass(200 * second)
    expect(night.heard()).toEqual(['own 1', 'own 2', 'b', 'own 3'])
  })

  test('goes down with its device and comes again on the next', () => {
    const { night, a, b } = handed()
    night.model.byHand.kill()
    night.pass(60 * second)
    night.model.byHand.revive('booth-1')
    night.pass(60 * second)
    expect(night.heard()).toEqual(['own 1', 'a'])
    night.pass(180 * second)
    expect([night.status(a), night.status(b)]).toEqual(['played', 'playing'])
  })

  test('is looked for after a restart, not handed over again', () => {
    const { night } = handed()
    night.restart()
    night.pass(400 * second)
    expect(night.heard()).toEqual(['own 1', 'a', 'b', 'own 2'])
    expect(night.count('hand-over')).toBe(2)
  })

  test('and gone after a long time out of sight is left to the DJ', () => {
    const { night, a } = handed()
    night.pass(250 * second, false)
    night.pass(20 * second)
    // On the same device another song follows: it has been heard.
    expect(night.status(a)).toBe('played')
    const other = handed()
    other.night.pass(250 * second, false)
    other.night.restart()
    other.night.pass(20 * second)
    expect(other.night.passedOver.get(other.a)).toBe('maybe-heard')
  })

  test('begins although Spotify repeats the song before it', () => {
    const { night } = handed()
    night.model.byHand.repeat(true)
    night.pass(30 * second)
    night.model.byHand.repeat(false)
    night.pass(150 * second)
    expect(night.heard().slice(0, 3)).toEqual(['own 1', 'own 1/', 'a'])
  })

  test('too late to follow by itself is gone on to', () => {
    const night = atNight([], [])
    night.approve(uri('a'))
    night.pass(164 * second)
    night.happen('lost')
    night.pass(15.9 * second, true)
    night.model.add(uri('a'), null)
    night.pass(20 * second)
    expect(night.heard().filter((name) => name === 'a')).toHaveLength(1)
  })
})

describe('when the answer to a hand-over is lost', () => {
  test.each(['cut', 'lost'] as const)('(%s) the song is looked for, and sounds once', (mishap) => {
    const night = atNight()
    night.approve(uri('a'))
    night.pass(160 * second)
    night.happen(mishap)
    night.pass(250 * second)
    expect(night.heard().filter((name) => name === 'a')).toHaveLength(1)
    expect(night.count('hand-over')).toBe(mishap === 'cut' ? 1 : 2)
  })

  test.each(['cut', 'lost'] as const)('(%s) so is one that was to begin at once', (mishap) => {
    const night = createBooth([aSong('a')])
    night.approve(uri('a'))
    night.happen(mishap)
    night.pass(60 * second)
    expect(night.model.heard()).toHaveLength(1)
    expect(night.steps.filter((step) => step.do === 'start')).toHaveLength(mishap === 'cut' ? 1 : 2)
  })

  test('and it was out of sight when its turn came, the DJ is asked', () => {
    const night = atNight()
    const a = night.approve(uri('a'))
    night.pass(160 * second)
    night.happen('cut')
    night.pass(5.2 * second)
    night.pass(300 * second, false)
    night.pass(30 * second)
    expect(night.passedOver.get(a) ?? night.status(a)).toBe('maybe-heard')
    expect(night.heard().filter((name) => name === 'a')).toHaveLength(1)
  })
})

test('a refusal is not repeated at once', () => {
  const night = atNight()
  night.approve(uri('a'))
  night.pass(160 * second)
  night.happen('refused')
  night.pass(8 * second)
  expect(night.count('hand-over')).toBe(1)
  night.pass(5 * second)
  expect(night.next()[0]).toBe('a')
})

test('the DJ goes on to the front of our queue at any time', () => {
  const night = atNight()
  night.approve(uri('a'))
  night.approve(uri('b'))
  night.pass(30 * second)
  night.wish('go-on')
  night.pass(5 * second)
  night.wish('go-on')
  night.pass(5 * second)
  expect(night.heard()).toEqual(['own 1/', 'a/', 'b'])
})

describe('whatever happens', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const act = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('pass' as const), s: fc.integer({ min: 1, max: 200 }) }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('approve' as const) }) },
    fc.record({
      do: fc.constantFrom(
        ...(['skip', 'pause', 'resume', 'own', 'device', 'takeBack', 'toFront', 'restart', 'go-on'] as const),
      ),
    }),
    fc.record({ do: fc.constant('happen' as const), what: fc.constantFrom('cut', 'lost', 'refused') }),
    fc.record({ do: fc.constant('blind' as const), s: fc.integer({ min: 1, max: 300 }) }),
  )

  test('no song is heard twice, none is forgotten, and they come in the order of the queue', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const night = atNight(names.map((name, at) => aSong(name, { durationMs: 60_000 + at * 20_000 })))
        const ids: string[] = []
        const taken = new Set<string>()
        for (const one of acts) {
          if (one.do === 'pass') night.pass(one.s * second)
          else if (one.do === 'blind') night.pass(one.s * second, false)
          else if (one.do === 'happen') night.happen(one.what)
          else if (one.do === 'approve') {
            const name = names[ids.length]
            if (name !== undefined) ids.push(night.approve(uri(name)))
          } else if (one.do === 'skip') night.model.next()
          else if (one.do === 'pause') night.model.pause()
          else if (one.do === 'resume') night.resume()
          else if (one.do === 'own') night.model.byHand.play(uri('own 3'), [uri('own 2')])
          else if (one.do === 'restart') night.restart()
          else if (one.do === 'go-on') night.wish('go-on')
          else if (one.do === 'device') {
            night.model.byHand.kill()
            night.pass(5 * second)
            night.model.byHand.revive('booth-1')
          } else {
            const waiting = night.entries().filter(({ status }) => status === 'waiting')
            const last = waiting.at(-1)
            if (last && one.do === 'toFront') night.toFront(last.requestId)
            if (last && one.do === 'takeBack') {
              night.takeBack(last.requestId)
              taken.add(last.requestId)
            }
          }
        }
        night.resume()
        if (night.model.heard().at(-1)?.end !== null) night.wish('begin')
        night.pass(1_800 * second)
        const given = night.steps.flatMap((step) =>
          step.do === 'hand-over' || step.do === 'start' || step.do === 'found' ? [step.song.uri] : [],
        )
        const lasting = night.model.heard().filter((one) => given.includes(one.uri) && one.end !== 'device')
        const turns = lasting.map((one) => given.lastIndexOf(one.uri))
        expect(turns).toEqual(turns.toSorted((a, b) => a - b))
        for (const [at, id] of ids.entries()) {
          // What a device cut off at once may come again; nothing else may.
          const soundings = night.model
            .heard()
            .filter((one) => one.uri === uri(names[at] ?? '') && (one.end !== 'device' || one.ms > 13_000))
          const all = night.model.heard().filter((one) => one.uri === uri(names[at] ?? ''))
          const isLeft = night.passedOver.has(id)
          expect(soundings.length, `${names[at]} sounded`).toBeLessThanOrEqual(1)
          if (!taken.has(id) && !isLeft) expect(all.length, `${names[at]} sounded`).toBeGreaterThan(0)
          if (!taken.has(id) && !isLeft) expect(night.status(id)).toBe('played')
        }
      }),
      { numRuns: 300 },
    )
  })
})
