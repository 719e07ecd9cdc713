/**
 * Words that no room shall read: slurs against people in English, German and Spanish. So that none stands here in plain, each
 * is the SHA-256 in hex of the word as `foldForRoom` spells it, in the singular. To add one: `printf %s theword | sha256sum`,
 * with the word in lower case and without accents.
 */

/** Hidden inside of longer words, too, since no harmless word holds one; by how many letters they have. */
export const slursInside: ReadonlyMap<number, ReadonlySet<string>> = new Map(
  Object.entries({
    6: [
      '120f6e5b4ea32f65bda68452fcfaaef06b0136e1d0e4a6f60bc3771fa0936dd6',
      '8f5083e3e5c7dc8932f2bf58212f963f3a44752618c96297f82623f736c52738',
      'd5ebe71514c411d4780bc4a254376a78deef408f047d9d39aa5c0948181df41d',
      'e10c5b19ca9fd258deff8568d6351446851b23e6ce7c6bbb7f6be594332ae183',
    ],
    7: [
      '5a9f0a1e29ac9b73972354b63a874a4e73a86ce12a93ceafc4b57a8911159ef1',
      'eef3bd091670c3447022d619c06ad15de96da72b5a66f28bb8b75d1b1c12a05f',
    ],
    8: [
      '85eaf9757ceed9f9cba8011125c277bfe07ab45bf924a4d6c545c9e233c3ebd1',
      'c2549a95262d0036ac1159e4619fff52246a8eaf60f59dc1045324360447b198',
    ],
    9: ['333f7618092958c75b8c5af6f1ec77b42803922a0fc6ff1570a8af3a3aab3b4a'],
    10: [
      'a511c0753b1214eb1b5523b2d3ed476d3d5ad490307acc9605ff0b60b232a0a2',
      'e742d17ff490c87e19d0cfbfdb18c691aad9543e5d61498df7a6ba6dc56e3124',
    ],
    11: [
      '2dab050c671b6e92f7e38ae3173cc0f712de8ff1cb04a946178f5fa64e33d8f9',
      'b4dd0cdeeca2fee8017adb4ed5d710dea01e79adc09dd374e50b8583764381b0',
    ],
  }).map(([length, digests]) => [Number(length), new Set(digests)]),
)

/** All of them: hidden where they stand alone. */
export const slurDigests: ReadonlySet<string> = new Set([
  ...[...slursInside.values()].flatMap((digests) => [...digests]),
  '08a841e996781e9e77d30a4e4420a8f501a280b00624e6d1224bf54aaff73eba',
  '3b1e0d7c5dd45583867e897943e37a940a7e7321022317dd3deea01963ee365e',
  '566f532d486c947709d3d0e6b7575af8380248db66dada211d58eb00ad585297',
  '84105992682cfadf3cfbd9ccdaf9246b72e05b2f59e4a751d5398ad6e983ee6f',
  '98b52c4b6b7d1f48e7477a5ccc10955dd195d0ac5a38c8281bfeb08762634909',
  'b726c4b4a1b4f0116055eb4f0df9c9dbb9363f5722e4c4d7629b5ce8f633ee06',
  'cc02032349c833ac5e97bac094560ed40e09acf34cb1978ab7a9840b9bf15b4d',
  'f3cf22cc8c5b20395e67917d04d41134b4744377f69becc8fb8e32dfe23539e7',
])
