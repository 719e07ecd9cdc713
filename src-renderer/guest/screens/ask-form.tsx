import { Fragment, h } from '../view/h.ts'

type AskFormProps = {
  /** Asks for title and artist too, beginning with these words. */
  readonly wish?: string
  readonly onSend: (title: string, artist: string, note: string) => void
}

/** A dedication to go with a song; or a wish, for what the catalogue doesn't have. */
export function AskForm({ wish, onSend }: AskFormProps) {
  function submit(event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const read = (name: string) => String(fields.get(name) ?? '').trim()
    onSend(read('title'), read('artist'), read('note'))
  }
  const plain = { maxlength: 120, autocomplete: 'off' }
  return (
    <form class="words" onSubmit={submit}>
      {wish !== undefined && (
        <>
          <label>
            Song
            <input name="title" defaultValue={wish} required {...plain} />
          </label>
          <label>
            Artist
            <input name="artist" {...plain} />
          </label>
        </>
      )}
      <label>
        A few words with it, if you like
        <input name="note" placeholder="For grandma!" {...plain} />
      </label>
      <button type="submit" class="primary">
        Ask for it
      </button>
    </form>
  )
}
