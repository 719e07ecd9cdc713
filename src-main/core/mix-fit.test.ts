import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { camelotCode, keyFit, type MusicalKey, mixFit, parseKey, tempoFit } from './mix-fit.ts'

describe('keys as sources write them', () => {
  test.each([
    [
      '8A',
      ['8A', '08A', '8a', ' 8A ', '8 A', '1m', '1M', '01m', 'Am', 'am', 'A minor', 'A min', 'Amin', 'A-moll'],
    ],
    ['8B', ['8B', '1d', 'C', 'C major', 'Cmaj', 'CM', 'C dur', 'B#', 'B♯ major']],
    ['11A', ['F#m', 'F♯m', 'f#m', 'Gbm', 'F sharp minor', 'F-sharp minor', '4m', '11A/Gbm', '11A - 7']],
    ['2B', ['Gb', 'G♭', 'F#', 'G flat major', '7d', 'F♯ Major']],
    ['3A', ['Bbm', 'Bbmin', 'B♭m', 'bbm', 'A#m', 'B flat minor', '8m']],
    ['1A', ['Abm', 'G#m', 'A♭ minor', '6m']],
    ['5A', ['Cm', 'c minor', '10m']],
    ['1B', ['B', 'Cb', 'B maj.', '6d']],
    ['12B', ['E', '12b', '5d']],
    ['4A', ['Fm', 'F min', 'Fm, Ab', '9m']],
  ])('%s', (code, spellings) => {
    const read = spellings.map((text) => parseKey(text)).map((key) => key && camelotCode(key))
    expect(read).toEqual(spellings.map(() => code))
  })

  test.each([
    null,
    '',
    ' ',
    'o',
    'a',
    'H',
    '0A',
    '13A',
    '8C',
    'Amen',
    'All',
    'A7',
    'unknown',
    '124',
    'Bbb',
    '/',
  ])('%j is no key that we know', (text) => {
    expect(parseKey(text)).toBeNull()
  })

  test('whatever a file says, it is a key or none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const key = parseKey(text)
        expect(key === null || (key.step >= 1 && key.step <= 12)).toBe(true)
      }),
    )
  })
})

const aKey = fc.record({
  step: fc.integer({ min: 1, max: 12 }),
  ring: fc.constantFrom('A', 'B'),
}) satisfies fc.Arbitrary<MusicalKey>

describe('the wheel', () => {
  test('twelve steps up come home, and each is a neighbour of the next', () => {
    for (const ring of ['A', 'B'] as const) {
      const round = Array.from({ length: 12 }, (_, place): MusicalKey => ({ step: place + 1, ring }))
      for (const [place, key] of round.entries()) {
        const next = round[(place + 1) % 12] ?? key
        expect([keyFit(key, next), keyFit(next, key)]).toEqual(['up', 'down'])
      }
    }
  })

  test('each key goes with itself, two neighbours and one relative, and with no other', () => {
    fc.assert(
      fc.property(aKey, (key) => {
        const all = Array.from(
          { length: 24 },
          (_, at): MusicalKey => ({
            step: (at % 12) + 1,
            ring: at < 12 ? 'A' : 'B',
          }),
        )
        const fits = all.map((other) => keyFit(key, other)).filter((fit) => fit !== 'apart')
        expect(fits.sort()).toEqual(['down', 'relative', 'same', 'up'])
      }),
    )
  })

  test('what fits one way fits the other, up being down', () => {
    const back = { same: 'same', up: 'down', down: 'up', relative: 'relative', apart: 'apart' } as const
    fc.assert(
      fc.property(aKey, aKey, (a, b) => {
        expect(keyFit(b, a)).toBe(back[keyFit(a, b)])
      }),
    )
  })

  test('its code is read as itself', () => {
    fc.assert(
      fc.property(aKey, (key) => {
        expect(parseKey(camelotCode(key))).toEqual(key)
      }),
    )
  })
})

const aTempo = fc.double({ min: 40, max: 220, noNaN: true })

describe('tempo', () => {
  test.each([
    [124, 126.48, 2, 1, true],
    [124, 124, 0, 1, true],
    [100, 106, 6, 1, true],
    [100, 106.1, 6.1, 1, false],
    [106, 100, -5.66, 1, true],
    [124, 62, 0, 2, true],
    [62, 124, 0, 0.5, true],
    [140, 71, 1.43, 2, true],
    [128, 96, -25, 1, false],
    [87, 174, 0, 0.5, true],
    [93, 133, 43, 1, false],
  ])('from %d to %d: %d %%, counted times %d, fits: %s', (from, to, percent, times, fits) => {
    const fit = tempoFit(from, to)
    expect(fit.percent).toBeCloseTo(percent, 1)
    expect({ times: fit.times, fits: fit.fits }).toEqual({ times, fits })
  })

  test('fits both ways or neither', () => {
    fc.assert(
      fc.property(aTempo, aTempo, (a, b) => {
        expect(tempoFit(a, b).fits).toBe(tempoFit(b, a).fits)
      }),
    )
  })

  test('fits its own half and double, whatever it is', () => {
    fc.assert(
      fc.property(aTempo, fc.constantFrom(0.5, 1, 2), (tempo, times) => {
        expect(tempoFit(tempo, tempo * times)).toMatchObject({ fits: true, times: 1 / times })
      }),
    )
  })

  test('what fits needs no more than six of a hundred', () => {
    fc.assert(
      fc.property(aTempo, aTempo, (a, b) => {
        const { fits, percent } = tempoFit(a, b)
        if (fits) expect(Math.abs(percent)).toBeLessThanOrEqual(6.0001)
      }),
    )
  })
})

describe('both together', () => {
  const playing = { bpm: 124, key: '8A' }
  test.each([
    [{ bpm: 126, key: 'Em' }, 'well', 'up'],
    [{ bpm: 126, key: null }, 'well', null],
    [{ bpm: null, key: 'C' }, 'well', 'relative'],
    [{ bpm: 100, key: '7A' }, 'partly', 'down'],
    [{ bpm: 124, key: '2B' }, 'partly', 'apart'],
    [{ bpm: 100, key: '2B' }, 'badly', 'apart'],
    [{ bpm: 100, key: null }, 'badly', null],
  ])('%j mixes %s', (song, grade, key) => {
    expect(mixFit(playing, song)).toMatchObject({ grade, key })
  })

  test.each([
    [playing, { bpm: null, key: 'what' }],
    [{ bpm: null, key: null }, playing],
    [{ bpm: 0, key: null }, playing],
    [
      { bpm: 124, key: null },
      { bpm: null, key: '8A' },
    ],
  ])('%j and %j: nothing to say', (from, to) => {
    expect(mixFit(from, to)).toBeNull()
  })
})
