-- Kinds of files were kept by the engine's own names; they are media types (RFC 6838) as everywhere else.
update catalogue.work set media_type = case media_type when 'PSD' then 'image/vnd.adobe.photoshop' when 'JPEG_XL' then 'image/jxl'
    else 'image/' || lower(media_type) end
where media_type not like 'image/%';
