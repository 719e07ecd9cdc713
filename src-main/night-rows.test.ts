import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queueOf } from './core/queue.ts'
import { type Request, requestStatuses } from './core/request.ts'
import { createLive, type Night } from './live.ts'
import { mineView } from './projections/mine-view.ts'
import { aGuest, aNight, aRequest } from './testing/builders.ts'

const guests = ['mia', 'jonas', 'ida'].map((id) => aGuest(id))

/** What happens to one of a few requests, or that it goes. */
const change = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  removed: fc.nat(9).map((one) => one === 0),
  status: fc.constantFrom(...requestStatuses),
  queuePosition: fc.constantFrom(1, 2, 3, 4),
  guestId: fc.constantFrom('mia', 'jonas'),
  vote: fc.boolean(),
  /** Whether the phones are told before the next change. */
  look: fc.boolean(),
})

function viewsOf(night: Night) {
  return guests.map((guest) => JSON.stringify(mineView(night, guest)))
}

test('kept row by row, the queue is as if it were sorted anew, and whose view changed was touched', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), (changes) => {
      const live = createLive()
      live.load(aNight(), [], guests)
      const stored = new Map<string, Request>()
      const night = () => live.night() as Night
      let seen = { views: viewsOf(night()), touches: new Map(night().touches) }
      let gone = 0
      for (const [
        at,
        { id: letter, removed, status, queuePosition, guestId, vote, look },
      ] of changes.entries()) {
        const id = `${letter}${gone}`
        const held = stored.get(id)
        if (removed) {
          stored.delete(id)
          gone += 1
          live.apply({ removed: [id] })
        } else {
          const version = (held?.version ?? 0) + (vote ? 0 : 1)
          const row = vote
            ? { ...(held ?? aRequest({ id, guestId })), voters: ['ida'] }
            : aRequest({
                id,
                title: id,
                guestId: held?.guestId ?? guestId,
                voters: held?.voters ?? [],
                status,
                queuePosition,
                version,
                createdAt: held?.createdAt ?? at,
              })
          stored.set(id, row)
          live.apply({ requests: [row] })
        }
        if (!look) continue
        const views = viewsOf(night())
        for (const [place, guest] of guests.entries()) {
          const isTouched = night().touches.get(guest.id) !== seen.touches.get(guest.id)
          if (views[place] !== seen.views[place]) expect(isTouched, guest.id).toBe(true)
        }
        seen = { views, touches: new Map(night().touches) }
      }
      const anew = queueOf(stored.values()).map((request) => request.id)
      expect(night().queue.map((request) => request.id)).toEqual(anew)
      expect([...night().queuePlaces].sort()).toEqual([...anew.entries()].map(([at, id]) => [id, at]).sort())
    }),
    { numRuns: 500 },
  )
})
