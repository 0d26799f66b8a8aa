-- every notice is kept under a key that begins with notice
UPDATE "notices" SET "text" = regexp_replace(regexp_replace("text", '^trust\.notice\.', 'notice.trust.'), '^inbox\.', 'notice.')
WHERE "text" ~ '^(trust\.notice|inbox)\.';
