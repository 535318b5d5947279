-- By work: what is open in the order of its works. Sites of what was decided: from the index alone, as those of what is open.
create index match_open_works on matching.match (holder, work) include (worth_minor) where open;
drop index matching.match_open;
create index match_open on matching.match (holder, worth_minor desc, id) where open;
create index tally_closed_sites on matching.tally (holder, verdict, site, kind, country)
    include (tier, language, decided_by, n, worth_minor) where not open and site <> '';
