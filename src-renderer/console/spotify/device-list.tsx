import {
  Car,
  Cast,
  Check,
  Gamepad2,
  Laptop,
  RefreshCw,
  Smartphone,
  Speaker,
  Tablet,
  Tv,
  Volume2,
} from 'lucide-react'
import { useEffect } from 'react'
import { useActions, useSpotify } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './spotify.module.css'
import type { Device } from './words.ts'

/** By the type that Spotify tells, in small letters. */
const icons: Readonly<Record<string, typeof Speaker>> = {
  computer: Laptop,
  tablet: Tablet,
  smartphone: Smartphone,
  tv: Tv,
  stb: Tv,
  castvideo: Cast,
  castaudio: Cast,
  audiodongle: Cast,
  gameconsole: Gamepad2,
  automobile: Car,
}

/** Where Spotify can play. Asked for anew when it is looked at: devices come and go. */
export function DeviceList() {
  const { ask, send } = useActions()
  const devices = useSpotify((spotify) => spotify.devices)
  useEffect(() => {
    void ask('spotify.refreshDevices', {})
  }, [ask])
  return (
    <div className={styles.devices}>
      {devices.length === 0 ? (
        <p className={styles.muted}>
          No device is to be seen. Open Spotify on the device that shall play and start any song there once.
        </p>
      ) : (
        <ul className={styles.deviceList} aria-label="Devices">
          {devices.map((device) => (
            <li key={`${device.id} ${device.type} ${device.name}`}>
              <DeviceButton device={device} />
            </li>
          ))}
        </ul>
      )}
      <Button look="quiet" className={styles.refresh} onClick={() => send('spotify.refreshDevices', {})}>
        <RefreshCw size={16} aria-hidden="true" />
        Look again
      </Button>
    </div>
  )
}

function DeviceButton({ device }: { readonly device: Device }) {
  const { send } = useActions()
  const { id, name, type, active, chosen } = device
  const Icon = icons[type.toLowerCase()] ?? Speaker
  const closed = isClosed(device)

  return (
    <button
      type="button"
      className={styles.device}
      aria-pressed={chosen}
      // A button that is `disabled` could not be reached, and its words not be read.
      aria-disabled={closed}
      onClick={() => id !== null && !closed && !chosen && send('spotify.chooseDevice', { id })}
    >
      <Icon size={20} aria-hidden="true" />
      <span className={styles.deviceWords}>
        <span className={styles.deviceName}>{name}</span>
        <span className={styles.deviceState}>{stateWords(device)}</span>
      </span>
      {active && !chosen && <Volume2 size={18} aria-hidden="true" />}
      {chosen && <Check size={18} aria-hidden="true" />}
    </button>
  )
}

function isClosed({ id, restricted }: Device): boolean {
  return id === null || restricted
}

function stateWords(device: Device): string {
  return [
    device.type === 'Unknown' ? '' : device.type,
    device.active ? 'active now' : '',
    device.chosen ? 'chosen' : '',
    isClosed(device) ? 'can only be controlled on itself' : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
