import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { noRules, type RuleEntry, ruleLimits, type SongRules } from '../../../src-main/core/event-rules.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { fillRules } from '../../../src-main/core/rule-templates.ts'
import type { InputFor } from '../bridge.ts'
import { aFoundSong, aNight, aRequest, evening } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const abba: RuleEntry = { kind: 'artist', text: 'ABBA' }
const live: RuleEntry = { kind: 'word', text: 'live' }
const nineties: RuleEntry = { kind: 'years', from: 1990, to: 1999 }

type Given = { readonly rules?: Partial<SongRules>; readonly answers?: Answers }

/** The panel over a main that keeps what it is sent. */
async function openRules({ rules, answers = {} }: Given = {}) {
  let version = 7
  const kept: SongRules[] = [{ ...noRules, ...rules }]
  const present = () => kept.at(-1) ?? noRules
  const night = () => aNight({ event: { version, rules: present() } })
  const rendered = renderConsole(night(), {
    'event.update': async ({ change }: InputFor<'event.update'>) => {
      kept.push(change.rules ?? present())
      version += 1
      await rendered.show(night())
      return done()
    },
    ...answers,
  })
  await rendered.person.click(screen.getByRole('button', { name: 'Menu' }))
  await rendered.person.click(await screen.findByRole('menuitem', { name: 'Rules of this night' }))
  const panel = within(await screen.findByRole('dialog', { name: 'Rules of this night' }))
  return { ...rendered, panel, present }
}

test('an entry is kind and words and Enter, then the next one of its kind', async () => {
  const { person, panel, present } = await openRules()
  expect(panel.getByText(/guests may ask for everything/)).toBeTruthy()
  await person.selectOptions(panel.getByLabelText('What not to play'), 'artist')
  await person.type(panel.getByLabelText('Artist'), ' ABBA {Enter}')
  await person.type(panel.getByLabelText('Artist'), 'Queen{Enter}')
  expect(present().doNotPlay).toEqual([abba, { kind: 'artist', text: 'Queen' }])
  const artists = within(panel.getByRole('region', { name: 'Artists' }))
  expect(artists.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['ABBA', 'Queen'])
})

test('years are two numbers, or one, in either order', async () => {
  const { person, panel, present } = await openRules()
  await person.selectOptions(panel.getByLabelText('What not to play'), 'years')
  await person.type(panel.getByLabelText('From'), '99{Enter}')
  expect(present().doNotPlay).toEqual([])
  await person.clear(panel.getByLabelText('From'))
  await person.type(panel.getByLabelText('From'), '1999')
  await person.type(panel.getByLabelText('To'), '1990{Enter}')
  await person.type(panel.getByLabelText('From'), '1975{Enter}')
  expect(present().doNotPlay).toEqual([nineties, { kind: 'years', from: 1975, to: 1975 }])
  expect(panel.getByText('1990 to 1999')).toBeTruthy()
})

test('the same name in another spelling is on the list already', async () => {
  const { person, panel, asked } = await openRules({ rules: { doNotPlay: [abba] } })
  await person.selectOptions(panel.getByLabelText('What not to play'), 'artist')
  await person.type(panel.getByLabelText('Artist'), 'the abba{Enter}')
  expect(screen.getByText('the abba is on the list already.')).toBeTruthy()
  expect(asked('event.update')).toEqual([])
})

test('a full list says so', async () => {
  const doNotPlay = Array.from(
    { length: ruleLimits.entries },
    (_, at): RuleEntry => ({ kind: 'track', text: `T${at}` }),
  )
  const { person, panel, asked } = await openRules({ rules: { doNotPlay } })
  await person.click(panel.getByLabelText('Song'))
  await person.paste('One more')
  await person.keyboard('{Enter}')
  expect(screen.getByText('The list is full: it takes 500 entries.')).toBeTruthy()
  expect(asked('event.update')).toEqual([])
  await person.click(panel.getByLabelText('Find on the list'))
  await person.paste('t499')
  expect(panel.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['T499'])
})

test('an entry is removed by its key alone, and undo puts it back in its place', async () => {
  const { person, panel, present } = await openRules({ rules: { doNotPlay: [abba, live, nineties] } })
  panel.getByRole('button', { name: 'Remove live' }).focus()
  await person.keyboard('{Enter}')
  expect(present().doNotPlay).toEqual([abba, nineties])
  expect(screen.getByText('live is off the list.')).toBeTruthy()
  expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true)
  await screen.findByRole('button', { name: 'Undo' })
  await person.keyboard('r')
  expect(present().doNotPlay).toEqual([abba, live, nineties])
})

test('a kind of night fills the rules in, and undo brings back what was', async () => {
  const before = { ...noRules, doNotPlay: [abba], longestMinutes: 3 }
  const { person, panel, present } = await openRules({ rules: before })
  await person.click(panel.getByRole('button', { name: 'Fill in for a kind of night' }))
  await person.click(await screen.findByRole('menuitem', { name: 'Wedding' }))
  expect(present()).toEqual(fillRules(before, 'wedding'))
  expect(panel.getByText('ABBA')).toBeTruthy()
  expect(screen.getByText('Filled in for a wedding.')).toBeTruthy()
  await screen.findByRole('button', { name: 'Undo' })
  await person.keyboard('r')
  expect(present()).toEqual(before)
})

test('times are whole minutes; another is not kept', async () => {
  const { person, panel, present, asked } = await openRules({ rules: { doNotPlay: [abba] } })
  const pause = panel.getByLabelText('Minutes until a guest may ask again')
  await person.clear(pause)
  await person.type(pause, 'soon{Enter}')
  expect(screen.getByText('Whole minutes, from 0 to 1440.')).toBeTruthy()
  expect(asked('event.update')).toEqual([])
  await person.clear(pause)
  await person.type(pause, '10{Enter}')
  expect(present()).toEqual({ ...noRules, doNotPlay: [abba], guestPauseMinutes: 10 })
})

test('rules that were changed elsewhere meanwhile stay, and the change can be made on them', async () => {
  const answers = [refuse('stale'), done()]
  const { person, panel, asked, show } = await openRules({
    answers: { 'event.update': () => answers.shift() ?? done() },
  })
  await person.selectOptions(panel.getByLabelText('What not to play'), 'artist')
  await person.type(panel.getByLabelText('Artist'), 'ABBA{Enter}')
  await show(aNight({ event: { version: 8, rules: { ...noRules, doNotPlay: [live] } } }))
  await screen.findByRole('button', { name: 'Do it again' })
  panel.getByRole('button', { name: 'Close' }).focus()
  await person.keyboard('r')
  expect(asked('event.update')[1]).toEqual({
    version: 8,
    change: { rules: { ...noRules, doNotPlay: [live, abba] } },
  })
})

test('a song that is typed shows what a guest would be told, by rules that are not kept yet', async () => {
  const tried: InputFor<'rules.try'>[] = []
  const { person, panel } = await openRules({
    rules: { doNotPlay: [live] },
    answers: {
      'catalogue.search': () => done({ tracks: [] }),
      'rules.try': (input) => {
        tried.push(input)
        const isRefused = input.rules.doNotPlay.some((entry) => entry.kind === 'artist')
        return done({
          title: 'Waterloo',
          artist: 'ABBA',
          refusal: isRefused ? 'The DJ does not play ABBA tonight.' : null,
        })
      },
    },
  })
  const song = within(panel.getByRole('region', { name: 'Try a song' }))
  await person.type(song.getByLabelText('Title'), 'Waterloo')
  await person.type(song.getByLabelText('By'), 'abba')
  const wish = { title: 'Waterloo', artist: 'abba' }
  await vi.waitFor(() => expect(tried.at(-1)?.song).toEqual({ wish }))
  expect(await song.findByText('Guests may ask for it.')).toBeTruthy()
  await person.selectOptions(panel.getByLabelText('What not to play'), 'artist')
  await person.type(panel.getByLabelText('Artist'), 'ABBA')
  expect(await song.findByText('A guest is told: “The DJ does not play ABBA tonight.”')).toBeTruthy()
  await vi.waitFor(() => expect(tried.at(-1)?.rules.doNotPlay).toEqual([abba, live]))
})

test('a song of the DJ’s own is tried as it is in the music', async () => {
  const track = aFoundSong({ id: 'halo', title: 'Halo', artist: 'Beyoncé', durationMs: null })
  const { person, panel, asked } = await openRules({
    answers: {
      'catalogue.search': () => done({ tracks: [track] }),
      'rules.try': () => done({ title: 'Halo', artist: 'Beyoncé', refusal: null }),
    },
  })
  const song = within(panel.getByRole('region', { name: 'Try a song' }))
  await person.type(song.getByLabelText('Title'), 'hal')
  await person.click(await song.findByRole('button', { name: 'Halo · Beyoncé' }))
  expect(song.getByLabelText<HTMLInputElement>('By').value).toBe('Beyoncé')
  await vi.waitFor(() => expect(asked('rules.try').at(-1)).toMatchObject({ song: { trackId: 'halo' } }))
  expect(song.getByText('Guests may ask for it.')).toBeTruthy()
})

test('a request that a rule speaks against says which, and A approves it as any other', async () => {
  const rule = { words: 'artist played', since: Date.now() - 12 * 60_000 }
  const request = aRequest({ title: 'Waterloo', rule })
  const { person, asked } = renderConsole(
    aNight({
      requests: [request, aRequest({ rule: { words: 'no live versions', since: null }, createdAt: evening })],
    }),
  )
  expect(screen.getByText('Rule: artist played 12 min ago')).toBeTruthy()
  expect(screen.getByText('Rule: no live versions')).toBeTruthy()
  await person.click(screen.getByText('Waterloo'))
  await person.keyboard('a')
  expect(asked('request.approve')).toEqual([{ id: request.id, version: request.version }])
})
