import { useActions, useNight } from '../../state/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../copyable.tsx'
import styles from '../panels.module.css'
import own from './network.module.css'

/** The address, large enough to be read out to somebody. */
export function AddressGroup() {
  const { openPanel } = useActions()
  const { url, nameUrl } = useNight((night) => night.lan)
  return (
    <section className={styles.group} aria-label="Address">
      <dl className={styles.facts}>
        {url === null ? (
          <div>
            <dt>Guests’ page</dt>
            <dd className={own.address}>no address yet</dd>
          </div>
        ) : (
          <Copyable label="Guests’ page" text={url.replace('http://', '')} className={own.address} />
        )}
        {nameUrl !== null && (
          <Copyable
            label="Or by name, on phones that know such names"
            text={nameUrl.replace('http://', '')}
          />
        )}
      </dl>
      <div className={styles.buttons}>
        <Button onClick={() => openPanel('join')}>Show the code</Button>
      </div>
    </section>
  )
}
