import { spotifyId } from '../spotify-id.ts'

export type DoubleDevice = {
  /** `null` where it is restricted. */
  readonly id: string | null
  readonly name: string
  /** `Computer`, `Smartphone`, `Speaker` … */
  readonly type: string
  readonly restricted: boolean
  readonly supportsVolume: boolean
  /** Percent. */
  readonly volume: number
}

export type NewDevice = Pick<DoubleDevice, 'name'> & Partial<Omit<DoubleDevice, 'id' | 'name'>>

/** The devices of the account, known by name; ids are new after each start of a device. */
export function createDeviceList(initial: readonly NewDevice[]) {
  const devices = new Map<string, DoubleDevice>()
  let starts = 0

  function put({
    name,
    type = 'Computer',
    restricted = false,
    supportsVolume = true,
    volume = 60,
  }: NewDevice) {
    starts += 1
    const id = restricted ? null : spotifyId(`device ${name} ${starts}`)
    devices.set(name, { id, name, type, restricted, supportsVolume, volume })
  }

  for (const device of initial) put(device)
  return {
    list: (): readonly DoubleDevice[] => [...devices.values()],
    named: (name: string) => devices.get(name),
    withId: (id: string) => [...devices.values()].find((device) => device.id === id),
    put,
    /** The same device with another id. */
    renew(name: string): void {
      const device = devices.get(name)
      if (device) put(device)
    },
    setVolume(name: string, volume: number): void {
      const device = devices.get(name)
      if (device) devices.set(name, { ...device, volume })
    },
    remove: (name: string) => devices.delete(name),
  }
}
