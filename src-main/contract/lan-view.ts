import { z } from 'zod'
import { phoneFamilies } from '../core/phone-family.ts'
import { wifiSecurities } from '../core/wifi-code.ts'
import { time } from './shapes.ts'

/** Where guests find this computer, and what the DJ can do about it. */

const address = z.object({
  adapter: z.string(),
  address: z.string(),
  kind: z.enum(['wireless', 'wired', 'hotspot', 'bridge', 'virtual', 'unknown']),
  /** The way to the internet leads through here. */
  routed: z.boolean(),
})

const selfTest = z.object({
  /** The code's content; `null` while there is no address to put into it. */
  url: z.string().nullable(),
  /** The newest first. `roundTripMs` is `null` until the phone has measured it. */
  seen: z.array(z.object({ phone: z.enum(phoneFamilies), roundTripMs: z.number().nullable() })),
  /** Why none was seen, and what to try; `null` while there is hope. */
  diagnosis: z.object({ happened: z.string(), tips: z.array(z.string()) }).nullable(),
})

export const lanView = z.object({
  /** `http://192.168.1.20:4747`; `null` while nobody can reach us. */
  url: z.string().nullable(),
  /** The QR code's content: the url with the bypass token in its fragment. */
  joinUrl: z.string().nullable(),
  /** `http://cueline.local:4747` for phones that know such names; `null` while it is not announced. */
  nameUrl: z.string().nullable(),
  port: z.number().nullable(),
  /** No port could be had: `lan.retry` tries again. */
  closed: z.boolean(),
  /** Best first; those of kind `virtual` last. */
  addresses: z.array(address),
  /** The one in the code. */
  inUse: z.string().nullable(),
  /** The adapter that the DJ chose; `null`: the best is taken. */
  chosen: z.string().nullable(),
  /** The chosen adapter has no address now; the best one stands in. */
  chosenMissing: z.boolean(),
  /** The address changed a while ago, in words. */
  change: z.object({ words: z.string(), at: time }).nullable(),
  wifi: z
    .object({
      name: z.string(),
      security: z.enum(wifiSecurities),
      hidden: z.boolean(),
      /** `null` in an open network, or when the keychain lost it. */
      password: z.string().nullable(),
      /** The code that joins it; `null` without the password that it needs. */
      code: z.string().nullable(),
    })
    .nullable(),
  selfTest: selfTest.nullable(),
})

/** What is printed for guests. */
export const sheetView = z.object({
  title: z.string(),
  /** What a file of it is called, without an ending. */
  fileName: z.string(),
  /** Without `http://`, as people type it. */
  address: z.string(),
  joinUrl: z.string(),
  pin: z.string(),
  /** It is the longer code, which stands in for a PIN that was guessed at too often. */
  isCode: z.boolean(),
  wifi: z.object({ name: z.string(), password: z.string().nullable(), code: z.string() }).nullable(),
})

export type LanView = z.output<typeof lanView>
export type SheetView = z.output<typeof sheetView>
