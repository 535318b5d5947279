-- The words a match is searched by stand apart from what changes with each verdict: with it, their index would be written anew for
-- each three letters of up to four thousand.
create table matching.words (
    match uuid primary key references matching.match on delete cascade,
    text text not null
);
insert into matching.words select id, words from matching.match where words <> '';
alter table matching.match drop column words;

-- Without the extension words are looked for row by row, see V21.
do $$
begin
    create index words_text on matching.words using gin (text public.gin_trgm_ops);
exception when undefined_object or undefined_file or insufficient_privilege or invalid_schema_name then
    raise notice 'words of matches have no index: %', sqlerrm;
end $$;
