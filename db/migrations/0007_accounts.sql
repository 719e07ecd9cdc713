-- Accounts: who may not sign in any more, where somebody is signed in, a way back in without e-mail.
ALTER TABLE users ADD COLUMN disabled_at TIMESTAMP WITH TIME ZONE;
-- The computer of the one session, as its owner knows it.
ALTER TABLE users ADD COLUMN active_session_name TEXT;
CREATE INDEX users_email_lower ON users (lower(email));

-- What is printed at sign-up: SHA-256 only, each good for one reset, gone once used.
CREATE TABLE recovery_codes (
  user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, code_hash)
);
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE recovery_codes FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON recovery_codes TO cueline_app;
CREATE POLICY recovery_codes_system ON recovery_codes
  USING (app_role() = 'system') WITH CHECK (app_role() = 'system');

-- What was changed over somebody's head: repairs of a migration, and what a superadmin does to others' accounts.
-- Written once. No foreign keys: it outlives what it speaks of.
CREATE TABLE audit (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
  -- Whose data it was; NULL: nobody's.
  user_id UUID,
  event_id UUID,
  -- Who did it: the id of an account, or 'migration'.
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  -- The table, and the row in it.
  subject TEXT NOT NULL,
  subject_id TEXT,
  before JSONB,
  after JSONB
);
CREATE INDEX audit_user ON audit (user_id, at);
CREATE INDEX audit_event ON audit (event_id);
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON audit TO cueline_app;
CREATE POLICY audit_system ON audit
  USING (app_role() = 'system') WITH CHECK (app_role() = 'system');
CREATE POLICY audit_dj_reads ON audit FOR SELECT
  USING (app_role() = 'dj' AND user_id = app_user_id());
CREATE POLICY audit_dj_writes ON audit FOR INSERT
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id());

-- History is never deleted: not by ending a night, not by the app at all.
REVOKE DELETE ON events FROM cueline_app;

-- Signing in elsewhere, a new role or a closed account is heard by every console of the database.
CREATE TRIGGER announce_update AFTER UPDATE ON users REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('users', 'id', 'id');

-- Numbers for a superadmin, and nothing but numbers: while it counts, the function sees all rows.
CREATE POLICY events_counted ON events FOR SELECT USING (app_role() = 'counter');
CREATE POLICY requests_counted ON requests FOR SELECT USING (app_role() = 'counter');
CREATE FUNCTION count_by_user()
  RETURNS TABLE (user_id uuid, events bigint, requests bigint, last_event_at timestamptz)
  LANGUAGE plpgsql AS $$
BEGIN
  IF app_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'counting is for the context system' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.role', 'counter', true);
  RETURN QUERY
    SELECT u.user_id, u.events, coalesce(r.requests, 0), u.last_event_at
    FROM (SELECT e.user_id, count(*) AS events, max(e.created_at) AS last_event_at
      FROM public.events e GROUP BY e.user_id) u
    LEFT JOIN (SELECT q.user_id, count(*) AS requests FROM public.requests q GROUP BY q.user_id) r
      ON r.user_id = u.user_id;
  PERFORM set_config('app.role', 'system', true);
END
$$;

-- A request that goes to another night takes its votes along.
ALTER TABLE request_votes DROP CONSTRAINT request_votes_request_of_event;
ALTER TABLE request_votes ADD CONSTRAINT request_votes_request_of_event
  FOREIGN KEY (request_id, event_id, user_id) REFERENCES requests (id, event_id, user_id)
  ON UPDATE CASCADE ON DELETE CASCADE;

-- Rows of the earlier app say of nobody whose they are: a superadmin gives them to whom they belong. They go
-- from one night to another, which must be the other DJ's; answers how many.
CREATE POLICY events_assigned ON events FOR SELECT USING (app_role() = 'assigner');
CREATE POLICY requests_assigned ON requests
  USING (app_role() = 'assigner' AND origin = 'import')
  WITH CHECK (app_role() = 'assigner' AND origin = 'import');
CREATE FUNCTION assign_imported(from_event uuid, to_event uuid, since timestamptz, until timestamptz)
  RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  owner uuid;
  moved bigint;
BEGIN
  IF app_role() IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'assigning is for the context system' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.role', 'assigner', true);
  SELECT e.user_id INTO STRICT owner FROM public.events e WHERE e.id = to_event;
  UPDATE public.requests q SET user_id = owner, event_id = to_event, version = q.version + 1
    WHERE q.event_id = from_event AND q.origin = 'import'
      AND (since IS NULL OR q.created_at >= since) AND (until IS NULL OR q.created_at < until);
  GET DIAGNOSTICS moved = ROW_COUNT;
  PERFORM set_config('app.role', 'system', true);
  -- The triggers tell of the night that the rows are in now; whoever has the other one open must read it anew.
  IF moved > 0 THEN
    PERFORM pg_notify('cueline_changes', json_build_object(
      'by', coalesce(current_setting('app.process', true), ''), 'table', 'requests', 'eventId', from_event,
      'ids', NULL)::text);
  END IF;
  RETURN moved;
END
$$;

-- The queue of a night, and its end, without reading the night.
CREATE INDEX requests_queue ON requests (event_id, queue_position) WHERE status = 'approved';
