/** All words on paper. Names, titles and addresses come from the night. */
export const words = {
  ask: 'Ask for a song',
  steps: 'Scan with your phone’s camera, find your song, send it to the DJ.',
  stepsShort: 'Scan, find your song, send it to the DJ.',
  firstWifi: 'Not in the wifi? Join it first',
  password: 'Password',
  noPassword: 'No password',
  orOpen: 'Or open in your browser',
  open: 'Or open',
  pin: 'PIN',
  code: 'Code',
  changed: 'Ask the DJ if the code changed.',
  pageCode: 'QR code to ask for a song',
  wifiCode: 'QR code to join the wifi',
} as const
