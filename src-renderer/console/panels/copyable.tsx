import { Copy } from 'lucide-react'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { copyText } from './copy-text.ts'

export type CopyableProps = {
  readonly label: string
  readonly text: string
  readonly className?: string | undefined
}

/** A fact of a list that is often needed elsewhere. */
export function Copyable({ label, text, className }: CopyableProps) {
  const { toast } = useActions()
  async function copy(): Promise<void> {
    toast((await copyText(text)) ? 'Copied.' : 'Copying was not allowed. Select the text instead.')
  }
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={className}>{text}</span>
        <Button shape="icon" look="quiet" aria-label={`Copy: ${label}`} onClick={copy}>
          <Copy size={18} />
        </Button>
      </dd>
    </div>
  )
}
