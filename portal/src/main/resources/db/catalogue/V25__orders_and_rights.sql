-- The copyright notice is searched as well, and works stand in order of name, too. A name is cut, since an index has no room for long
-- ones.
alter table catalogue.work drop column search;
alter table catalogue.work add column search tsvector generated always as (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', caption), 'B')
    || to_tsvector('simple', file_name || ' ' || regexp_replace(file_name, '[^[:alnum:]]+', ' ', 'g'))
    || to_tsvector('simple', camera || ' ' || lens || ' ' || creator || ' ' || credit || ' ' || copyright)
    || to_tsvector('simple', catalogue.words(keywords) || ' ' || catalogue.words(tags))
) stored,
    add column sort_name text not null generated always as (lower(left(coalesce(nullif(title, ''), file_name), 200))) stored,
    add column licensor text not null default '';
create index work_search on catalogue.work using gin (search);
create index work_name on catalogue.work (holder, sort_name, id);
create index work_added on catalogue.work (holder, registered_at desc, id desc);

-- A collection's own order.
create index collected_order on catalogue.collected (collection, position, work);
