-- What whoever brings a file declares of it: the number of the words that stood beside the upload (Declaration.java). Nothing is
-- known of files that came before there were any.
alter table catalogue.upload add column declared smallint;
create index upload_work on catalogue.upload (work) where work is not null;
