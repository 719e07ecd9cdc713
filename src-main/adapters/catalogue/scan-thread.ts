import type { Log } from '../../services/ports.ts'
import type { ScanCommand, ScanOrder, ScanReport } from '../../workers/catalogue-messages.ts'
import { startWorker } from '../../workers/start-worker.ts'

export type ScanThread = {
  readonly post: (command: ScanCommand) => void
  readonly close: () => Promise<void>
}

/** What the thread may need for a list of a million songs. */
const heapMb = 2_048
const mostCrashes = 3

/** Starts scanning; a thread that dies is started again, three times at most, then `onGivenUp`. */
export function startScanThread(
  order: ScanOrder,
  log: Log,
  onReport: (report: ScanReport) => void,
  onGivenUp: () => void,
): ScanThread {
  let closed = false
  let crashes = 0
  let worker = begin()

  function begin() {
    const started = startWorker('catalogue-scan-worker', {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    })
    started.on('message', (report: ScanReport) => {
      if (!closed) onReport(report)
    })
    started.on('error', (error) =>
      log.error('Reading the catalogue stopped and is started again.', { reason: error.message }),
    )
    started.on('exit', () => {
      if (closed) return
      if (++crashes >= mostCrashes) onGivenUp()
      else worker = begin()
    })
    return started
  }

  return {
    post: (command) => worker.postMessage(command),
    close: async () => {
      closed = true
      await worker.terminate()
    },
  }
}
