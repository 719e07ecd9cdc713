/** What can be printed for guests: one poster, or cards for the tables. */
export const sheetKinds = ['poster', 'cards'] as const
export type SheetKind = (typeof sheetKinds)[number]
