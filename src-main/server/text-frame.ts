const finalText = 0x81

/**
 * A text message as it goes over a WebSocket's line (RFC 6455: from the server, unmasked, in one piece), made once for
 * all phones. For lines without compression.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const frame = Buffer.allocUnsafe(headLength(length) + length)
  frame[0] = finalText
  if (length < 126) frame[1] = length
  else if (length < 2 ** 16) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, headLength(length))
  return frame
}

function headLength(length: number): number {
  if (length < 126) return 2
  return length < 2 ** 16 ? 4 : 10
}
