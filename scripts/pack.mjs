// The unpacked app of this platform, by electron-builder.
import { inPackages } from './places.mjs'
import { say } from './say.mjs'
import { findRuntime } from './setup/runtime.mjs'

/** The arguments for Node. With a stand-in runtime the result is for trying out, not for giving away. */
export function packArguments() {
  const runtime = findRuntime()
  const builder = [inPackages('electron-builder', 'cli.js'), '--dir', '--publish', 'never']
  if (!runtime.standIn) return builder
  say(`packing with Electron ${runtime.version}, which stands in here for the pinned one: not a release`)
  return [...builder, `-c.electronDist=${runtime.folder}`, `-c.electronVersion=${runtime.version}`]
}
