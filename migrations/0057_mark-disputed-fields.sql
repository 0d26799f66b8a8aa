DROP INDEX "locks_one_active";--> statement-breakpoint
ALTER TABLE "locks" ADD COLUMN "row_id" uuid;--> statement-breakpoint
ALTER TABLE "locks" ADD COLUMN "fields" text[];--> statement-breakpoint
CREATE UNIQUE INDEX "locks_one_active" ON "locks" USING btree ("person_id","kind",coalesce("row_id"::text, "section", '')) WHERE "locks"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "locks" ADD CONSTRAINT "locks_fields" CHECK (("locks"."row_id" is null) = ("locks"."fields" is null));