import { expect, test } from 'vitest'
import { findOutput, isRooms, type SoundOutputs } from './outputs.ts'

const built = { id: 'built-in', name: 'Built-in speakers', device: 'laptop' }
const headphones = { id: 'jack', name: 'Headphones', device: 'laptop-jack' }
const mixer = { id: 'usb-1', name: 'USB mixer', device: 'mixer' }
const outputs: SoundOutputs = { usual: 'laptop', all: [built, headphones, mixer] }

test('an output is known again by its id, and at another socket by its name', () => {
  expect(findOutput({ id: 'usb-1', name: 'USB mixer' }, outputs)).toBe(mixer)
  expect(findOutput({ id: 'usb-9', name: 'USB mixer' }, outputs)).toBe(mixer)
  expect(findOutput({ id: 'usb-9', name: 'Other mixer' }, outputs)).toBeNull()
})

test('what the system plays by itself is the room’s when nothing else was chosen for it', () => {
  expect(isRooms(built, null, outputs)).toBe(true)
  expect(isRooms(headphones, null, outputs)).toBe(false)
  expect(isRooms(built, mixer, outputs)).toBe(false)
  expect(isRooms(mixer, { id: 'usb-9', name: 'USB mixer' }, outputs)).toBe(true)
  // Nobody says where the system plays: better asked once too often.
  expect(isRooms(headphones, null, { ...outputs, usual: null })).toBe(true)
})
