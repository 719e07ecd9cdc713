import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNetstatRoutes, readProcRoutes, readWindowsRoutes } from './default-routes.ts'

const proc = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
wlp2s0\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
enp3s0\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0
tun0\t00000000\t0100080A\t0003\t0\t0\t50\t00000080\t0\t0\t0
eth9\t00000000\t0100080A\t0002\t0\t0\t1\t00000000\t0\t0\t0
wlp2s0\t0002A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0
`

test('Linux: the smaller metric first; halves of a VPN and routes that are down do not count', () => {
  expect(readProcRoutes(proc)).toEqual(['enp3s0', 'wlp2s0'])
})

const netstat = `Routing tables

Internet:
Destination        Gateway            Flags               Netif Expire
default            link#20            UCSg                utun6
default            192.168.1.1        UGScIg                en0
default            link#21            UCSIg              utun4
127                127.0.0.1          UCS                   lo0
default            10.0.0.1           UGRSg                 en9
192.168.1          link#6             UCS                   en0      !
`

test('macOS: all default routes in the system’s order, none that rejects', () => {
  expect(readNetstatRoutes(netstat)).toEqual(['utun6', 'en0', 'utun4'])
})

const windows = `===========================================================================
Schnittstellenliste
 12...3c 22 fb 12 34 56 ......Intel(R) Wi-Fi 6 AX201
===========================================================================

IPv4-Routentabelle
===========================================================================
Aktive Routen:
     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
          0.0.0.0          0.0.0.0    192.168.178.1   192.168.178.31     35
          0.0.0.0          0.0.0.0   Auf Verbindung         10.8.0.6      5
===========================================================================
Ständige Routen:
  Netzwerkadresse          Netzmaske  Gatewayadresse  Metrik
          0.0.0.0          0.0.0.0      192.168.9.1  Standard
`

test('Windows, in German: own addresses by metric; what is only planned does not count', () => {
  expect(readWindowsRoutes(windows)).toEqual(['10.8.0.6', '192.168.178.31'])
})

test('whatever a system prints, nothing is thrown and nothing is made up', () => {
  const pieces = [
    'default',
    'Destination',
    'Flags',
    'Netif',
    '0.0.0.0',
    '192.168.1.1',
    '00000000',
    '1',
    'R',
    'é',
  ]
  const word = fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(' ', '\t', '\n', '\r\n'), fc.string())
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join('')
      for (const read of [readProcRoutes, readNetstatRoutes, readWindowsRoutes]) {
        expect(read(text).every((name) => text.includes(name))).toBe(true)
      }
    }),
  )
})
