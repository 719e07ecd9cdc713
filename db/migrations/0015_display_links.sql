-- The link by which a browser shows a DJ's display: one for each DJ, the same from night to night until it is made anew.
CREATE TABLE display_links (
  user_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  token TEXT NOT NULL CHECK (token <> ''),
  changed_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);

ALTER TABLE display_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE display_links FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON display_links TO cueline_app;
CREATE POLICY display_links_dj ON display_links
  USING (app_role() = 'dj' AND user_id = app_user_id())
  WITH CHECK (app_role() = 'dj' AND user_id = app_user_id());

CREATE TRIGGER announce_insert AFTER INSERT ON display_links REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('displays', 'user_id', 'user_id');
CREATE TRIGGER announce_update AFTER UPDATE ON display_links REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_changes('displays', 'user_id', 'user_id');
