import styles from './asked-by.module.css'
import { words } from './words.ts'
import { writingOf } from './writing.ts'

export type AskedByProps = { readonly nickname: string; readonly votes: number }

/** Who asked, and how many more wanted it too. The DJ's own songs have no nickname. */
export function AskedBy({ nickname, votes }: AskedByProps) {
  if (nickname === '') return words.djChoice
  return (
    <>
      {words.askedBy} <bdi {...writingOf(nickname)}>{nickname}</bdi>
      {votes > 0 && ` +${votes}`}
    </>
  )
}

/** The same in one line, by itself. */
export function AskedByLine({
  className = '',
  ...asked
}: AskedByProps & { readonly className?: string | undefined }) {
  return (
    <p className={`${styles.line} ${className}`}>
      <AskedBy {...asked} />
    </p>
  )
}
