import { z } from 'zod'
import { displayView } from '../contract/console-view.ts'
import { type GuestRoute, guestApi, mineView, roomView } from '../contract/guest-api.ts'
import { selfTestReport } from '../contract/self-test.ts'
import { refusal } from '../contract/shapes.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/** The guests' API as OpenAPI 3.1, made from the contract. */
export function describeGuestApi() {
  const paths: Record<string, Record<string, object>> = {}
  for (const [key, route] of Object.entries(guestApi) as [string, GuestRoute][]) {
    const [method = '', path = ''] = key.split(' ')
    const described = path.replace(/:(\w+)/g, '{$1}')
    paths[described] = { ...paths[described], [method.toLowerCase()]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cueline for guests',
      version: '1',
      description: 'What guests’ phones ask of the console, on its own network.',
    },
    paths: { ...paths, ...otherPaths },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'cueline_guest' },
      },
      schemas: {
        Refusal: schemaOf(z.object({ error: refusal }), 'output'),
        RoomView: schemaOf(roomView, 'output'),
        MineView: schemaOf(mineView, 'output'),
        DisplayView: schemaOf(displayView, 'output'),
      },
    },
  }
}

const refused = {
  description: 'Refused, with the reason in words',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
}

const selfTestToken = [{ name: 'token', in: 'path', required: true, schema: { type: 'string' } }]

const otherPaths = {
  '/api/artwork/{id}': {
    get: {
      summary: 'The cover of a song, small and cacheable',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { '200': { description: 'A picture', content: { 'image/*': {} } }, default: refused },
    },
  },
  '/api/live': {
    get: {
      summary: 'WebSocket: a RoomView and a MineView at once, then each anew when it changed',
      description: 'Closed with 4401 when the guest has to join (again).',
      security: [{ cookie: [] }],
      parameters: [{ name: 'token', in: 'query', schema: { type: 'string' } }],
      responses: { '101': { description: 'Messages are RoomView or MineView' }, default: refused },
    },
  },
  '/display': {
    get: {
      summary: 'The display for a browser, such as OBS or a television; the link’s secret is its fragment',
      description: '`?background=none` leaves the background out, `?show=now` shows what plays alone.',
      responses: { '200': { description: 'The page', content: { 'text/html': {} } } },
    },
  },
  '/display/assets/{file}': {
    get: {
      summary: 'What the display’s page is made of',
      parameters: [{ name: 'file', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { '200': { description: 'A script, a stylesheet or a font' }, default: refused },
    },
  },
  '/api/display/live': {
    get: {
      summary: 'WebSocket: what the display shows, at once and each time it changed',
      description:
        'Asks for the protocols `cueline-display` and the link’s secret. Closed with 4401 when that opens no display here (any more), with 4429 when twenty watch already.',
      responses: {
        '101': { description: 'Messages are `{ page, view }`, where `view` is a DisplayView' },
        default: refused,
      },
    },
  },
  '/self-test/{token}': {
    get: {
      summary: 'The DJ’s test with a phone: a page that measures the way and reports it',
      parameters: selfTestToken,
      responses: {
        '200': { description: 'The page', content: { 'text/html': {} } },
        '404': { description: 'That test has ended, in words', content: { 'text/html': {} } },
      },
    },
    post: {
      summary: 'What the phone measured',
      parameters: selfTestToken,
      requestBody: { required: true, content: json(schemaOf(selfTestReport, 'input')) },
      responses: { '204': { description: 'Taken' }, default: refused },
    },
  },
}

function describeRoute(route: GuestRoute): object {
  const success =
    route.status === 204
      ? { description: 'Done' }
      : { description: 'Done', content: json(schemaOf(route.reply, 'output')) }
  return {
    summary: route.summary,
    ...(route.joined ? { security: [{ bearer: [] }, { cookie: [] }] } : {}),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body ? { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } } : {}),
    responses: { [route.status]: success, default: refused },
  }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (schema === undefined) return []
  const { properties, required } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: required?.includes(name) ?? false,
    schema: property,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}

function json(schema: JsonSchema): object {
  return { 'application/json': { schema } }
}
