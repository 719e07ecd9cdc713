import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { patches, scopes } from './deviations.ts'

export type Schema = {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
}
type Body = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
type Ref = { readonly $ref: string }
export type Parameter = {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}
type RawOperation = {
  readonly operationId: string
  readonly deprecated?: boolean
  readonly parameters?: readonly (Parameter | Ref)[]
  readonly requestBody?: Body
  readonly responses: Readonly<Record<string, Body | Ref>>
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
}
type OpenSchema = {
  required?: string[]
  properties?: Record<string, Record<string, unknown>>
  allOf?: OpenSchema[]
}
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, OpenSchema>> } & Readonly<
    Record<string, Readonly<Record<string, unknown>>>
  >
}

/** One call that the description knows, as far as checks need it. */
export type Operation = {
  readonly id: string
  readonly method: string
  readonly path: string
  /** Since 2026 answered 403 in Development Mode. */
  readonly removed: boolean
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
  /** By status; `null` for an answer without a body. */
  readonly answers: ReadonlyMap<number, Schema | null>
  /** Any one of these lists of scopes is enough. */
  readonly scopes: readonly (readonly string[])[]
}

const file = new URL('../../../data/spotify/spotify-openapi.yaml', import.meta.url)
let read: Document | undefined

/** The published description with our deviations applied; read once for each process. */
export function readDescription(): Document {
  read ??= patched(parse(readFileSync(file, 'utf8')) as Document)
  return read
}

function patched(document: Document): Document {
  for (const { schema, optional = [], nullable = [] } of patches) {
    const target = document.components.schemas[schema]
    if (!target) throw new Error(`the description has no ${schema}`)
    if (target.required) target.required = target.required.filter((name) => !optional.includes(name))
    for (const name of nullable) {
      const property = target.properties?.[name]
      if (!property) throw new Error(`the description has no ${schema}.${name}`)
      if (target.properties) target.properties[name] = { anyOf: [property, { enum: [null] }] }
    }
  }
  return document
}

export function operationsOf(document: Document): readonly Operation[] {
  const resolve = <T>(part: T | Ref): T => follow(document, part)
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, raw]): Operation => ({
        id: raw.operationId,
        method: method.toUpperCase(),
        path,
        removed: raw.deprecated === true,
        parameters: (raw.parameters ?? []).map((one) => resolve<Parameter>(one)),
        body: jsonOf(raw.requestBody ?? {}),
        answers: new Map(
          Object.entries(raw.responses).map(([status, answer]) => [
            Number(status),
            jsonOf(resolve<Body>(answer)),
          ]),
        ),
        scopes: scopes[raw.operationId]?.anyOf ?? raw.security.map((one) => one.oauth_2_0 ?? []),
      }),
    ),
  )
}

function jsonOf({ content }: Body): Schema | null {
  return content?.['application/json']?.schema ?? null
}

function follow<T>(document: Document, part: T | Ref): T {
  if (!isRef(part)) return part
  const [, , group = '', name = ''] = part.$ref.split('/')
  return document.components[group]?.[name] as T
}

function isRef(part: unknown): part is Ref {
  return typeof part === 'object' && part !== null && '$ref' in part
}
