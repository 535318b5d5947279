-- Names that came before they were composed on their way in (Unicode NFC): searched for as people type them.
update catalogue.work set file_name = normalize(file_name, nfc) where file_name is not nfc normalized;
update catalogue.upload set name = normalize(name, nfc) where name is not nfc normalized;
