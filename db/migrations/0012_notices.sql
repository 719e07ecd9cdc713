-- What the DJ tells the room. A row stays after its end: its line is offered again.
CREATE TABLE notices (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL,
  event_id UUID NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  target TEXT NOT NULL CHECK (target IN ('display', 'phones', 'both')),
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  -- NULL: until it is removed.
  ends_at TIMESTAMP WITH TIME ZONE,
  removed_at TIMESTAMP WITH TIME ZONE,
  version INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT notices_event_of_user FOREIGN KEY (event_id, user_id)
    REFERENCES events (id, user_id) ON DELETE CASCADE
);
CREATE INDEX notices_event ON notices (event_id);
CREATE INDEX notices_user_created ON notices (user_id, created_at DESC);

-- A DJ those of their events; a guest reads those for phones, the door those of its event.
ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON notices TO cueline_app;
CREATE POLICY notices_dj ON notices
  USING (app_role() = 'dj' AND user_id = app_user_id())
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id() AND EXISTS (
    SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));
CREATE POLICY notices_guest_reads ON notices FOR SELECT
  USING (app_role() = 'guest' AND user_id = app_user_id() AND event_id = app_event_id()
    AND target IN ('phones', 'both'));
CREATE POLICY notices_door_reads ON notices FOR SELECT
  USING (app_role() = 'door' AND user_id = app_user_id() AND event_id = app_event_id());

CREATE TRIGGER announce_insert AFTER INSERT ON notices REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('notices', 'event_id', 'id');
CREATE TRIGGER announce_update AFTER UPDATE ON notices REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('notices', 'event_id', 'id');
