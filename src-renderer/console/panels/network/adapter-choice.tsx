import { RadioGroup } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { useActions, useNight } from '../../state/context.tsx'
import styles from '../panels.module.css'
import own from './network.module.css'
import { type Address, kindWords, whyBest } from './words.ts'

/** No adapter is called so. */
const byItself = ''

/** Which network guests are in: found by itself, or chosen; a choice stays for the next nights. */
export function AdapterChoice() {
  const { send } = useActions()
  const { addresses, chosen, chosenMissing } = useNight((night) => night.lan)
  const best = addresses.find(({ kind }) => kind !== 'virtual')
  return (
    <section className={styles.group} aria-label="Which network">
      <h3 className={styles.groupTitle}>Guests are in this network</h3>
      <RadioGroup.Root
        className={own.choices}
        aria-label="Network of the guests"
        value={chosen ?? byItself}
        onValueChange={(adapter) => send('lan.choose', { adapter: adapter === byItself ? null : adapter })}
      >
        <Choice value={byItself} name="Find it by itself">
          {best ? `${nameOf(best)}, ${best.address}` : 'No network that guests could be in.'}
        </Choice>
        {chosen !== null && chosenMissing && (
          <Choice value={chosen} name={chosen}>
            Not connected now. It is used again as soon as it is back.
          </Choice>
        )}
        {firstOfEach(addresses).map((address) => (
          <Choice key={address.adapter} value={address.adapter} name={nameOf(address)}>
            {address.address}
            {address === best && (
              <>
                <br />
                {whyBest(address)}
              </>
            )}
          </Choice>
        ))}
      </RadioGroup.Root>
    </section>
  )
}

type ChoiceProps = {
  readonly value: string
  readonly name: string
  readonly children: ReactNode
}

function Choice({ value, name, children }: ChoiceProps) {
  const id = useId()
  return (
    <div className={own.choice}>
      <RadioGroup.Item value={value} id={id} className={own.radio} aria-describedby={`${id}-why`}>
        <RadioGroup.Indicator className={own.dot} />
      </RadioGroup.Item>
      <div>
        <label htmlFor={id} className={own.name}>
          {name}
        </label>
        <p className={styles.muted} id={`${id}-why`}>
          {children}
        </p>
      </div>
    </div>
  )
}

/** `Wi-Fi`, or where the system's own name says little: `Cable (enp3s0)`. */
function nameOf({ adapter, kind }: Address): string {
  const words = kindWords[kind]
  return /^[\p{L} -]{4,}$/u.test(adapter) && kind !== 'virtual' ? adapter : `${words} (${adapter})`
}

/** The choice is by adapter: of several addresses the best one counts. */
function firstOfEach(addresses: readonly Address[]): readonly Address[] {
  const seen = new Set<string>()
  return addresses.filter(({ adapter }) => !seen.has(adapter) && seen.add(adapter))
}
