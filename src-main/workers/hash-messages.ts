/** What goes to the hash worker and comes back; `id` pairs them. */
export type HashJob =
  | { readonly id: number; readonly kind: 'hash'; readonly password: string; readonly cost: number }
  | { readonly id: number; readonly kind: 'verify'; readonly password: string; readonly hash: string }
  | { readonly id: number; readonly kind: 'common'; readonly password: string }

export type HashAnswer =
  | { readonly id: number; readonly ok: true; readonly value: string | boolean }
  | { readonly id: number; readonly ok: false; readonly message: string }
