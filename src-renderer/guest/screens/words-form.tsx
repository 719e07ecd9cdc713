import type { Night } from '../model/night.ts'

type Submitted = SubmitEvent & { readonly currentTarget: HTMLFormElement }

function read(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? '').trim()
}

function NoteField() {
  return (
    <label>
      A few words with it, if you like
      <input name="note" maxLength={120} autoComplete="off" placeholder="For grandma!" />
    </label>
  )
}

/** A dedication, sent together with its song. */
export function Words({ onSend }: { readonly onSend: (note: string) => void }) {
  function submit(event: Submitted) {
    event.preventDefault()
    onSend(read(event.currentTarget, 'note'))
  }
  return (
    <form class="words" onSubmit={submit}>
      <NoteField />
      <button type="submit" class="primary">
        Ask with these words
      </button>
    </form>
  )
}

type WishProps = { readonly query: string; readonly open: boolean; readonly night: Night }

/** For what the catalogue doesn't have: the song in the guest's own words. */
export function WishForm({ query, open, night }: WishProps) {
  function submit(event: Submitted) {
    event.preventDefault()
    const form = event.currentTarget
    const song = { id: '', title: read(form, 'title'), artist: read(form, 'artist') }
    night.ask({ ...song, durationMs: null, explicit: null, artworkUrl: null }, read(form, 'note'))
  }
  if (!open) {
    return (
      <button type="button" class="secondary" onClick={() => night.open('wish')}>
        Not there? Ask for it anyway
      </button>
    )
  }
  return (
    <form class="words" onSubmit={submit}>
      <label>
        Song
        <input name="title" defaultValue={query} required maxLength={120} autoComplete="off" />
      </label>
      <label>
        Artist
        <input name="artist" maxLength={120} autoComplete="off" />
      </label>
      <NoteField />
      <button type="submit" class="primary">
        Ask for it
      </button>
    </form>
  )
}
