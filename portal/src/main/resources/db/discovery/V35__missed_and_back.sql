-- 1: the last visit saw nothing. 2: to be seen anew, whatever was known of it: it was gone, or what was said of it is lost.
alter table discovery.address add column missed smallint not null default 0;

-- Gone because the image is no longer there, not because the page no longer shows it.
alter table discovery.sighting add column image_gone boolean not null default false;
