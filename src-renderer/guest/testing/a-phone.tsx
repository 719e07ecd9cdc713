import { getQueriesForElement } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { createNight } from '../model/night.ts'
import { blank, type State } from '../model/state.ts'
import { Page } from '../screens/page.tsx'
import { h } from '../view/h.ts'
import { paint } from '../view/paint.ts'
import { aPocket, fakeClock, fakeDevice, memoryBox, settle } from './fake-device.ts'
import { fakeLaptop } from './fake-laptop.ts'

type Given = { readonly laptop?: ReturnType<typeof fakeLaptop>; readonly origin?: string }

/** One guest's phone: the whole page on a laptop in memory; `load` opens or reloads it, with what its link brings. */
export function aPhone({ laptop = fakeLaptop(), origin }: Given = {}) {
  const clock = fakeClock()
  const local = memoryBox()
  const root = document.createElement('div')
  document.body.replaceChildren(root)
  const pocket = aPocket(origin)
  let state: State = blank

  async function load(brought = '') {
    clock.forget()
    root.replaceChildren()
    const night = createNight(fakeDevice(laptop, clock, local, pocket), brought, (next) => {
      state = next
      paint(root, <Page state={next} night={night} />)
    })
    await settle()
    return night
  }

  return {
    laptop,
    clock,
    local,
    pocket,
    root,
    load,
    state: () => state,
    see: getQueriesForElement(root),
    user: userEvent.setup(),
    /** Joined before, and listening. */
    async loadJoined() {
      laptop.guests.set('token-1', { id: 'guest-1', nickname: 'Mia' })
      local.set('cueline.token', 'token-1')
      const night = await load()
      laptop.open()
      await settle()
      return night
    },
    async show(view: unknown) {
      laptop.push(view)
      await settle()
    },
  }
}
