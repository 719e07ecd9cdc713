-- What a guest took back keeps its id, so that a late copy of the same tap is known and never stored anew.
ALTER TABLE requests ADD COLUMN withdrawn_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE requests ADD CONSTRAINT requests_withdrawn CHECK (withdrawn_at IS NULL OR status = 'rejected');
DROP POLICY requests_guest_takes_back ON requests;
CREATE POLICY requests_guest_takes_back ON requests FOR UPDATE
  USING (app_role() = 'guest' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false)
    AND user_session_id = app_guest_id() AND status = 'pending')
  WITH CHECK (app_role() = 'guest' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false)
    AND user_session_id = app_guest_id() AND withdrawn_at IS NOT NULL);
ALTER POLICY requests_counted ON requests USING (app_role() = 'counter' AND withdrawn_at IS NULL);

-- How much of a PIN's budget of wrong guesses is gone, and the code that takes over: both outlast a restart.
CREATE TABLE pin_guards (
  event_id UUID PRIMARY KEY,
  user_id UUID NOT NULL,
  -- The value that the budget belongs to.
  pin TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  spent BOOLEAN NOT NULL DEFAULT false,
  code TEXT NOT NULL,
  CONSTRAINT pin_guards_event_of_user FOREIGN KEY (event_id, user_id)
    REFERENCES events (id, user_id) ON DELETE CASCADE
);
ALTER TABLE pin_guards ENABLE ROW LEVEL SECURITY;
ALTER TABLE pin_guards FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON pin_guards TO cueline_app;
CREATE POLICY pin_guards_dj ON pin_guards
  USING (app_role() = 'dj' AND user_id = app_user_id())
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id() AND EXISTS (
    SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));
-- All doors of a night share the budget.
CREATE TRIGGER announce_insert AFTER INSERT ON pin_guards REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('guards', 'event_id', 'event_id');
CREATE TRIGGER announce_update AFTER UPDATE ON pin_guards REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('guards', 'event_id', 'event_id');

-- What turns a guest's address into `requester_ip_hash`: 256 random bits of each night, base64url. Without it the
-- hashes say nothing to anybody any more.
CREATE TABLE address_keys (
  event_id UUID PRIMARY KEY,
  user_id UUID NOT NULL,
  key TEXT NOT NULL,
  CONSTRAINT address_keys_event_of_user FOREIGN KEY (event_id, user_id)
    REFERENCES events (id, user_id) ON DELETE CASCADE
);
ALTER TABLE address_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE address_keys FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON address_keys TO cueline_app;
CREATE POLICY address_keys_dj ON address_keys
  USING (app_role() = 'dj' AND user_id = app_user_id())
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id() AND EXISTS (
    SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));

-- When the names and notes of a night's guests were forgotten.
ALTER TABLE events ADD COLUMN guests_forgotten_at TIMESTAMP WITH TIME ZONE;

-- Whether a song was played lately, for every request; changes only when one is played.
CREATE INDEX requests_played ON requests (event_id, track_uri, played_at) WHERE status = 'played';
