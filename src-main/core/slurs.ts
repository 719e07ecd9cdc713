/**
 * The first words that no room shall read: slurs against people in English, German and Spanish. So that none stands here
 * in plain, each is the SHA-256 in hex of the word as `foldForRoom` spells it, in the singular. To add one:
 * `printf %s theword | sha256sum`, with the word in lower case and without accents.
 */
export const slurDigests: ReadonlySet<string> = new Set([
  '08a841e996781e9e77d30a4e4420a8f501a280b00624e6d1224bf54aaff73eba',
  '120f6e5b4ea32f65bda68452fcfaaef06b0136e1d0e4a6f60bc3771fa0936dd6',
  '3b1e0d7c5dd45583867e897943e37a940a7e7321022317dd3deea01963ee365e',
  '566f532d486c947709d3d0e6b7575af8380248db66dada211d58eb00ad585297',
  '5a9f0a1e29ac9b73972354b63a874a4e73a86ce12a93ceafc4b57a8911159ef1',
  '84105992682cfadf3cfbd9ccdaf9246b72e05b2f59e4a751d5398ad6e983ee6f',
  '85eaf9757ceed9f9cba8011125c277bfe07ab45bf924a4d6c545c9e233c3ebd1',
  '8f5083e3e5c7dc8932f2bf58212f963f3a44752618c96297f82623f736c52738',
  'a511c0753b1214eb1b5523b2d3ed476d3d5ad490307acc9605ff0b60b232a0a2',
  'd5ebe71514c411d4780bc4a254376a78deef408f047d9d39aa5c0948181df41d',
  'e10c5b19ca9fd258deff8568d6351446851b23e6ce7c6bbb7f6be594332ae183',
  'eef3bd091670c3447022d619c06ad15de96da72b5a66f28bb8b75d1b1c12a05f',
  'f3cf22cc8c5b20395e67917d04d41134b4744377f69becc8fb8e32dfe23539e7',
])
