import { NightHistory } from '../entry/night-history.tsx'
import { useNight } from '../state/context.tsx'

/** The open night so far. */
export function ReportPanel() {
  const id = useNight((night) => night.event.id)
  const title = useNight((night) => night.event.title)
  return <NightHistory event={{ id, title }} onBack={null} />
}
