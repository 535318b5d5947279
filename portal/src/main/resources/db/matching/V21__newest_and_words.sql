-- The list in order of time, and words somewhere in what pages say.
create index match_open_newest on matching.match (holder, found_at desc, id) where open;

-- Without the extension words are looked for row by row: a database of others may not have it, not allow it, or keep it elsewhere.
do $$
begin
    create extension if not exists pg_trgm with schema public;
    create index match_words on matching.match using gin (words public.gin_trgm_ops);
exception when feature_not_supported or undefined_file or insufficient_privilege or invalid_schema_name or undefined_object then
    raise notice 'words of matches have no index: %', sqlerrm;
end $$;
