-- Phase 3: what must always hold, held by Postgres.
UPDATE users SET role = 'user' WHERE role IS NULL;
UPDATE users SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE users ALTER COLUMN role SET NOT NULL;
ALTER TABLE users ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE users ADD CONSTRAINT users_role_known CHECK (role IN ('user', 'admin', 'superadmin'));
ALTER TABLE users ADD CONSTRAINT users_username_lower CHECK (username = lower(username));

ALTER TABLE events ADD CONSTRAINT events_status_known CHECK (status IN ('offline', 'standby', 'live'));
ALTER TABLE events ADD CONSTRAINT events_pin_four_digits CHECK (pin ~ '^[0-9]{4}$');
ALTER TABLE events ADD CONSTRAINT events_config_object CHECK (jsonb_typeof(config) = 'object');
ALTER TABLE events ADD CONSTRAINT events_id_user UNIQUE (id, user_id);
-- A PIN is free again when its night has ended.
ALTER TABLE events DROP CONSTRAINT events_pin_key;
CREATE UNIQUE INDEX events_pin_open ON events (pin) WHERE ended_at IS NULL;
CREATE INDEX idx_events_user_status ON events (user_id, status);
CREATE INDEX events_user_created ON events (user_id, created_at DESC);

ALTER TABLE requests ALTER COLUMN user_id SET NOT NULL;
ALTER TABLE requests ALTER COLUMN event_id SET NOT NULL;
UPDATE requests SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE requests ALTER COLUMN created_at SET NOT NULL;
-- Both columns at once: a request can't point to the event of another tenant.
ALTER TABLE requests ADD CONSTRAINT requests_event_of_user
  FOREIGN KEY (event_id, user_id) REFERENCES events (id, user_id) ON DELETE CASCADE;
ALTER TABLE requests ADD CONSTRAINT requests_id_event_user UNIQUE (id, event_id, user_id);
ALTER TABLE requests ADD CONSTRAINT requests_status_known
  CHECK (status IN ('pending', 'approved', 'rejected', 'played'));
ALTER TABLE requests ADD CONSTRAINT requests_origin_known CHECK (origin IN ('guest', 'dj', 'import'));
ALTER TABLE requests ADD CONSTRAINT requests_guest_known
  CHECK (origin <> 'guest' OR user_session_id IS NOT NULL);
-- One song plays at a time.
CREATE UNIQUE INDEX requests_one_playing ON requests (event_id)
  WHERE status = 'approved' AND started_at IS NOT NULL AND played_at IS NULL;
CREATE INDEX idx_requests_status_created ON requests (status, created_at);
CREATE INDEX idx_requests_user_event ON requests (user_id, event_id);
CREATE INDEX requests_event_created ON requests (event_id, created_at);
CREATE INDEX requests_guest ON requests (user_session_id);

CREATE INDEX idx_spotify_auth_user_id ON spotify_auth (user_id);

ALTER TABLE session_store ADD CONSTRAINT session_store_event_of_user
  FOREIGN KEY (event_id, user_id) REFERENCES events (id, user_id) ON DELETE CASCADE;
CREATE INDEX session_store_event ON session_store (event_id);
CREATE INDEX session_store_expire ON session_store (expire);

CREATE TABLE request_votes (
  request_id UUID NOT NULL,
  guest_id TEXT NOT NULL,
  user_id UUID NOT NULL,
  event_id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
  PRIMARY KEY (request_id, guest_id),
  CONSTRAINT request_votes_request_of_event
    FOREIGN KEY (request_id, event_id, user_id) REFERENCES requests (id, event_id, user_id) ON DELETE CASCADE
);
CREATE INDEX request_votes_event ON request_votes (event_id);
