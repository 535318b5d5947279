-- What the inbox sums up is read from the index alone: in order of the sites, or under the site '' what is open apart from the rest.
drop index matching.tally_open;
create index tally_open_sites on matching.tally (holder, site, kind, country) include (tier, language, decided_by, n, worth_minor)
    where open and site <> '';
create index tally_everywhere on matching.tally (holder, open)
    include (verdict, tier, kind, country, language, decided_by, share, n) where site = '';

-- Many rows come and go, and an index alone can be read only where the rest was cleared away.
alter table matching.tally set (autovacuum_vacuum_scale_factor = .02, autovacuum_vacuum_insert_scale_factor = .02);
