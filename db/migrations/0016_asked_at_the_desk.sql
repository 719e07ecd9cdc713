-- Who asks for it too without a phone, as the DJ entered them: [{id, nickname, note}], the first first.
ALTER TABLE requests ADD COLUMN at_desk JSONB NOT NULL DEFAULT '[]';
