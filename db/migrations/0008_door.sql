-- What phones send at the same moment is stored together: one statement, one commit, one wait for the disk.

-- The context of a batch: one event of one DJ, fixed, and requests of guests who joined it. That the event is
-- the DJ's is held by the foreign key over both columns.
CREATE POLICY requests_door_reads ON requests FOR SELECT
  USING (app_role() = 'door' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false));
CREATE POLICY requests_door_stores ON requests FOR INSERT
  WITH CHECK (app_role() = 'door' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false)
    AND origin = 'guest' AND EXISTS (SELECT FROM session_store
      WHERE session_store.sid = user_session_id AND session_store.event_id = app_event_id()));
CREATE POLICY request_votes_door_reads ON request_votes FOR SELECT
  USING (app_role() = 'door' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false));
CREATE POLICY session_store_door_reads ON session_store FOR SELECT
  USING (app_role() = 'door' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false));

-- Stores what can be stored and answers {stored: {id: [created_at, queue_position]}, over: [id], lately: [id]}. `over`: their
-- guest has `most` requests already (0 = as many as they like), or `most_failed` that were declined or taken back; `guests` of each are those whose requests count as its
-- own, itself among them. `lately`: their song ended after `played_since` (NULL = as often as they like). Of neither:
-- something stands in the way. Ids are distinct, and with a limit guests too: of a second one of the same guests it is
-- taken that the first was stored. `gap` keeps songs apart in the queue.
CREATE FUNCTION submit_requests(process text, tenant uuid, night uuid, asked jsonb, most integer,
  most_failed integer, gap double precision, played_since timestamptz) RETURNS jsonb
  LANGUAGE plpgsql AS $$
DECLARE
  outcome jsonb;
BEGIN
  PERFORM set_config('app.process', process, true), set_config('app.role', 'door', true),
    set_config('app.user_id', tenant::text, true), set_config('app.event_id', night::text, true),
    set_config('app.guest_id', '', true);
  -- Phones of one guest at two servers: the second waits, so that its count, a later statement, sees the first. So does
  -- what was sent while the guest is being blocked. In one order everywhere, so that two batches never wait for each other.
  PERFORM pg_advisory_xact_lock(guest.key) FROM (
    SELECT DISTINCT hashtextextended(id, 4747) AS key FROM jsonb_array_elements(asked) AS ask,
      jsonb_array_elements_text(ask -> 'guests') AS id ORDER BY key) AS guest;
  -- What is approved by itself goes to the end of the queue; two that go there at once must not share a place.
  IF EXISTS (SELECT FROM jsonb_array_elements(asked) AS ask WHERE ask ->> 'status' = 'approved') THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('queue ' || night, 4747));
  ELSIF played_since IS NOT NULL THEN
    -- A song that ends right now is open before and lately played after, never neither.
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('queue ' || night, 4747));
  END IF;
  WITH counted AS (
    SELECT ask.*, (most > 0 AND most < had.kept + ask.nth) OR most_failed <= had.failed AS over,
      played_since IS NOT NULL AND EXISTS (SELECT FROM public.requests AS played
        WHERE played.event_id = night AND played.track_uri = ask.track_data ->> 'uri' AND played.status = 'played'
          AND played.played_at > played_since) AS lately
    FROM (SELECT *, row_number() OVER (PARTITION BY guests[1] ORDER BY place) AS nth
      FROM jsonb_to_recordset(asked) AS row(place integer, id uuid, user_session_id text, guests text[],
        requester_nickname text, note text, requester_ip_hash text, origin text, status text, approved_at timestamptz,
        track_data jsonb)) AS ask,
      LATERAL (SELECT CASE WHEN most > 0 THEN (SELECT count(*) FROM public.requests
          WHERE requests.user_session_id = ANY (ask.guests) AND requests.status <> 'rejected') ELSE 0 END AS kept,
        (SELECT count(*) FROM public.requests
          WHERE requests.user_session_id = ANY (ask.guests) AND requests.status = 'rejected') AS failed) AS had
  ), stored AS (
    INSERT INTO public.requests (id, user_id, event_id, user_session_id, requester_nickname, note,
      requester_ip_hash, origin, status, queue_position, approved_at, track_data, created_at)
    SELECT id, tenant, night, user_session_id, requester_nickname, note, requester_ip_hash, origin, status,
      CASE status WHEN 'approved' THEN (SELECT coalesce(max(waiting.queue_position), 0) FROM public.requests AS waiting
        WHERE waiting.event_id = night AND waiting.status = 'approved' AND waiting.started_at IS NULL)
        + gap * row_number() OVER (PARTITION BY status ORDER BY place) END,
      approved_at, track_data, now() + place * interval '1 microsecond'
    FROM counted WHERE NOT over AND NOT lately
    -- By song, so that batches of two servers meet in one order; of one song the first to ask gets it.
    ORDER BY track_data ->> 'uri', place
    ON CONFLICT DO NOTHING
    RETURNING id, created_at, queue_position
  )
  SELECT jsonb_build_object(
    'stored', (SELECT coalesce(jsonb_object_agg(id, jsonb_build_array(created_at, queue_position)), '{}') FROM stored),
    'over', (SELECT coalesce(jsonb_agg(id), '[]') FROM counted WHERE over),
    'lately', (SELECT coalesce(jsonb_agg(id), '[]') FROM counted WHERE lately)) INTO outcome;
  RETURN outcome;
END
$$;

-- How much of what a phone asked for came to nothing is looked at with each request.
CREATE INDEX requests_guest_failed ON requests (user_session_id) WHERE status = 'rejected';
