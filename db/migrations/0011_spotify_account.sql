-- What is not secret about a DJ's Spotify: the tokens are in the keychain of the DJ's machine.
-- A sign-in ends six months after authorised_at, however often its tokens were renewed; NULL: nobody signed in, or
-- the earlier app did, which did not say when.
ALTER TABLE spotify_auth ADD COLUMN client_id TEXT;
ALTER TABLE spotify_auth ADD COLUMN authorised_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE spotify_auth ADD COLUMN account_id TEXT;
ALTER TABLE spotify_auth ADD COLUMN account_name TEXT;
