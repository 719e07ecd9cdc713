import type { LanView, SheetView } from '../contract/lan-view.ts'
import type { Event } from '../core/event.ts'
import { fileNameOf } from '../core/file-name.ts'
import type { Network } from '../services/network.ts'
import type { SelfTest } from '../services/self-test.ts'
import type { VenueWifi } from '../services/wifi.ts'

export type LanParts = { readonly network: Network; readonly wifi: VenueWifi; readonly selfTest: SelfTest }

type Night = { readonly event: Event } | null

/** `closed`: no port could be had. */
export function lanView({ network, wifi, selfTest }: LanParts, night: Night, closed: boolean): LanView {
  const { reachable, virtual } = network.addresses()
  const url = network.url()
  const test = selfTest.view()
  return {
    url,
    joinUrl: joinUrlOf(url, night),
    nameUrl: network.nameUrl(),
    port: network.port(),
    closed,
    addresses: [...reachable, ...virtual],
    inUse: network.everywhere ? (network.address()?.address ?? null) : null,
    chosen: network.chosen(),
    chosenMissing: network.missing(),
    change: network.change(),
    wifi: wifi.view(),
    selfTest: test && {
      ...test,
      diagnosis: test.diagnosis && { ...test.diagnosis, tips: [...test.diagnosis.tips] },
    },
  }
}

/** What is printed; `null` without a night or without an address. `code`: what stands in for the PIN, if anything does. */
export function sheetView({ network, wifi }: LanParts, night: Night, code: string | null): SheetView | null {
  const url = network.url()
  const joinUrl = joinUrlOf(url, night)
  const shown = wifi.view()
  if (!night || url === null || joinUrl === null) return null
  return {
    title: night.event.config.title,
    fileName: fileNameOf(night.event.config.title),
    address: url.replace('http://', ''),
    joinUrl,
    pin: code ?? night.event.pin,
    isCode: code !== null,
    wifi: shown?.code ? { name: shown.name, password: shown.password, code: shown.code } : null,
  }
}

function joinUrlOf(url: string | null, night: Night): string | null {
  const secret = night?.event.config.bypassToken
  return url !== null && secret ? `${url}/#${secret}` : null
}
