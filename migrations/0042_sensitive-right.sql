DROP INDEX "corrections_state";--> statement-breakpoint
CREATE INDEX "record_rows_protected" ON "record_rows" USING btree ("person_id") WHERE "record_rows"."section" = 'basic' and not "record_rows"."deleted" and "record_rows"."data" -> 'addr_protected' = 'true'::jsonb;--> statement-breakpoint
CREATE INDEX "corrections_state" ON "corrections" USING btree ("agency_id","state","due_day","submitted_at","id","person_id","section");--> statement-breakpoint
-- hand-written: whoever could read sensitive sections before keeps it
INSERT INTO "role_grants" ("account_id", "role", "agency_id", "from_day", "until_day", "granted_by", "granted_at")
SELECT DISTINCT ON ("account_id", "agency_id", "from_day", "until_day") "account_id", 'hr_sensitive', "agency_id", "from_day", "until_day", "granted_by", "granted_at"
FROM "role_grants" WHERE "role" = 'hr_officer';
