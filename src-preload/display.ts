import { contextBridge, ipcRenderer } from 'electron'

/** All that the display's page gets of main: it watches and commands nothing. */
contextBridge.exposeInMainWorld('cueline', {
  onView(listener: (view: unknown) => void) {
    const pass = (_event: unknown, view: unknown) => listener(view)
    ipcRenderer.on('cueline:view', pass)
    ipcRenderer.send('cueline:watch')
    // Nothing but the undo itself may pass the bridge.
    return () => {
      ipcRenderer.off('cueline:view', pass)
    }
  },
})
