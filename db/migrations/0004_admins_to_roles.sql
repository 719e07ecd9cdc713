-- `admins` becomes a role of the user; events point at the user directly.
UPDATE users SET role = 'admin' WHERE role = 'user' AND id IN (SELECT user_id FROM admins);
ALTER TABLE events DROP CONSTRAINT events_active_admin_id_fkey;
UPDATE events SET active_admin_id = admins.user_id FROM admins WHERE admins.id = events.active_admin_id;
ALTER TABLE events ADD CONSTRAINT events_active_admin_id_fkey
  FOREIGN KEY (active_admin_id) REFERENCES users (id) ON DELETE SET NULL;
DROP TABLE admins;
