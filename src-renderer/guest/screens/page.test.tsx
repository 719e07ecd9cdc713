import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPhone } from '../testing/a-phone.tsx'
import { settle } from '../testing/fake-device.ts'
import { aRequest, aRoom, aTrack, event } from '../testing/fake-laptop.ts'

test('a guest types PIN and name, joins, searches and asks with one tap', async () => {
  const { laptop, load, see, user, clock } = aPhone()
  await load()
  await user.type(see.getByLabelText(/The PIN on the display/), '48-27')
  expect(document.activeElement).toBe(see.getByLabelText('Your name'))
  await user.type(see.getByLabelText('Your name'), 'Mia{Enter}')
  await settle()
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  await user.click(see.getByRole('button', { name: 'Ask for Song b' }))
  await settle()
  expect(laptop.bodies[0]).toEqual({ pin: '4827', nickname: 'Mia' })
  expect(laptop.bodies[1]).toMatchObject({ trackId: 'b' })
  expect(see.getByText('Sent. You’ll see it here.')).toBeTruthy()
  expect(see.queryByRole('button', { name: 'Ask for Song b' })).toBeNull()
})

test('without all four digits Join leads back to the PIN and sends nothing', async () => {
  const { laptop, load, see, user } = aPhone()
  await load()
  await user.type(see.getByLabelText('Your name'), 'Mia')
  await user.click(see.getByRole('button', { name: 'Join' }))
  expect(document.activeElement).toBe(see.getByLabelText(/The PIN/))
  expect(laptop.bodies).toEqual([])
})

test('a wrong PIN is said in words and the boxes are empty for the next try', async () => {
  const { laptop, load, see, user } = aPhone()
  laptop.joinRefusal = { code: 'wrong-pin', message: 'That PIN is not right.' }
  await load()
  await user.type(see.getByLabelText(/The PIN/), '1111')
  await user.type(see.getByLabelText('Your name'), 'Mia{Enter}')
  await settle()
  expect(see.getByRole('alert').textContent).toContain('That PIN is not right.')
  expect(see.getByLabelText<HTMLInputElement>(/The PIN/).value).toBe('')
})

test('a dedication goes with the song', async () => {
  const { laptop, loadJoined, see, user, clock } = aPhone()
  await loadJoined()
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  await user.click(see.getByText('Song a'))
  await user.type(see.getByLabelText(/few words/), 'For grandma')
  await user.click(see.getByRole('button', { name: 'Ask for it' }))
  await settle()
  expect(laptop.bodies).toMatchObject([{ trackId: 'a', note: 'For grandma' }])
})

test('what is not in the list can be wished for, its title filled in', async () => {
  const { laptop, loadJoined, see, user, clock } = aPhone()
  laptop.tracks = []
  await loadJoined()
  await user.type(see.getByRole('searchbox'), 'Unknown Tune')
  await clock.pass(200)
  expect(see.getByText('Nothing found by that name.')).toBeTruthy()
  await user.click(see.getByRole('button', { name: /Ask for it anyway/ }))
  await user.type(see.getByLabelText('Artist'), 'Nobody')
  await user.click(see.getByRole('button', { name: 'Ask for it' }))
  await settle()
  expect(laptop.bodies).toMatchObject([{ wish: { title: 'Unknown Tune', artist: 'Nobody' } }])
  expect(see.getByText('Unknown Tune')).toBeTruthy()
})

test('a song that is asked for already takes a +1, from the list and after a refusal', async () => {
  const { laptop, loadJoined, see, user, clock } = aPhone()
  laptop.tracks = [aTrack('a', { asked: { requestId: 'r', votes: 1, mine: false } }), aTrack('b')]
  laptop.faults.push('already-asked')
  await loadJoined()
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  await user.click(see.getByRole('button', { name: 'Add your +1 to Song a' }))
  await settle()
  expect(see.getByText('Your +1 counts: 2 want this')).toBeTruthy()
  await user.click(see.getByRole('button', { name: 'Ask for Song b' }))
  await settle()
  await user.click(see.getByRole('button', { name: 'Add your +1 to Song b' }))
  await settle()
  expect(see.queryByText('Someone has asked.')).toBeNull()
})

test('what somebody asks for meanwhile takes a +1 without another search, and is free again once it is played', async () => {
  const { laptop, loadJoined, show, see, user, clock } = aPhone()
  await loadJoined()
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  const counts = { queued: 0, played: 0, guests: 2 }
  laptop.tracks = [aTrack('a', { asked: { requestId: 'r1', votes: 1, mine: false } }), aTrack('b')]
  await show(aRoom({ counts: { ...counts, pending: 1 } }))
  await clock.pass(3_000)
  expect(see.getByText('Wanted by 2')).toBeTruthy()
  expect(see.getByRole('button', { name: 'Ask for Song b' })).toBeTruthy()
  await user.click(see.getByRole('button', { name: 'Add your +1 to Song a' }))
  await settle()
  expect(laptop.bodies).toEqual([])
  laptop.tracks = [aTrack('a'), aTrack('b')]
  await show({ type: 'mine', requests: [] })
  await show(aRoom({ counts: { ...counts, pending: 0, played: 1 } }))
  await clock.pass(3_000)
  expect(see.getByRole('button', { name: 'Ask for Song a' })).toBeTruthy()
})

test('while the laptop is away the results stay as they were found', async () => {
  const { laptop, loadJoined, show, see, user, clock } = aPhone()
  await loadJoined()
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  await show(aRoom({ upNext: [] }))
  laptop.away = true
  await clock.pass(3_000)
  expect(see.getAllByRole('button', { name: /^Ask for/ })).toHaveLength(2)
})

test('the own pending song can be taken back, and that undone', async () => {
  const { laptop, loadJoined, show, see, user } = aPhone()
  await loadJoined()
  await show({ type: 'mine', requests: [aRequest('a', { note: 'hi' })] })
  await user.click(see.getByRole('button', { name: 'Take back Song a' }))
  await settle()
  expect(see.queryByText('Song a')).toBeNull()
  await user.click(see.getByRole('button', { name: 'Undo' }))
  await settle()
  expect(laptop.bodies).toMatchObject([{ trackId: 'a', note: 'hi' }])
})

test('in standby one can look for a song, and the button says why it waits', async () => {
  const { laptop, loadJoined, see, user, clock } = aPhone()
  laptop.event = { ...event, status: 'standby' }
  await loadJoined()
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  await user.click(see.getByRole('button', { name: 'Ask for Song a' }))
  expect(laptop.bodies).toEqual([])
  await settle()
  expect(see.getAllByText(/Requests open soon/).length).toBeGreaterThan(1)
})

test('without requests there is no search, but still the room', async () => {
  const { loadJoined, show, see } = aPhone()
  await loadJoined()
  const song = {
    requestId: 'r',
    title: 'Halo',
    artist: 'Someone',
    artworkUrl: null,
    nickname: 'Jo',
    votes: 0,
  }
  const pages = { requests: false, display: true }
  await show(aRoom({ event: { ...event, pages }, upNext: [song] }))
  expect(see.queryByRole('searchbox')).toBeNull()
  expect(see.getByText('Halo')).toBeTruthy()
  expect(see.getByText('Jo')).toBeTruthy()
})

test('what the DJ tells the room stands on top and is read out, until it ends or the wifi is away', async () => {
  const { laptop, loadJoined, show, see, user } = aPhone()
  await loadJoined()
  const told = () =>
    see
      .getAllByRole('status')
      .flatMap((area) => [...area.querySelectorAll('p')].map((line) => line.textContent))
  const notices = ['Buffet is open', '<b>Last orders</b>'].map((text) => ({
    id: text,
    text,
    remainingMs: null,
  }))
  await show(aRoom({ notices }))
  expect(told()).toEqual(['Buffet is open', '<b>Last orders</b>'])
  await user.type(see.getByRole('searchbox'), 'song')
  expect(told()).toHaveLength(2)
  await show(aRoom({ notices: notices.slice(1) }))
  expect(told()).toEqual(['<b>Last orders</b>'])
  laptop.hangUp()
  await settle()
  expect(told()).toEqual([])
})

test('Spotify’s songs go on page after page, none twice, to the end', async () => {
  const { laptop, loadJoined, see, clock } = aPhone()
  const night = await loadJoined()
  const spotifyUrl = 'https://open.spotify.com/track/4JehYebiI9JE8sR8MisGVb'
  const theirs = (...ids: readonly string[]) => ids.map((id) => aTrack(id, { spotifyUrl }))
  laptop.tracks = [aTrack('own'), ...theirs('a', 'b', 'c', 'd', 'e')]
  laptop.pages = {
    '5': { tracks: theirs('e', 'f'), next: 15 },
    '15': { tracks: theirs('g'), next: null },
  }
  night.search('love')
  await clock.pass(1000)
  const titles = () => see.getAllByRole('button', { name: /^Ask for/ }).length
  see.getByRole('button', { name: 'More from Spotify' }).click()
  await settle()
  expect(titles()).toBe(7)
  see.getByRole('button', { name: 'More from Spotify' }).click()
  await settle()
  expect(titles()).toBe(8)
  expect(see.queryByRole('button', { name: 'More from Spotify' })).toBeNull()
})

test('names are text, never markup', async () => {
  const { loadJoined, show, root } = aPhone()
  await loadJoined()
  const song = {
    requestId: 'r',
    title: '<img src=x>',
    artist: '',
    artworkUrl: null,
    nickname: '<b>',
    votes: 0,
  }
  await show(aRoom({ upNext: [song] }))
  expect(root.querySelector('img, li b')).toBeNull()
  expect(root.querySelector('li bdi')?.textContent).toBe('<img src=x>')
})

const atSpotify = 'https://open.spotify.com/track/4JehYebiI9JE8sR8MisGVb'

test('what Spotify does not play here is shown and can not be asked for', async () => {
  const { laptop, loadJoined, see, user, clock } = aPhone()
  laptop.tracks = [aTrack('a', { spotifyUrl: atSpotify, playable: false }), aTrack('b')]
  await loadJoined()
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  expect(see.getByText('Not available here')).toBeTruthy()
  expect(see.queryByRole('button', { name: 'Ask for Song a' })).toBeNull()
  await user.click(see.getByText('Song a'))
  await settle()
  expect(see.queryByLabelText(/few words/)).toBeNull()
  expect(see.getByRole('button', { name: 'Ask for Song b' })).toBeTruthy()
})

test('a song of Spotify leads there from where nobody aims to ask, and nowhere else', async () => {
  const { laptop, loadJoined, show, see, user, clock } = aPhone()
  const { asked: _, ...track } = aTrack('a', { spotifyUrl: atSpotify })
  const { asked: __, ...odd } = aTrack('b', { spotifyUrl: 'javascript:alert(1)' })
  laptop.tracks = [aTrack('c', { spotifyUrl: atSpotify })]
  await loadJoined()
  await show({ type: 'mine', requests: [aRequest('a', { track }), aRequest('b', { track: odd })] })
  const links = see.getAllByRole<HTMLAnchorElement>('link', { name: 'Listen on Spotify' })
  expect(links.map(({ href, target }) => ({ href, target }))).toEqual([{ href: atSpotify, target: '_blank' }])
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  expect(see.getByText('Song c')).toBeTruthy()
  expect(see.queryByRole('link')).toBeNull()
})

test('an explicit song is asked for in its clean version by one button, with the same words', async () => {
  const { laptop, loadJoined, see, user, clock } = aPhone()
  laptop.faults.push('explicit')
  await loadJoined()
  await user.type(see.getByRole('searchbox'), 'song')
  await clock.pass(200)
  await user.click(see.getByText('Song a'))
  await user.type(see.getByLabelText(/few words/), 'For grandma')
  await user.click(see.getByRole('button', { name: 'Ask for it' }))
  await settle()
  expect(see.queryByRole('button', { name: 'Ask again for Song a' })).toBeNull()
  await user.click(see.getByRole('button', { name: 'Ask for the clean version' }))
  await settle()
  expect(laptop.bodies).toMatchObject([
    { trackId: 'a', note: 'For grandma' },
    { trackId: 'clean', note: 'For grandma' },
  ])
  expect(see.queryByText('Is there a clean version?')).toBeNull()
})

const odd = fc.anything({ maxDepth: 3 })
const nearly = fc.record(
  {
    type: fc.constantFrom('room', 'mine'),
    event: fc.oneof(odd, fc.constant(event)),
    nowPlaying: fc.oneof(odd, fc.record({ requestId: fc.constant('r'), title: odd, durationMs: odd })),
    upNext: fc.oneof(odd, fc.array(odd)),
    requests: fc.oneof(
      odd,
      fc.array(
        fc.oneof(
          odd,
          fc.record({
            id: fc.constant('x'),
            status: fc.constantFrom('pending', 'approved'),
            track: odd,
            note: odd,
          }),
        ),
      ),
    ),
  },
  { requiredKeys: ['type'] },
)

test('whatever arrives, the page is never blank', async () => {
  const { loadJoined, show, see } = aPhone()
  await loadJoined()
  await fc.assert(
    fc.asyncProperty(fc.oneof(nearly, odd), async (view) => {
      let json = ''
      try {
        json = JSON.stringify(view) ?? ''
      } catch {
        // BigInt and circles can't be sent in the first place.
      }
      await show(json)
      expect(see.getByRole('heading', { level: 1 })).toBeTruthy()
      expect(see.getByText('Mia')).toBeTruthy()
    }),
    { numRuns: 150 },
  )
})
