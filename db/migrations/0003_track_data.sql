-- Phase 4: the song as one JSON value. The old columns go in the same transaction that copied them; a
-- database with rows is let in here only after a verified backup.
ALTER TABLE requests ADD COLUMN track_data JSONB;
UPDATE requests SET track_data = jsonb_build_object(
  'uri', track_uri,
  'provider', CASE WHEN track_uri LIKE 'spotify:track:%' THEN 'spotify' ELSE 'file' END,
  'id', CASE WHEN track_uri LIKE 'spotify:track:%' THEN substr(track_uri, 15) ELSE track_uri END,
  'title', track_name,
  'artists', jsonb_build_array(artist_name),
  'album', album_name,
  'duration_ms', duration_ms
);
ALTER TABLE requests ALTER COLUMN track_data SET NOT NULL;
ALTER TABLE requests DROP COLUMN track_uri;
ALTER TABLE requests DROP COLUMN track_name;
ALTER TABLE requests DROP COLUMN artist_name;
ALTER TABLE requests DROP COLUMN album_name;
ALTER TABLE requests DROP COLUMN duration_ms;
ALTER TABLE requests ADD COLUMN track_uri TEXT NOT NULL GENERATED ALWAYS AS (track_data ->> 'uri') STORED;
CREATE INDEX requests_track_uri_idx ON requests (track_uri);
-- One open request per song and event, for two phones at once; imported rows are exempt.
CREATE UNIQUE INDEX requests_one_open_per_track ON requests (event_id, track_uri)
  WHERE status IN ('pending', 'approved') AND origin <> 'import';
