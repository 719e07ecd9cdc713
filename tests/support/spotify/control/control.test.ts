import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { imageSize } from 'image-size'
import { expect, test } from 'vitest'
import { startSpotifyDouble } from '../double.ts'
import { remoteControl } from './remote.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

test('a process of its own says where it is, is steered from outside and ends when told', async () => {
  const options = JSON.stringify({ clock: 'still' })
  const child = spawn(process.execPath, ['--import', 'tsx', main, options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { ready, apiUrl, accountsUrl } = JSON.parse(String(line))
  expect(ready).toBe(true)
  const steer = remoteControl(accountsUrl)
  await steer({ do: 'phone-play', uris: ['spotify:local:Mira::Intro:60'] })
  const { heard, playback } = await steer({ do: 'advance', ms: 10_000 })
  expect(playback).toMatchObject({ device: 'DJ laptop', playing: true, positionMs: 10_000 })
  expect(heard).toMatchObject([{ audibleMs: 10_000 }])
  await steer({ do: 'fault', fault: { kind: 'server-error', match: { path: '^/me$' }, times: 1 } })
  expect((await fetch(`${apiUrl}/me`)).status).toBe(500)
  expect((await fetch(`${apiUrl}/me`)).status).toBe(401)
  const { calls } = await steer({ do: 'look' })
  expect(calls.map(({ path, status }) => [path, status])).toEqual([
    ['/me', 500],
    ['/me', 401],
  ])
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a command that nobody knows is refused in words and changes nothing', async () => {
  const double = await startSpotifyDouble()
  const answer = await fetch(`${double.accountsUrl}/control`, { method: 'POST', body: '{"do":"dance"}' })
  expect(answer.status).toBe(400)
  expect(double.calls.all()).toEqual([])
  await double.close()
})

test('covers may come from the double itself', async () => {
  const double = await startSpotifyDouble({ artwork: 'own' })
  const { accessToken } = double.accounts.signIn()
  const response = await fetch(`${double.apiUrl}/tracks/${double.catalogue.tracks[0]?.id}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
  const { album } = (await response.json()) as { album: { images: { url: string; width: number }[] } }
  for (const { url, width } of album.images) {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
    expect(imageSize(bytes)).toMatchObject({ type: 'png', width, height: width })
  }
  await double.close()
})
