-- The role that the app works as: no login, owns nothing, makes nothing. Roles belong to the whole server,
-- so another database may have made it, or may be making it at this moment.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cueline_app') THEN
    CREATE ROLE cueline_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
-- Since Postgres 16 making a role does not let its maker become it.
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'cueline_app', 'MEMBER') THEN
    GRANT cueline_app TO CURRENT_USER;
  ELSIF current_setting('server_version_num')::int >= 160000
    AND NOT pg_has_role(current_user, 'cueline_app', 'SET') THEN
    EXECUTE 'GRANT cueline_app TO CURRENT_USER WITH SET TRUE, INHERIT FALSE';
  END IF;
END
$$;

DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO cueline_app', current_database()); END $$;
GRANT USAGE ON SCHEMA public TO cueline_app;

-- Who the transaction works for, set by withTenant() for its length. NULL when nobody said.
CREATE FUNCTION app_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.role', true), '');
CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user_id', true), '')::uuid;
CREATE FUNCTION app_event_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.event_id', true), '')::uuid;
CREATE FUNCTION app_guest_id() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.guest_id', true), '');

GRANT SELECT ON drizzle TO cueline_app;

-- users: sign-in and first run see all accounts, a DJ their own, a guest none.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON users TO cueline_app;
CREATE POLICY users_system ON users
  USING (app_role() = 'system') WITH CHECK (app_role() = 'system');
CREATE POLICY users_dj_reads ON users FOR SELECT
  USING (app_role() = 'dj' AND id = app_user_id());

-- events: a DJ their own, a guest the one they joined, to read.
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE events FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON events TO cueline_app;
CREATE POLICY events_dj ON events
  USING (app_role() = 'dj' AND user_id = app_user_id())
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id());
CREATE POLICY events_guest_reads ON events FOR SELECT
  USING (app_role() = 'guest' AND user_id = app_user_id() AND id = app_event_id());

-- coalesce() keeps the planner from serving a query by an index on what the policies compare: it would choose
-- so while a table is empty, keep the plan, and read a whole night for each song asked for.

-- requests: a DJ all of their events; a guest reads the night and changes what they asked for.
ALTER TABLE requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE requests FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON requests TO cueline_app;
CREATE POLICY requests_dj ON requests
  USING (app_role() = 'dj' AND coalesce(user_id = app_user_id(), false))
  WITH CHECK (app_role() = 'dj' AND coalesce(user_id = app_user_id(), false) AND EXISTS (
    SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));
CREATE POLICY requests_guest_reads ON requests FOR SELECT
  USING (app_role() = 'guest' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false));
CREATE POLICY requests_guest_asks ON requests FOR INSERT
  WITH CHECK (app_role() = 'guest' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false)
    AND user_session_id = app_guest_id() AND EXISTS (
      SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));
CREATE POLICY requests_guest_takes_back ON requests FOR DELETE
  USING (app_role() = 'guest' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false)
    AND user_session_id = app_guest_id() AND status = 'pending');

-- request_votes: as requests; a guest votes for themselves only.
ALTER TABLE request_votes ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_votes FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON request_votes TO cueline_app;
CREATE POLICY request_votes_dj ON request_votes
  USING (app_role() = 'dj' AND coalesce(user_id = app_user_id(), false))
  WITH CHECK (app_role() = 'dj' AND coalesce(user_id = app_user_id(), false) AND EXISTS (
    SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));
CREATE POLICY request_votes_guest_reads ON request_votes FOR SELECT
  USING (app_role() = 'guest' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false));
CREATE POLICY request_votes_guest_votes ON request_votes FOR INSERT
  WITH CHECK (app_role() = 'guest' AND coalesce(user_id = app_user_id() AND event_id = app_event_id(), false)
    AND guest_id = app_guest_id() AND EXISTS (
      SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));

-- session_store: a DJ the guests of their events, a guest their own row.
ALTER TABLE session_store ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_store FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON session_store TO cueline_app;
CREATE POLICY session_store_dj ON session_store
  USING (app_role() = 'dj' AND user_id = app_user_id())
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id() AND EXISTS (
    SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));
CREATE POLICY session_store_guest ON session_store
  USING (app_role() = 'guest' AND user_id = app_user_id() AND event_id = app_event_id()
    AND sid = app_guest_id())
  WITH CHECK (app_role() = 'guest' AND user_id = app_user_id() AND event_id = app_event_id()
    AND sid = app_guest_id() AND EXISTS (
      SELECT FROM events WHERE events.id = event_id AND events.user_id = app_user_id()));

-- spotify_auth: its owner.
ALTER TABLE spotify_auth ENABLE ROW LEVEL SECURITY;
ALTER TABLE spotify_auth FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON spotify_auth TO cueline_app;
CREATE POLICY spotify_auth_dj ON spotify_auth
  USING (app_role() = 'dj' AND user_id = app_user_id())
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id());
