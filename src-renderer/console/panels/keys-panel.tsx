import { keyGroups } from '../night/keys.ts'
import { Keycap } from '../ui/button.tsx'
import { Silent } from '../ui/hint.tsx'
import styles from './panels.module.css'

export function KeysPanel() {
  return (
    <>
      {keyGroups.map((group) => (
        <div key={group.title} className={styles.group}>
          <h3 className={styles.groupTitle}>{group.title}</h3>
          <ul className={styles.facts}>
            {group.keys.map(({ keys, does }) => (
              <li key={does} className={styles.key}>
                <span className={styles.keyCaps}>
                  {keys.map((key) => (
                    <Keycap key={key}>{key}</Keycap>
                  ))}
                </span>
                <Silent>{keys.join(' ')}: </Silent>
                {does}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
