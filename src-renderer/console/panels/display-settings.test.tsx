import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aNight } from '../testing/builders.ts'
import { renderPart } from '../testing/render-console.tsx'
import { DisplaySettings } from './display-settings.tsx'

afterEach(cleanup)

const list = () => screen.getByLabelText<HTMLTextAreaElement>('Words to hide')

test('a mood is one click, and the picker shows the one that is so', async () => {
  const { person, asked, show } = renderPart(<DisplaySettings />, aNight())
  const mood = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name })
  expect(mood('Night').checked).toBe(true)
  await person.click(mood('Club'))
  expect(asked('event.update')).toEqual([{ version: 7, change: { displayMood: 'club' } }])
  await show(aNight({ event: { version: 8, displayMood: 'club' } }))
  expect(mood('Club').checked).toBe(true)
  expect(mood('Night').checked).toBe(false)
})

test('colours from the cover are a switch', async () => {
  const { person, asked } = renderPart(<DisplaySettings />, aNight())
  await person.click(screen.getByRole('switch', { name: 'Colours from the cover' }))
  expect(asked('event.update')).toEqual([{ version: 7, change: { coverColours: true } }])
})

test('motion and the built-in words are switches', async () => {
  const { person, asked, show } = renderPart(<DisplaySettings />, aNight())
  await person.click(screen.getByRole('switch', { name: 'Motion' }))
  await show(aNight({ event: { version: 8, displayMotion: false } }))
  await person.click(screen.getByRole('switch', { name: 'Hide slurs' }))
  expect(asked('event.update')).toEqual([
    { version: 7, change: { displayMotion: false } },
    { version: 8, change: { hideSlurs: false } },
  ])
})

test('the DJ’s words are kept on leaving the list, each once, without blank lines', async () => {
  const { person, asked } = renderPart(<DisplaySettings />, aNight({ event: { hiddenWords: ['melon'] } }))
  expect(list().value).toBe('melon')
  await person.type(list(), '{Enter}{Enter}banana*{Enter}melon')
  expect(asked('event.update')).toEqual([])
  await person.tab()
  expect(asked('event.update')).toEqual([{ version: 7, change: { hiddenWords: ['melon', 'banana*'] } }])
})

test('a word that is too long is refused in words, and what was typed stays', async () => {
  const { person, asked } = renderPart(<DisplaySettings />, aNight())
  await person.type(list(), `fine{Enter}${'x'.repeat(41)}`)
  await person.tab()
  expect(screen.getByRole('alert').textContent).toMatch(/at most 40 letters/)
  expect(asked('event.update')).toEqual([])
  expect(list().value).toMatch(/^fine\nx{41}$/)
  await person.type(list(), '{Backspace}')
  expect(screen.queryByRole('alert')).toBeNull()
  await person.tab()
  expect(asked('event.update')).toHaveLength(1)
})

test('another list that was saved meanwhile asks whose to keep', async () => {
  const { person, asked, show } = renderPart(<DisplaySettings />, aNight())
  await person.type(list(), 'mine')
  await show(aNight({ event: { version: 8, hiddenWords: ['theirs'] } }))
  expect(list().value).toBe('mine')
  await person.click(screen.getByRole('button', { name: 'Take theirs' }))
  expect(list().value).toBe('theirs')
  expect(asked('event.update')).toEqual([])
})
