/** All words of the shell's own menus and dialogues. */
export const words = {
  closeLive: {
    message: 'Your night is live',
    detail: 'Guests’ phones lose the page when Cueline closes. Requests and order are kept.',
    keepOpen: 'Keep open',
    close: 'Close',
  },
  crashed: {
    message: 'The window had a problem and was opened again',
    detail: 'The night went on meanwhile: nothing is lost.',
    ok: 'Go on',
  },
  crashedAgain: {
    message: 'The window had a problem again',
    detail: 'Guests can go on asking for songs. Open the window again, or close Cueline and start it anew.',
    reload: 'Open again',
    close: 'Close',
  },
  chooseFolder: 'Choose a music folder',
  chooseFile: 'Choose a list of songs',
  useFolder: 'Use this folder',
  useFile: 'Use this list',
  listFiles: 'Lists of songs',
  allFiles: 'All files',
  saveSheet: {
    poster: { title: 'Save the poster', name: 'poster' },
    cards: { title: 'Save the table cards', name: 'table cards' },
  },
  saveReport: { title: 'Save the report', name: 'report' },
  saveCsv: { requests: 'Save the requests', plays: 'Save what was played' },
  pdfFiles: 'PDF',
  csvFiles: 'CSV, for spreadsheets',
  showDisplay: 'Open the Display',
  closeDisplay: 'Close the Display',
  showLogs: 'Show the Log Files',
  alreadyOpen: 'Cueline is open already; its window comes to the front.',
} as const
