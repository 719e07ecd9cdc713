-- A practice night and the night of a readiness check hold nothing but invented things, and go whole. Of all other nights
-- it stays as it was: history is never deleted, and the database itself says so.
GRANT DELETE ON events TO cueline_app;
CREATE POLICY events_trials_go ON events AS RESTRICTIVE FOR DELETE
  USING (coalesce(config ->> 'purpose', 'night') IN ('practice', 'check'));

-- They count as nothing.
ALTER POLICY events_counted ON events
  USING (app_role() = 'counter' AND coalesce(config ->> 'purpose', 'night') NOT IN ('practice', 'check'));
