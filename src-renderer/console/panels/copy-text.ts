/** Puts text on the clipboard; says whether that worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** Works where the page holds no clipboard permission: a copy that follows a click needs none. */
function copyBySelection(text: string): boolean {
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', onCopy, { once: true })
  const copied = document.execCommand('copy')
  document.removeEventListener('copy', onCopy)
  return copied
}
