import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { type Operation, operationsOf, readDescription, type Schema } from './description.ts'

export type Found = { readonly operation: Operation; readonly params: Readonly<Record<string, string>> }

type Sent = {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed JSON; `undefined` without a body. */
  readonly body: unknown
}

export type Contract = {
  /** The call behind a method and a path without `/v1`. */
  find(method: string, path: string): Found | null
  /** What the description has against this request, in words; nothing when it is right. */
  complaints(operation: Operation, sent: Sent): readonly string[]
  /** The same of an answer; statuses that aren't described are let through. */
  answerComplaints(operation: Operation, status: number, body: unknown): readonly string[]
}

const base = 'spotify'
let made: Contract | undefined

/** The published description as something to check requests and answers against; made once for each process. */
export function spotifyContract(): Contract {
  made ??= createContract()
  return made
}

function createContract(): Contract {
  const document = readDescription()
  const operations = operationsOf(document).map((operation) => ({
    operation,
    pattern: patternOf(operation.path),
  }))
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true, logger: false })
  addFormats.default(ajv)
  ajv.addSchema(document, base)
  const compiled = new Map<Schema, ValidateFunction>()

  function errorsOf(schema: Schema, value: unknown, what: string): readonly string[] {
    const validate = compiled.get(schema) ?? ajv.compile(absolute(schema) as Schema)
    compiled.set(schema, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map((error) => `${what}${error.instancePath} ${error.message}`)
  }

  return {
    find(method, path) {
      for (const { operation, pattern } of operations) {
        const match = operation.method === method ? pattern.exec(path) : null
        if (match) return { operation, params: decoded(match.groups ?? {}) }
      }
      return null
    },
    complaints: ({ parameters, body }, sent) => {
      const named = parameters.flatMap((parameter) => {
        const text = parameter.in === 'path' ? sent.params[parameter.name] : sent.query.get(parameter.name)
        if (text === null || text === undefined)
          return parameter.required ? [`${parameter.name} is missing`] : []
        return errorsOf(parameter.schema, valueFrom(parameter.schema, text), parameter.name)
      })
      const known = new Set(parameters.filter((one) => one.in === 'query').map((one) => one.name))
      const names = [...sent.query.keys()]
      const unknown = names.filter((name) => !known.has(name)).map((name) => `${name} is unknown`)
      const twice = names
        .filter((name, at) => names.indexOf(name) !== at)
        .map((name) => `${name} is sent twice`)
      return [...named, ...unknown, ...twice, ...bodyComplaints(body, sent.body)]
    },
    answerComplaints({ answers }, status, body) {
      const schema = answers.get(status)
      if (schema === undefined) return status < 300 ? [`${status} is not described`] : []
      if (schema === null) return body === undefined ? [] : [`${status} has a body`]
      return errorsOf(schema, body, 'body')
    },
  }

  function bodyComplaints(schema: Schema | null, body: unknown): readonly string[] {
    if (body === undefined) return schema && 'required' in schema ? ['body is missing'] : []
    if (schema === null) return ['a body is not expected']
    const strange = Object.keys(typeof body === 'object' && body !== null ? body : {}).filter(
      (name) => schema.properties?.[name] === undefined,
    )
    return [...errorsOf(schema, body, 'body'), ...strange.map((name) => `body/${name} is unknown`)]
  }
}

/** References within the description, written so that they are found from outside it. */
function absolute(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(absolute)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, key === '$ref' ? `${base}${value}` : absolute(value)]),
  )
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}

function valueFrom({ type }: Schema, text: string): unknown {
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return type === 'array' ? text.split(',') : text
}
