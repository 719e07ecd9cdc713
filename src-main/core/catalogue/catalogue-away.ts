/** Thrown while the catalogue can't tell what is in it: its songs are still being read, or their thread starts anew. */
export class CatalogueAway extends Error {
  constructor() {
    super('The songs are still being read. Trying again in a moment helps.')
    this.name = 'CatalogueAway'
  }
}
