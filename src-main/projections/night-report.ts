import type { EventReport } from '../contract/night-report.ts'
import { fileNameOf } from '../core/file-name.ts'
import type { NightReport } from '../services/night-report.ts'
import { eventSummary } from './console-view.ts'

export function eventReport({ event, ...numbers }: NightReport): EventReport {
  return { event: eventSummary(event), fileName: fileNameOf(event.config.title), ...numbers }
}
