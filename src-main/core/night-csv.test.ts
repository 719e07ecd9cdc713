import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { aRequest, aTrack } from '../testing/builders.ts'
import { csvHead, csvRow, type NightTable } from './night-csv.ts'
import type { Request } from './request.ts'

const evening = Date.UTC(2025, 10, 22, 20, 4, 5)

function written(table: NightTable, request: Request): unknown {
  const text = csvHead(table) + csvRow(table, request, () => 60, 7)
  return parse(text, { columns: true, record_delimiter: '\r\n' })[0]
}

test('a request tells who asked when, and what became of it', () => {
  const request = aRequest({
    nickname: '=Mia',
    voters: ['jonas', 'ada'],
    note: 'for grandma,\nwith love',
    status: 'rejected',
    createdAt: evening,
    rejectedAt: evening + 60_000,
    rejectReason: 'No "explicit" songs',
    answer: '+1 from me',
    track: { ...aTrack('Halo'), artist: 'Beyoncé', album: null },
  })
  expect(written('requests', request)).toEqual({
    'Asked at': '2025-11-22T21:04:05+01:00',
    Title: 'Halo',
    Artist: 'Beyoncé',
    Album: '',
    'Asked by': "'=Mia",
    'Also asked': '2',
    Dedication: 'for grandma,\nwith love',
    Became: 'declined',
    'Decided at': '2025-11-22T21:05:05+01:00',
    Reason: 'No "explicit" songs',
    Answer: "'+1 from me",
    'Began at': '',
    'Ended at': '',
  })
})

test('a play tells its place, its times and its length', () => {
  const request = aRequest({
    status: 'played',
    startedAt: evening,
    playedAt: evening + 200_000,
    track: { ...aTrack('Halo'), durationMs: 200_400 },
  })
  expect(written('plays', request)).toMatchObject({
    Number: '7',
    'Began at': '2025-11-22T21:04:05+01:00',
    'Ended at': '2025-11-22T21:07:25+01:00',
    Title: 'Halo',
    Seconds: '200',
    'Also asked': '0',
  })
})

test('who came to the desk is counted, and each dedication kept with its name', () => {
  const atDesk = [
    { id: '1', nickname: 'Ruth', note: 'for Emil' },
    { id: '2', nickname: 'Ida', note: null },
  ]
  const asked = (note: string | null) => written('requests', aRequest({ note, voters: ['jonas'], atDesk }))
  expect(asked('for grandma')).toMatchObject({
    'Also asked': '3',
    Dedication: 'for grandma; Ruth: for Emil',
  })
  expect(asked(null)).toMatchObject({ Dedication: 'Ruth: for Emil' })
})
