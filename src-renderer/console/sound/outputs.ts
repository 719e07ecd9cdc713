import type { PlayerView } from '../../../src-main/contract/player-view.ts'

/** Something that sound can come out of, as this computer names it. */
export type SoundOutput = { readonly id: string; readonly name: string; readonly device: string }

/** What is connected: `usual` is where the system plays by itself. */
export type SoundOutputs = { readonly usual: string | null; readonly all: readonly SoundOutput[] }

type Chosen = PlayerView['room']

export const noOutputs: SoundOutputs = { usual: null, all: [] }

/** Chromium's own entries for what the system chose; their outputs stand in the list under their names, too. */
const standIns = new Set(['default', 'communications'])

export async function readOutputs(): Promise<SoundOutputs> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const outputs = devices.filter(({ kind }) => kind === 'audiooutput')
  const named = outputs.filter(({ deviceId, label }) => label !== '' && !standIns.has(deviceId))
  return {
    usual: outputs.find(({ deviceId }) => deviceId === 'default')?.groupId ?? null,
    all: named.map(({ deviceId, label, groupId }) => ({ id: deviceId, name: label, device: groupId })),
  }
}

/** Known again by its id, else by its name: another socket may give it another id. `null`: not connected. */
export function findOutput(chosen: NonNullable<Chosen>, { all }: SoundOutputs): SoundOutput | null {
  return all.find(({ id }) => id === chosen.id) ?? all.find(({ name }) => name === chosen.name) ?? null
}

/** Whether what the DJ hears there, the room hears too. */
export function isRooms(ears: SoundOutput, room: Chosen, outputs: SoundOutputs): boolean {
  if (room === null) return outputs.usual === null || ears.device === outputs.usual
  const rooms = findOutput(room, outputs)
  return rooms !== null && (rooms.id === ears.id || rooms.device === ears.device)
}
