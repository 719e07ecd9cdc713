import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { done, type Result } from '../../../src-main/core/result.ts'
import { aNight, approved, aRequest } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const halo = aRequest({ title: 'Halo' })
const levels = aRequest({ title: 'Levels' })

/** An answer of main that comes when told. */
function later() {
  let answer = (_: Result<null>): void => undefined
  const promise = new Promise<Result<null>>((resolve) => {
    answer = resolve
  })
  return { promise, come: () => act(async () => answer(done())) }
}

test('an older answer cannot be taken back over a newer one, which stays', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: [halo] }))
  await person.keyboard('t2')
  await show(aNight({ requests: [{ ...halo, version: 2, answer: 'Maybe later tonight' }] }))
  await show(aNight({ requests: [{ ...halo, version: 3, answer: 'Come to the desk' }] }))
  await person.keyboard('u')
  expect(await screen.findByText(/You told Mia something else about “Halo” since/)).toBeTruthy()
  expect(asked('request.answer')).toHaveLength(1)
  // It stays in the history, for when the newer one is taken back.
  await person.keyboard('y')
  expect(screen.getByRole('button', { name: 'Undo: Mia reads: Maybe later tonight' })).toBeTruthy()
})

test('an answer is taken back also when blanks were taken out of it', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: [halo] }))
  await person.keyboard('tAt  eleven{Enter}')
  await show(aNight({ requests: [{ ...halo, version: 2, answer: 'At eleven' }] }))
  await person.keyboard('u')
  expect(asked('request.answer')[1]).toEqual({ id: halo.id, version: 2, answer: null })
})

test('A, then N on the same song: it waits for the first and plays next', async () => {
  const approving = later()
  const { person, asked, show } = renderConsole(aNight({ requests: [halo] }), {
    'request.approve': () => approving.promise,
  })
  await person.keyboard('an')
  expect(asked('request.playNext')).toEqual([])
  await approving.come()
  await show(aNight({ queue: [{ ...halo, status: 'approved', version: 2 }] }))
  expect(asked('request.playNext')).toEqual([{ id: halo.id, version: 2 }])
})

test('a key that bounces on the last song decides once', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: [halo] }))
  await person.keyboard('aa')
  await show(aNight({ queue: [{ ...halo, status: 'approved', version: 2 }] }))
  expect(asked('request.approve')).toHaveLength(1)
})

test('A, then Shift+F: up next is arranged as it is with the song in it', async () => {
  const queue = [approved(), approved(), approved()]
  const approving = later()
  const { person, asked, show } = renderConsole(aNight({ requests: [halo], queue }), {
    'request.approve': () => approving.promise,
  })
  await person.keyboard('a{Shift>}F{/Shift}')
  expect(asked('queue.arrange')).toEqual([])
  await approving.come()
  const whole = [...queue, { ...halo, status: 'approved' as const, version: 2 }]
  await show(aNight({ queue: whole }))
  expect(asked('queue.arrange')).toEqual([{ seen: whole.map(({ id }) => id), order: null }])
})

test('T, then Shift+A: all are approved at the versions that the answer left', async () => {
  const telling = later()
  const { person, asked, show } = renderConsole(aNight({ requests: [halo, levels] }), {
    'request.answer': () => telling.promise,
    'request.decideMany': ({ requests }) => done({ done: requests, changed: 0 }),
  })
  await person.keyboard('t2{Shift>}A{/Shift}')
  expect(asked('request.decideMany')).toEqual([])
  await telling.come()
  await show(aNight({ requests: [{ ...halo, version: 2, answer: 'Maybe later tonight' }, levels] }))
  expect(asked('request.decideMany')).toEqual([
    {
      requests: [
        { id: halo.id, version: 2 },
        { id: levels.id, version: 1 },
      ],
      decision: { kind: 'approve' },
    },
  ])
})

test('Shift+A, then a key on one of them waits for what became of all', async () => {
  const deciding = later()
  const { person, asked, show } = renderConsole(aNight({ requests: [halo] }), {
    'request.decideMany': async ({ requests }) => {
      await deciding.promise
      return done({ done: requests.map(({ id, version }) => ({ id, version: version + 1 })), changed: 0 })
    },
  })
  await person.keyboard('{Shift>}A{/Shift}n')
  await deciding.come()
  await show(aNight({ queue: [{ ...halo, status: 'approved', version: 2 }] }))
  expect(asked('request.playNext')).toEqual([{ id: halo.id, version: 2 }])
})

test('undo of an arranged order leaves the song that is next by now', async () => {
  const [first, second, third, fourth] = [approved(), approved(), approved(), approved()]
  const { person, asked, show } = renderConsole(aNight({ queue: [first, second, third, fourth] }))
  await person.keyboard('{Shift>}F{/Shift}')
  // The first was begun meanwhile: the third is next, and locked.
  await show(aNight({ queue: [third, second, fourth], nowPlaying: { ...first, playing: true } }))
  await person.keyboard('u')
  expect(asked('queue.arrange')[1]).toEqual({
    seen: [third.id, second.id, fourth.id],
    order: [third.id, second.id, fourth.id],
  })
})

test('undo of a song that was sent back puts it where it was', async () => {
  const [first, second, third] = [
    approved({ title: 'First' }),
    approved({ title: 'Second' }),
    approved({ title: 'Third' }),
  ]
  const { person, asked, show } = renderConsole(aNight({ queue: [first, second, third] }))
  await person.keyboard('{ArrowRight}{ArrowDown}{Backspace}')
  const back = { ...second, status: 'pending' as const, version: 3, approvedAt: null }
  await show(aNight({ requests: [back], queue: [first, third] }))
  await person.keyboard('u')
  expect(asked('request.approve')).toEqual([{ id: second.id, version: 3, before: third.id }])
})
