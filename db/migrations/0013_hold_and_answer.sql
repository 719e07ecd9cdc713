-- Since when a pending request is set aside by the DJ, out of the way of those that wait; NULL: it is not.
ALTER TABLE requests ADD COLUMN held_at TIMESTAMP WITH TIME ZONE;
-- A line of the DJ to who asked, whatever becomes of the request.
ALTER TABLE requests ADD COLUMN answer TEXT;
