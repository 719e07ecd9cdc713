import { CircleCheck, Smartphone } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { LanView } from '../../../../src-main/contract/lan-view.ts'
import { QrCode } from '../../../shared/qr-code.tsx'
import { useActions, useNight } from '../../state/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/field.tsx'
import styles from '../panels.module.css'
import own from './network.module.css'

type Test = NonNullable<LanView['selfTest']>

/** "Scan this with your phone": whether it arrived, or why it may not. Ends with the panel. */
export function SelfTestGroup() {
  const { ask, send } = useActions()
  const test = useNight((night) => night.lan.selfTest)
  const running = useRef(false)
  running.current = test !== null
  useEffect(
    () => () => {
      if (running.current) void ask('lan.stopSelfTest', {})
    },
    [ask],
  )
  return (
    <section className={styles.group} aria-label="Test with a phone">
      <h3 className={styles.groupTitle}>Test with your phone</h3>
      {test === null ? (
        <>
          <p className={styles.muted}>Scan a code with your own phone; you see here whether it arrived.</p>
          <div className={styles.buttons}>
            <Button onClick={() => send('lan.startSelfTest', {})}>
              <Smartphone size={18} aria-hidden="true" />
              Test with a phone
            </Button>
          </div>
        </>
      ) : (
        <>
          <div role="status">
            <Outcome test={test} />
          </div>
          {test.url !== null && test.seen.length === 0 && (
            <QrCode content={test.url} label="QR code for the test" className={own.testCode} />
          )}
          <div className={styles.buttons}>
            {(test.diagnosis !== null || test.seen.length > 0) && (
              <Button onClick={() => send('lan.startSelfTest', {})}>Test again</Button>
            )}
            <Button look="quiet" onClick={() => send('lan.stopSelfTest', {})}>
              End the test
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

function Outcome({ test: { seen, diagnosis } }: { readonly test: Test }) {
  if (seen.length > 0) {
    return (
      <ul className={own.seen}>
        {seen.map(({ phone, roundTripMs }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: phones have no other name than their place
          <li key={index}>
            <CircleCheck size={22} aria-hidden="true" />
            <span>
              Seen: {phone}
              {roundTripMs === null ? ', measuring…' : `, ${Math.round(roundTripMs)} ms`}
            </span>
          </li>
        ))}
      </ul>
    )
  }
  if (diagnosis === null) {
    return (
      <p className={styles.muted}>
        Scan this with your phone’s camera, in the wifi that guests use. Waiting…
      </p>
    )
  }
  return (
    <Problem>
      <p>{diagnosis.happened}</p>
      <ul className={own.tips}>
        {diagnosis.tips.map((tip) => (
          <li key={tip}>{tip}</li>
        ))}
      </ul>
    </Problem>
  )
}
