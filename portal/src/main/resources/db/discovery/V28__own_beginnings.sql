-- Where each who watches a source has it begin. What others wrote down is theirs: it may hold a key. Of a source that was watched
-- by several before this was kept, nobody is told where it begins.
alter table discovery.watch add column addresses text[] not null default '{}';
update discovery.watch w set addresses = s.addresses from discovery.source s
    where s.id = w.source and not exists (
        select 1 from discovery.watch o where o.source = w.source and o.holder <> w.holder);
