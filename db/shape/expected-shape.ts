import json from './expected-shape.json'
import { type Shape, shapeOf } from './read-shape.ts'

/** What the migrations make of an empty database. A test writes the file and holds it to that. */
export const expectedShape: Shape = shapeOf.parse(json)
