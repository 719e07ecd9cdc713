import { contextBridge, ipcRenderer } from 'electron'

/** All that the console's page gets of main. Generic: a new command changes nothing here. */
contextBridge.exposeInMainWorld('cueline', {
  call: (name: string, input: unknown) => ipcRenderer.invoke('cueline:call', name, input),
  onView(listener: (view: unknown) => void) {
    const pass = (_event: unknown, view: unknown) => listener(view)
    ipcRenderer.on('cueline:view', pass)
    ipcRenderer.send('cueline:watch')
    // Nothing but the undo itself may pass the bridge.
    return () => {
      ipcRenderer.off('cueline:view', pass)
    }
  },
  /** The same, and of each later view only what differs: thousands of rows would keep the page from its keys. */
  onChange(listener: (change: unknown) => void) {
    const pass = (_event: unknown, change: unknown) => listener(change)
    ipcRenderer.on('cueline:change', pass)
    ipcRenderer.send('cueline:follow')
    return () => {
      ipcRenderer.off('cueline:change', pass)
    }
  },
})
