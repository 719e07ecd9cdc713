/** What differs between two views of the console, so that a night of thousands of requests is not sent with each one more. */

/** A row of a list, known by its id. */
export type ListRow = { readonly id: string }

export type ViewChange = {
  /** It begins anew: what was held before is not part of it. */
  readonly whole: boolean
  /** Whatever is no list and is not as it was, by its name in the view. */
  readonly parts: Readonly<Record<string, unknown>>
  readonly lists: Readonly<Record<string, ListChange>>
}

export type ListChange = {
  /** `null`: as before. */
  readonly order: OrderChange | null
  /** The rows that are new or not as they were. */
  readonly rows: readonly ListRow[]
}

/** From place `at`, counted from 0, as many as `gone` rows give way to those of `ids`; before and behind, all is as it was. */
export type OrderChange = { readonly at: number; readonly gone: number; readonly ids: readonly string[] }
