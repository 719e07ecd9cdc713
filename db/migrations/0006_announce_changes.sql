-- The processes that keep the night in memory. NOTIFY makes commits wait for each other (half the
-- throughput, measured), so a change is announced only when somebody else than its writer listens.
-- Unlogged: after a crash of Postgres every listener connects and registers anew.
CREATE UNLOGGED TABLE listeners (
  process UUID PRIMARY KEY,
  backend INTEGER NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, DELETE ON listeners TO cueline_app;

-- Says which rows of which event a statement changed: {by, table, eventId, ids}; ids null = "read all".
CREATE FUNCTION announce_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  writer text := coalesce(current_setting('app.process', true), '');
  subject text := TG_ARGV[0];
  batch record;
BEGIN
  -- The lock that this read holds until commit is what a new listener waits for before it reads the night.
  IF NOT EXISTS (SELECT FROM public.listeners WHERE process::text <> writer) THEN
    RETURN NULL;
  END IF;
  FOR batch IN EXECUTE format(
    'SELECT event, CASE WHEN max(total) > 1500 THEN NULL ELSE json_agg(id) END AS ids FROM (
       SELECT %s AS event, %s AS id, count(*) OVER (PARTITION BY %1$s) AS total,
         (row_number() OVER (PARTITION BY %1$s) - 1) / 100 AS chunk FROM changed) rows
     GROUP BY event, CASE WHEN total > 1500 THEN 0 ELSE chunk END', TG_ARGV[1], TG_ARGV[2])
  LOOP
    PERFORM pg_notify('cueline_changes', json_build_object(
      'by', writer, 'table', subject, 'eventId', batch.event, 'ids', batch.ids)::text);
  END LOOP;
  RETURN NULL;
END
$$;

CREATE TRIGGER announce_insert AFTER INSERT ON requests REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('requests', 'event_id', 'id');
CREATE TRIGGER announce_update AFTER UPDATE ON requests REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('requests', 'event_id', 'id');
CREATE TRIGGER announce_delete AFTER DELETE ON requests REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('requests', 'event_id', 'id');
-- A vote changes its request.
CREATE TRIGGER announce_insert AFTER INSERT ON request_votes REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('requests', 'event_id', 'request_id');
CREATE TRIGGER announce_delete AFTER DELETE ON request_votes REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('requests', 'event_id', 'request_id');
CREATE TRIGGER announce_insert AFTER INSERT ON events REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('events', 'id', 'id');
CREATE TRIGGER announce_update AFTER UPDATE ON events REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('events', 'id', 'id');
CREATE TRIGGER announce_delete AFTER DELETE ON events REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('events', 'id', 'id');
CREATE TRIGGER announce_insert AFTER INSERT ON session_store REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('guests', 'event_id', 'sid');
CREATE TRIGGER announce_update AFTER UPDATE ON session_store REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('guests', 'event_id', 'sid');
CREATE TRIGGER announce_delete AFTER DELETE ON session_store REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('guests', 'event_id', 'sid');
