-- Pages read in part have an explanation and no reason.
drop index discovery.address_trouble;
create index address_trouble on discovery.address (source, id) where explanation is not null;
