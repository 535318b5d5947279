-- SHA-256 of what a change was to change: by it the same act again is told from another of that name.
alter table catalogue.change add column asked bytea check (length(asked) = 32);
