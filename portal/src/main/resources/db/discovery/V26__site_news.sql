-- Of which site another kind or country is known than was told to whoever compares.
alter table discovery.site add column news boolean not null default true;
create index site_news on discovery.site (name) where news;
