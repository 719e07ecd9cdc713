import { MonitorSpeaker } from 'lucide-react'
import { Popover } from 'radix-ui'
import { DeviceList } from '../spotify/device-list.tsx'
import { useSpotify } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './player.module.css'

export type DeviceButtonProps = {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** Where it plays; a click shows where it could. */
export function DeviceButton({ open, onOpen }: DeviceButtonProps) {
  const name = useSpotify(
    ({ playback, devices }) =>
      playback?.device ?? devices.find(({ chosen, active }) => chosen || active)?.name ?? null,
  )
  return (
    <Popover.Root open={open} onOpenChange={onOpen}>
      <Popover.Trigger asChild>
        <Button
          look="quiet"
          className={styles.deviceButton}
          aria-label={name === null ? 'Choose a device' : `Device: ${name}`}
          title="Where Spotify plays"
        >
          <MonitorSpeaker size={18} aria-hidden="true" />
          <span className={styles.deviceName}>{name ?? 'Choose a device'}</span>
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Devices of Spotify"
        >
          <DeviceList />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
