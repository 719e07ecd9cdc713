-- Phase 1: only adds, so that rows of the production schema stay valid as they are. What ties those rows
-- to a tenant (phase 2) runs between this file and the next; on an empty database there is nothing to tie.
ALTER TABLE users ADD COLUMN claimed BOOLEAN NOT NULL DEFAULT TRUE;

ALTER TABLE events ADD COLUMN ended_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE events ADD COLUMN archived_at TIMESTAMP WITH TIME ZONE;

ALTER TABLE requests ADD COLUMN user_id UUID;
ALTER TABLE requests ADD COLUMN event_id UUID;
ALTER TABLE requests ADD COLUMN duration_ms INTEGER;
ALTER TABLE requests ADD COLUMN requester_ip_hash TEXT;
ALTER TABLE requests ADD COLUMN user_session_id TEXT;
ALTER TABLE requests ADD COLUMN queue_position DOUBLE PRECISION;
ALTER TABLE requests ADD COLUMN approved_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE requests ADD COLUMN rejected_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE requests ADD COLUMN started_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE requests ADD COLUMN reject_reason TEXT;
ALTER TABLE requests ADD COLUMN note TEXT;
ALTER TABLE requests ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
-- Rows that are here already were imported; duplicates among them are legal.
ALTER TABLE requests ADD COLUMN origin TEXT NOT NULL DEFAULT 'import';
ALTER TABLE requests ALTER COLUMN origin SET DEFAULT 'guest';

ALTER TABLE spotify_auth ALTER COLUMN access_token DROP NOT NULL;
ALTER TABLE spotify_auth ALTER COLUMN refresh_token DROP NOT NULL;

ALTER TABLE session_store ADD COLUMN user_id UUID
  GENERATED ALWAYS AS ((sess ->> 'user_id')::uuid) STORED;
ALTER TABLE session_store ADD COLUMN event_id UUID
  GENERATED ALWAYS AS ((sess ->> 'event_id')::uuid) STORED;
