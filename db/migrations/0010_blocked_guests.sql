-- Guests that the DJ takes nothing more from. Of a guest's session, so that it goes with it.
CREATE TABLE blocked_guests (
  guest_id TEXT PRIMARY KEY REFERENCES session_store (sid) ON DELETE CASCADE,
  user_id UUID NOT NULL,
  event_id UUID NOT NULL,
  blocked_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
  CONSTRAINT blocked_guests_event_of_user FOREIGN KEY (event_id, user_id)
    REFERENCES events (id, user_id) ON DELETE CASCADE
);
CREATE INDEX blocked_guests_event ON blocked_guests (event_id);

-- A DJ the guests of their events; a guest learns of the own block, the door of those of its event.
ALTER TABLE blocked_guests ENABLE ROW LEVEL SECURITY;
ALTER TABLE blocked_guests FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON blocked_guests TO cueline_app;
CREATE POLICY blocked_guests_dj ON blocked_guests
  USING (app_role() = 'dj' AND user_id = app_user_id())
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id() AND EXISTS (
    SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id())
    AND EXISTS (SELECT FROM session_store
      WHERE session_store.sid = guest_id AND session_store.event_id = blocked_guests.event_id));
CREATE POLICY blocked_guests_guest_reads ON blocked_guests FOR SELECT
  USING (app_role() = 'guest' AND guest_id = app_guest_id());
CREATE POLICY blocked_guests_door_reads ON blocked_guests FOR SELECT
  USING (app_role() = 'door' AND user_id = app_user_id() AND event_id = app_event_id());

-- Another process may not have heard of the block yet: the database knows. One value instead of EXISTS, which the
-- planner would answer by reading all blocks.
CREATE POLICY requests_not_of_blocked ON requests AS RESTRICTIVE FOR INSERT
  WITH CHECK (user_session_id IS NULL
    OR (SELECT blocked_at FROM blocked_guests WHERE blocked_guests.guest_id = user_session_id) IS NULL);
CREATE POLICY request_votes_not_of_blocked ON request_votes AS RESTRICTIVE FOR INSERT
  WITH CHECK (
    (SELECT blocked_at FROM blocked_guests WHERE blocked_guests.guest_id = request_votes.guest_id) IS NULL);

-- Blocking changes the guest.
CREATE TRIGGER announce_insert AFTER INSERT ON blocked_guests REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('guests', 'event_id', 'guest_id');
CREATE TRIGGER announce_delete AFTER DELETE ON blocked_guests REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('guests', 'event_id', 'guest_id');
