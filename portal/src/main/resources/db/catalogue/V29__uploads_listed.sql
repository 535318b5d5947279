-- What came out of an archive, what was not taken, and what was here already, each a page at a time and newest first.
create index upload_within on catalogue.upload (parent, begun_at desc, id desc) where parent is not null;
create index upload_refused on catalogue.upload (holder, begun_at desc, id desc) where state = 'refused';
create index upload_same on catalogue.upload (holder, begun_at desc, id desc) where state in ('duplicate', 'near_duplicate');
